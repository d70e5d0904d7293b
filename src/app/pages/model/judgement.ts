/** A model judged here, by the domain's own functions, so that a moved slider answers at once. */
import type { JudgeMachine } from '#contract/judge'
import { bestChoice, type Candidate, type Choice } from '#domain/best-choice'
import { checkArtifactCompatibility, checkModelCompatibility } from '#domain/compatibility'
import type { CompatibilityResult } from '#domain/finding'
import { fitVerdicts, likelyVerdict, unknownFit } from '#domain/fit/fit'
import { fitModel, type FitSettings, placeOf } from '#domain/fit/fit-model'
import { fitOn } from '#domain/fit/fit-of'
import type { ModelShape } from '#domain/fit/shape'
import type { Artifact, Model } from '#domain/model'
import type { Saying } from '#domain/sayings/saying'
import type { Worker } from '#domain/worker-family'

export interface Judged extends Candidate {
  readonly result: CompatibilityResult
}
/** With a worker that there is. */
export interface WorkerJudged extends Judged {
  readonly workerId: string
}
export interface Judgement {
  /** Every artifact with every worker that can run here; where there is none, every artifact by itself. */
  readonly all: readonly Judged[]
  readonly choice: Choice
  /** The one that the page speaks of first: the recommended, else the smallest, else the least hopeless. */
  readonly best: Judged | null
  /** The best of each artifact, in the model's own order. */
  readonly byArtifact: readonly Judged[]
  /** The best of each worker. */
  readonly byWorker: readonly WorkerJudged[]
  /** What to do where none of the workers here will do: install one that does, take a sibling. */
  readonly instead: readonly Saying[]
}

export interface JudgeQuestion {
  readonly model: Model
  readonly machine: JudgeMachine
  readonly shape: ModelShape | null
  readonly settings: FitSettings
}

export function judge(question: JudgeQuestion): Judgement {
  const { workers } = question.machine
  const { all, best } = workers.length > 0 ? withWorkers(workers, question) : withoutWorker(question)
  return {
    all,
    best,
    choice: bestChoice(all),
    byArtifact: bestOfEach(all, ({ artifact }) => artifact.id),
    byWorker: bestOfEach(all, ({ workerId }) => workerId).filter(hasWorker),
    instead: recommendations(question),
  }
}

const hasWorker = (judged: Judged): judged is WorkerJudged => judged.workerId !== null

type Candidates = Pick<Judgement, 'all' | 'best'>

function withWorkers(
  workers: readonly Worker[],
  { model, machine, shape, settings }: JudgeQuestion,
): Candidates {
  const placed = workers.map((worker) => ({ worker, place: placeOf(worker, machine.hardware) }))
  const all = model.artifacts.flatMap((artifact) =>
    placed.map(({ worker, place }): Judged => {
      const result = checkArtifactCompatibility(model, artifact, worker)
      const fit = fitModel({ model, artifact, worker, shape, settings }, place)
      return { artifact, workerId: worker.id, confidence: result.confidence, fit, result }
    }),
  )
  return { all, best: bestOf(all) }
}

/** Nothing runs, but it can be had: the workers that could be installed tell how it would fit. */
function withoutWorker(question: JudgeQuestion): Candidates {
  const { model, machine } = question
  const hoped = withWorkers(machine.installable, question)
  const result = checkModelCompatibility(model, [])
  const all = model.artifacts.map((artifact): Judged => {
    const own = bestOf(hoped.all.filter((judged) => judged.artifact === artifact))
    return { artifact, workerId: null, confidence: 'none', fit: own?.fit ?? unknownFit, result }
  })
  return { all, best: all.find(({ artifact }) => artifact === hoped.best?.artifact) ?? all[0] ?? null }
}

function recommendations({ model, machine, shape, settings }: JudgeQuestion): readonly Saying[] {
  const { workers, installable, hardware } = machine
  const fitOf = fitOn(hardware, () => shape, settings)
  return checkModelCompatibility(model, workers, { installable, fitOf }).said.recommendations
}

/** `bestChoice` knows which of several is best; where none is compatible, the least hopeless says why. */
function bestOfEach(all: readonly Judged[], keyOf: (judged: Judged) => string | null): readonly Judged[] {
  const groups = Map.groupBy(all, keyOf)
  return Array.from(groups.values(), (group) => bestOf(group)).filter((best) => best !== null)
}

export function bestOf(group: readonly Judged[]): Judged | null {
  const choice = bestChoice(group)
  if (choice.kind === 'none-compatible')
    return group.toSorted((a, b) => a.result.reasons.length - b.result.reasons.length)[0] ?? null
  const best = choice.kind === 'recommended' ? choice.candidate : choice.smallest
  return group.find((judged) => judged === best) ?? null
}

export type Quality = 'original' | 'excellent' | 'good' | 'fair' | 'poor'

/** How much is lost by storing a weight in so many bits. */
export function qualityOf(bits: number): Quality {
  if (bits >= 16) return 'original'
  if (bits >= 8) return 'excellent'
  if (bits >= 5) return 'good'
  return bits >= 4 ? 'fair' : 'poor'
}

const confidences = ['high', 'medium', 'low', 'none'] as const

/** The few artifacts that people would choose between, in the model's own order. */
export function mostRelevant(judgement: Judgement, most: number): readonly Judged[] {
  const { byArtifact } = judgement
  const rank = ({ artifact, confidence, fit }: Judged): number =>
    isRecommended(judgement, artifact)
      ? -1
      : confidences.indexOf(confidence) * fitVerdicts.length + fitVerdicts.indexOf(likelyVerdict(fit))
  const few = new Set(byArtifact.toSorted((a, b) => rank(a) - rank(b)).slice(0, most))
  return byArtifact.filter((judged) => few.has(judged))
}

export const isRecommended = ({ choice }: Judgement, artifact: Artifact): boolean =>
  choice.kind === 'recommended' && choice.candidate.artifact.id === artifact.id
