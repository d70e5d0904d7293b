import type { KeyboardEvent, PointerEvent } from 'react'

const stepPx = 16

/** Shift with the arrow keys on a column's title makes it narrower or wider. */
export function resizeByKey(event: KeyboardEvent<HTMLElement>, onResize: (width: number) => void): void {
  const by = { ArrowLeft: -stepPx, ArrowRight: stepPx }[event.key]
  const column = event.currentTarget.closest('[role="columnheader"]')
  if (by === undefined || !event.shiftKey || column === null) return
  event.preventDefault()
  onResize(column.getBoundingClientRect().width + by)
}

/** The edge between two columns, to drag. The keyboard has `resizeByKey`. */
export function ColumnHandle({ onResize }: { readonly onResize: (width: number) => void }) {
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const column = event.currentTarget.parentElement?.getBoundingClientRect()
    if (column === undefined) return
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    onResize(isRtl ? column.right - event.clientX : event.clientX - column.left)
  }
  return (
    <div
      aria-hidden
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      className="absolute inset-y-0 -end-1 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-2 after:start-[3px] after:w-px after:bg-transparent hover:after:bg-edge"
    />
  )
}
