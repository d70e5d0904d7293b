import { useState } from 'react'

/** What was there before, as long as what is to come waits for something. */
export function useHeld<T>(next: T, waits: boolean): T {
  const [held, setHeld] = useState(next)
  if (waits) return held
  if (held !== next) setHeld(next)
  return next
}
