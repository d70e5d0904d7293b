import type { DownloadItem } from '#contract/downloads'
import { useState, type DragEvent } from 'react'
import { cx } from '../../lib/cx.ts'
import { DownloadRow } from './DownloadRow.tsx'
import { useDownloadActions } from './download-actions.ts'
import { OrderHandle } from './OrderHandle.tsx'
import { beforeStep } from './order.ts'

/** Below the last one. */
const END = 'end'

/** What waits for its turn, in an order that can be changed. */
export function QueuedRows({ items }: { readonly items: readonly DownloadItem[] }) {
  const { move } = useDownloadActions()
  const [dragged, setDragged] = useState<string | null>(null)
  /** The row above which it would land. */
  const [above, setAbove] = useState<string | null>(null)
  const ids = items.map(({ id }) => id)
  const over = (event: DragEvent<HTMLElement>, index: number): void => {
    if (dragged === null) return
    event.preventDefault()
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const below = event.clientY > top + height / 2
    setAbove(ids[below ? index + 1 : index] ?? END)
  }
  const drop = (): void => {
    if (dragged !== null && above !== null && above !== dragged) move(dragged, above === END ? null : above)
  }
  const letGo = (): void => {
    setDragged(null)
    setAbove(null)
  }
  return items.map((item, index) => (
    <div
      key={item.id}
      onDragStart={() => setDragged(item.id)}
      onDragOver={(event) => over(event, index)}
      onDrop={drop}
      onDragEnd={letGo}
      className={cx('relative', dragged === item.id && 'opacity-50')}
    >
      {above === item.id && <Landing className="-top-px" />}
      {above === END && index === items.length - 1 && <Landing className="-bottom-px" />}
      <DownloadRow
        item={item}
        handle={
          <OrderHandle
            name={item.name}
            place={index}
            count={items.length}
            onStep={(step) => move(item.id, beforeStep(ids, index, step))}
          />
        }
      />
    </div>
  ))
}

/** Where it would land. */
const Landing = ({ className }: { readonly className: string }) => (
  <span aria-hidden className={cx('absolute inset-x-0 z-[1] h-0.5 bg-honey', className)} />
)
