import { useState, type KeyboardEvent } from 'react'

export interface GridSpot {
  readonly row: number
  /** 0 is the model's name. */
  readonly column: number
}

const pageRows = 10

function moved({ row, column }: GridSpot, key: string, rtl: boolean): GridSpot | null {
  const side = rtl ? -1 : 1
  switch (key) {
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'PageUp':
      return { row: row - pageRows, column }
    case 'PageDown':
      return { row: row + pageRows, column }
    case 'ArrowLeft':
      return { row, column: column - side }
    case 'ArrowRight':
      return { row, column: column + side }
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: Infinity }
    default:
      return null
  }
}

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

export const spotId = ({ row, column }: GridSpot): string => `matrix-${row}-${column}`

/** One stop for the Tab key; the arrow keys move inside. */
export function useGridFocus(rows: number, columns: number) {
  const [spot, setSpot] = useState<GridSpot>({ row: 0, column: 0 })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const next = moved(spot, event.key, rtl)
    if (next === null) return
    event.preventDefault()
    const reached = { row: within(next.row, rows), column: within(next.column, columns) }
    setSpot(reached)
    const target = document.getElementById(spotId(reached))
    target?.focus({ preventScroll: true })
    target?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
  return { spot, setSpot, onKeyDown }
}
