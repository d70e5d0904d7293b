import { likelyVerdict } from '#domain/fit/fit'
import type { InstalledWorker, WorkerProblem } from '#domain/worker'
import { useSpell, useTexts } from '../../locale.tsx'
import { useWorkers } from '../../state/machine.ts'
import { useWorkerName } from '../../state/worker-names.ts'
import { Card } from '../../ui/Card.tsx'
import { VerdictBadge } from '../../ui/VerdictBadge.tsx'
import { FitWord } from '../discover/results/CardFit.tsx'
import { ProblemWords } from '../machine/ProblemWords.tsx'
import { Block } from './Block.tsx'
import type { Judgement, WorkerJudged } from './judgement.ts'
import { VerdictGrid } from './VerdictGrid.tsx'

export interface BrokenWorker extends InstalledWorker {
  readonly problem: WorkerProblem
}

const isBroken = (worker: InstalledWorker): worker is BrokenWorker => worker.problem !== null

/** What each worker would make of it, with the reason where it is no. */
export function WorkerMatrix({ judgement }: { readonly judgement: Judgement }) {
  const { model: say } = useTexts()
  const { byArtifact, byWorker } = judgement
  const broken = (useWorkers()?.workers ?? [])
    .filter(isBroken)
    .filter(({ id }) => byWorker.every(({ workerId }) => workerId !== id))
  if (byWorker.length + broken.length === 0) return null
  return (
    <Block title={say.workers}>
      {byArtifact.length > 1 && byWorker.length > 0 ? (
        <VerdictGrid judgement={judgement} broken={broken} />
      ) : (
        <Card className="divide-y divide-line">
          {byWorker.map((judged) => (
            <JudgedRow key={judged.workerId} judged={judged} />
          ))}
          {broken.map((worker) => (
            <BrokenRow key={worker.id} worker={worker} />
          ))}
        </Card>
      )}
    </Block>
  )
}

const rowClass = 'flex flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2'
const nameClass = 'min-w-0 flex-1 basis-40 font-medium'

function JudgedRow({ judged: { workerId, confidence, fit, result } }: { readonly judged: WorkerJudged }) {
  const spell = useSpell()
  const workerName = useWorkerName()
  return (
    <div className={rowClass}>
      <span className={nameClass}>{workerName(workerId)}</span>
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
  )
}

function BrokenRow({ worker: { id, problem } }: { readonly worker: BrokenWorker }) {
  const workerName = useWorkerName()
  return (
    <div className={rowClass}>
      <span className={nameClass}>{workerName(id)}</span>
      <VerdictBadge confidence="none" />
      <p className="basis-full text-sm text-soft">
        <ProblemWords problem={problem} />
      </p>
    </div>
  )
}
