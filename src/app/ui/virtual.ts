/** Long lists of lines of one height: only those in sight are there. */
import { useLayoutEffect, useState, type CSSProperties } from 'react'
import { flushSync } from 'react-dom'
import { createFlight } from './flight.ts'

interface Options {
  readonly scroller: HTMLElement
  readonly count: number
  readonly size: number
  readonly gap?: number
  /** So many lines more than are in sight, before and after. */
  readonly overscan: number
  /** Told which lines are in sight, and nearly so; not of those that fly past. */
  readonly onLook: (first: number, last: number) => void
}

export interface Line {
  readonly index: number
  readonly start: number
  /** Of its own, except in flight: there one line becomes another, which is cheaper than to make it. */
  readonly key: number
}

export interface Lines {
  readonly total: number
  readonly lines: readonly Line[]
  /** They move too fast to be read. */
  readonly flying: boolean
}

interface Sight {
  readonly first: number
  readonly last: number
  readonly flying: boolean
}

export function useVirtualLines({ scroller, count, size, gap = 0, overscan, onLook }: Options): Lines {
  const step = size + gap
  const sight = useSight(scroller, step, overscan)
  const last = Math.min(count - 1, sight.last)
  const first = Math.max(0, Math.min(sight.first, last))
  useLayoutEffect(() => {
    if (!sight.flying && last >= first) onLook(first, last)
  }, [onLook, first, last, sight.flying])
  const lines = Array.from({ length: last - first + 1 }, (_, at): Line => ({
    index: first + at,
    start: (first + at) * step,
    key: sight.flying ? -1 - at : first + at,
  }))
  return { total: Math.max(0, count * step - gap), lines, flying: sight.flying }
}

/** Where a line stands; in flight it is shifted there instead, which lays out nothing anew. */
export const lineStyle = (start: number, flying: boolean): CSSProperties =>
  flying ? { top: 0, transform: `translateY(${start}px)` } : { top: start }

/** Which lines lie in the scroller, drawn in the same frame in which it moves. */
function useSight(scroller: HTMLElement, step: number, overscan: number): Sight {
  const [sight, setSight] = useState<Sight>({ first: 0, last: 0, flying: false })
  useLayoutEffect(() => {
    let height = scroller.clientHeight
    const see = (flying: boolean): void => {
      const top = scroller.scrollTop
      const first = Math.floor(top / step) - overscan
      // A list that is hidden has no height, and nothing in sight.
      const last = height === 0 ? -1 : Math.floor((top + height) / step) + overscan
      setSight((held) =>
        held.first === first && held.last === last && held.flying === flying ? held : { first, last, flying },
      )
    }
    const flight = createFlight(() => see(false))
    const onScroll = ({ timeStamp }: Event): void =>
      flushSync(() => see(flight.moved(scroller.scrollTop, timeStamp)))
    const resized = new ResizeObserver(() => {
      height = scroller.clientHeight
      see(false)
    })
    see(false)
    resized.observe(scroller)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      flight.stop()
      resized.disconnect()
      scroller.removeEventListener('scroll', onScroll)
    }
  }, [scroller, step, overscan])
  return sight
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
