import { runsToday, type Confidence } from '#domain/finding'
import { useCallback } from 'react'
import { useFormat, useTexts } from '../../../locale.tsx'

interface Offered {
  readonly confidence: Confidence
  readonly fit: string
  /** Said where there is room for it. */
  readonly sizeBytes?: number | null
}

/** "Get"; of what does not run here "Get anyway", because that asks once more. */
export function useGetWords(): (offered: Offered) => string {
  const { get } = useTexts()
  const format = useFormat()
  return useCallback(
    ({ confidence, fit, sizeBytes = null }) => {
      const runs = runsToday(confidence) && fit !== 'too-large'
      const word = runs ? get.get : get.anyway
      return sizeBytes === null ? word : get.sized(word, format.bytes(sizeBytes))
    },
    [get, format],
  )
}
