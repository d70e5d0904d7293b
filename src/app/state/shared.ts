import { replaceEqualDeep } from '@tanstack/react-query'
import { useState } from 'react'

/** What is equal to what was there before is the same object again, part by part: nobody draws it again. */
export function useShared<T>(next: T): T {
  const [held, setHeld] = useState(next)
  const shared = replaceEqualDeep(held, next)
  if (shared !== held) setHeld(shared)
  return shared
}
