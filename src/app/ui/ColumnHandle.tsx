import type { KeyboardEvent, PointerEvent } from 'react'
import { useTexts } from '../locale.tsx'

interface Props {
  readonly title: string
  readonly min: number
  readonly onResize: (width: number) => void
}

const stepPx = 16
const columnWidth = (handle: Element): number => handle.parentElement?.getBoundingClientRect().width ?? 0

/** The edge between two columns: drag it, or focus it and use the arrow keys. */
export function ColumnHandle({ title, min, onResize }: Props) {
  const texts = useTexts()
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const start = event.currentTarget.parentElement?.getBoundingClientRect()
    if (start === undefined) return
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    onResize(Math.max(min, isRtl ? start.right - event.clientX : event.clientX - start.left))
  }
  const nudge = (event: KeyboardEvent<HTMLDivElement>) => {
    const by = { ArrowLeft: -stepPx, ArrowRight: stepPx }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onResize(Math.max(min, columnWidth(event.currentTarget) + by))
  }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={texts.ui.resizeColumn(title)}
      tabIndex={-1}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={nudge}
      className="absolute inset-y-0 -end-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:start-[3px] after:w-px after:bg-transparent hover:after:bg-edge focus-visible:after:bg-ring"
    />
  )
}
