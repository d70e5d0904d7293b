/** How many connections a file gets: more as long as more bring more, measured, never by a fixed number. */
export interface Lanes {
  target(): number
  /** One measured window at full use. */
  sample(bytesPerSecond: number): void
  /** The server said it is too much. */
  refused(): void
}

const FIRST = 4
export const MOST_LANES = 16
/** What another connection must bring to be worth keeping. */
const WORTH = 1.08
/** Windows to stay put after a try that brought nothing. */
const SETTLE_WINDOWS = 12

export function createLanes(most: number = MOST_LANES): Lanes {
  let limit = Math.max(1, most)
  let current = Math.min(FIRST, limit)
  let before: { lanes: number; speed: number } | null = null
  // The first window is the line getting up to speed.
  let settle = 1

  const grow = (speed: number): void => {
    before = { lanes: current, speed }
    current = Math.min(limit, current * 2)
  }

  return {
    target: () => current,
    sample(speed) {
      if (settle > 0) settle -= 1
      else if (before === null || speed > before.speed * WORTH) {
        if (current < limit) grow(speed)
      } else {
        current = before.lanes
        before = null
        settle = SETTLE_WINDOWS
      }
    },
    refused() {
      limit = Math.max(1, Math.floor(current / 2))
      current = limit
      before = null
      settle = SETTLE_WINDOWS
    },
  }
}
