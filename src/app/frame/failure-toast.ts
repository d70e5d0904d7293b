import { useCallback } from 'react'
import { describeFailure } from '../failures.ts'
import { useFormat, useTexts } from '../locale.tsx'
import { useToast } from '../ui/toast.ts'
import { failureOf } from './FailureNote.tsx'

/** For what failed where there is no place on the page to say so. */
export function useFailureToast(): (error: unknown) => void {
  const texts = useTexts()
  const format = useFormat()
  const toast = useToast()
  return useCallback(
    (error) => {
      const { title, detail } = describeFailure(failureOf(error), { texts, format })
      toast({ title, detail })
    },
    [texts, format, toast],
  )
}
