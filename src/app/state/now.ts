import { useSyncExternalStore } from 'react'

function createClock(everyMs: number): () => number {
  const subscribe = (listener: () => void) => {
    const timer = setInterval(listener, everyMs)
    return () => clearInterval(timer)
  }
  const now = () => Math.floor(Date.now() / everyMs) * everyMs
  return () => useSyncExternalStore(subscribe, now)
}

/** The time to the minute: enough for "3 days ago". */
export const useNow = createClock(60_000)

/** To the second: what is counted down. */
export const useSeconds = createClock(1000)
