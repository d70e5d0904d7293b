import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useState } from 'react'

interface Options {
  readonly scroller: HTMLElement
  readonly count: number
  readonly size: number
  readonly gap?: number
  readonly overscan: number
  /** Told which lines are in sight, and nearly so. */
  readonly onLook: (first: number, last: number) => void
}

export interface Lines {
  readonly total: number
  readonly lines: readonly { readonly index: number; readonly start: number }[]
}

/** Which lines of a long list are in sight. */
export function useVirtualLines({ scroller, count, size, gap = 0, overscan, onLook }: Options): Lines {
  // oxlint-disable-next-line react/incompatible-library -- the hook's answers go no further than this function
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => size,
    gap,
    overscan,
  })
  useLayoutEffect(() => virtual.measure(), [virtual, size])
  const lines = virtual.getVirtualItems()
  const first = lines[0]?.index ?? 0
  const last = lines.at(-1)?.index ?? 0
  useLayoutEffect(() => onLook(first, last), [onLook, first, last])
  return { total: virtual.getTotalSize(), lines }
}

/** The inner width of a box, as it changes. */
export function useWidth(element: HTMLElement): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(element)
      setWidth(element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}
