import { ArrowLeft, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTexts } from '../../locale.tsx'
import { useQueryChange } from '../../router.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ModelView } from '../model/ModelView.tsx'
import type { Choices } from './query/discover-query.ts'
import { whatIfInput } from './query/discover-query.ts'

interface Props {
  readonly id: string
  readonly choices: Choices
}

/** A model over the results, or beside them where there is room. Escape closes it. */
export function ModelPanel({ id, choices }: Props) {
  const { model: say } = useTexts()
  const change = useQueryChange()
  const panel = useRef<HTMLDivElement>(null)
  const close = () => change({ id: '' })
  useEffect(() => {
    panel.current?.focus({ preventScroll: true })
    return () => focusLater(id)
  }, [id])
  return (
    <aside
      aria-label={say.panel(id.slice(id.indexOf(':') + 1))}
      className="flex min-h-0 w-full flex-col border-line bg-canvas xl:w-120 xl:shrink-0 xl:border-s 2xl:w-140"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
      }}
    >
      <div className="flex shrink-0 items-center px-3 pt-2 max-xl:border-b max-xl:border-line max-xl:pb-2 xl:justify-end">
        <Button
          kind="quiet"
          className="xl:hidden"
          icon={<ArrowLeft aria-hidden className="rtl:rotate-180" />}
          onClick={close}
        >
          {say.back}
        </Button>
        <span className="max-xl:hidden">
          <IconButton label={say.close} onClick={close}>
            <X aria-hidden />
          </IconButton>
        </span>
      </div>
      <div
        ref={panel}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto px-4 pb-10 outline-none max-xl:pt-5 sm:px-5"
      >
        <div className="mx-auto max-w-3xl">
          <ModelView key={id} id={id} whatIf={choices.whatIf === null ? null : whatIfInput(choices.whatIf)} />
        </div>
      </div>
    </aside>
  )
}

/** Cards that the panel lay over come back a few frames after it has gone. */
const FRAMES = 20

/** Where the panel leaves the focus nowhere, it goes back to the model's card, or to the page where that is not in sight. */
function focusLater(id: string, frames = FRAMES): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return
    const card = document.querySelector<HTMLElement>(`[data-model="${CSS.escape(id)}"]`)
    if (card === null && frames > 0) focusLater(id, frames - 1)
    else (card ?? document.querySelector('main'))?.focus()
  })
}
