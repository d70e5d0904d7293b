import { useEffect, useState } from 'react'

/** The value, once it has been the same for so long; until then null. */
export function useLasting<T>(value: T | null, afterMs: number): T | null {
  const [lasting, setLasting] = useState<T | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setLasting(value), afterMs)
    return () => clearTimeout(timer)
  }, [value, afterMs])
  return lasting === value ? value : null
}
