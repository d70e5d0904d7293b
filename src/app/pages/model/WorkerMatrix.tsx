import { likelyVerdict } from '#domain/fit/fit'
import { useSpell, useTexts } from '../../locale.tsx'
import { useWorkerName } from '../../state/worker-names.ts'
import { VerdictBadge } from '../../ui/VerdictBadge.tsx'
import { Card } from '../../ui/Card.tsx'
import { FitWord } from '../discover/results/CardFit.tsx'
import { Block } from './Block.tsx'
import type { Judgement } from './judgement.ts'

/** What each worker would make of it, with the reason where it is no. */
export function WorkerMatrix({ judgement }: { readonly judgement: Judgement }) {
  const { model: say } = useTexts()
  const spell = useSpell()
  const workerName = useWorkerName()
  if (judgement.byWorker.length === 0) return null
  return (
    <Block title={say.workers}>
      <Card className="divide-y divide-line">
        {judgement.byWorker.map(({ workerId, confidence, fit, result }) => (
          <div key={workerId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2">
            <span className="min-w-0 flex-1 basis-40 font-medium">{workerName(workerId)}</span>
            {confidence !== 'none' && (
              <span className="text-sm text-soft">
                <FitWord fit={likelyVerdict(fit)} likely={fit.verdict === 'unknown'} />
              </span>
            )}
            <VerdictBadge confidence={confidence} />
            {confidence === 'none' && (
              <p className="basis-full text-sm text-soft">{result.said.reasons.slice(0, 1).map(spell)}</p>
            )}
          </div>
        ))}
      </Card>
    </Block>
  )
}
