import { likelyVerdict } from '#domain/fit/fit'
import { useTexts } from '../../locale.tsx'
import { FitWord } from '../discover/results/CardFit.tsx'
import { Findings } from '../discover/verdict/Findings.tsx'
import type { Judged } from './judgement.ts'

/** Why one artifact and one worker were judged so. */
export function JudgedFindings({ judged: { confidence, fit, result } }: { readonly judged: Judged }) {
  const { model: say } = useTexts()
  const { reasons, warnings, recommendations } = result.said
  return (
    <div className="flex flex-col gap-2.5">
      {confidence !== 'none' && (
        <p className="text-sm text-soft">
          <FitWord fit={likelyVerdict(fit)} likely={fit.verdict === 'unknown'} />
        </p>
      )}
      <Findings title={say.reasons} sayings={reasons} />
      <Findings title={say.warnings} sayings={warnings} />
      <Findings title={say.instead} sayings={recommendations} />
    </div>
  )
}
