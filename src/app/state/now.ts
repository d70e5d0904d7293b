import { useSyncExternalStore } from 'react'

const everyMs = 60_000
const subscribe = (listener: () => void) => {
  const timer = setInterval(listener, everyMs)
  return () => clearInterval(timer)
}
const minute = () => Math.floor(Date.now() / everyMs) * everyMs

/** The time to the minute: enough for "3 days ago". */
export const useNow = (): number => useSyncExternalStore(subscribe, minute)
