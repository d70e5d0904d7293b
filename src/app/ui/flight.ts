/** A scroll too fast to read: what flies past is drawn with its name alone, and nothing is fetched for it. */

/** Faster than anyone reads, in pixels a millisecond; below half of it things are drawn in full again. */
const fastest = 8
const restMs = 60
/** After a pause a move is a jump, however far: where it lands is looked at. */
const pauseMs = 100

export interface Flight {
  /** Told of each move; answers whether that is too fast to read. */
  readonly moved: (place: number, atMs: number) => boolean
  readonly stop: () => void
}

export function createFlight(onRest: () => void): Flight {
  let last: { readonly place: number; readonly atMs: number } | null = null
  let fast = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = (): void => {
    fast = false
    last = null
    onRest()
  }
  return {
    moved(place, atMs) {
      const passedMs = last === null ? Infinity : atMs - last.atMs
      const way = last === null ? 0 : Math.abs(place - last.place)
      fast = passedMs < pauseMs && way > passedMs * (fast ? fastest / 2 : fastest)
      last = { place, atMs }
      clearTimeout(timer)
      if (fast) timer = setTimeout(rest, restMs)
      return fast
    },
    stop: () => clearTimeout(timer),
  }
}
