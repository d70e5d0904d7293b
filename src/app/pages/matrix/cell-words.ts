import type { MatrixCell } from '#contract/judge'
import { useCallback } from 'react'
import { useTexts } from '../../locale.tsx'
import type { Texts } from '../../texts/en.ts'
import { verdictTone } from '../../ui/VerdictBadge.tsx'
import type { Tone } from '../../ui/Badge.tsx'

/** It would run, and does not fit. */
export const isTooLarge = ({ confidence, fit }: MatrixCell): boolean =>
  confidence !== 'none' && fit === 'too-large'

export const cellTone = (cell: MatrixCell): Tone =>
  isTooLarge(cell) ? 'neutral' : verdictTone[cell.confidence]

export function cellWord(cell: MatrixCell, { verdict, matrix }: Pick<Texts, 'verdict' | 'matrix'>): string {
  return isTooLarge(cell) ? matrix.tooLarge : verdict[cell.confidence].word
}

/** Verdict and fit, in words. */
export function useCellWords(): (cell: MatrixCell) => string {
  const texts = useTexts()
  return useCallback(
    (cell) => {
      const word = cellWord(cell, texts)
      const showsFit = cell.confidence !== 'none' && !isTooLarge(cell)
      return showsFit ? `${word}, ${texts.card.fits[cell.fit]}` : word
    },
    [texts],
  )
}
