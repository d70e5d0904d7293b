/** A model judged here, by the domain's own functions, so that a moved slider answers at once. */
import type { JudgeMachine } from '#contract/judge'
import { bestChoice, type Candidate, type Choice } from '#domain/best-choice'
import { checkArtifactCompatibility, checkModelCompatibility } from '#domain/compatibility'
import type { CompatibilityResult } from '#domain/finding'
import { fitModel, type FitSettings, placeOf } from '#domain/fit/fit-model'
import { fitOn } from '#domain/fit/fit-of'
import type { ModelShape } from '#domain/fit/shape'
import type { Artifact, Model } from '#domain/model'
import type { Saying } from '#domain/sayings/saying'

export interface Judged extends Candidate {
  readonly result: CompatibilityResult
}
export interface Judgement {
  /** Every artifact with every worker that can run here. */
  readonly all: readonly Judged[]
  readonly choice: Choice
  /** The best of each artifact, in the model's own order. */
  readonly byArtifact: readonly Judged[]
  /** The best of each worker. */
  readonly byWorker: readonly Judged[]
  /** What to do where none of the workers here will do: install one that does, take a sibling. */
  readonly instead: readonly Saying[]
}

export interface JudgeQuestion {
  readonly model: Model
  readonly machine: JudgeMachine
  readonly shape: ModelShape | null
  readonly settings: FitSettings
}

export function judge({ model, machine, shape, settings }: JudgeQuestion): Judgement {
  const workers = machine.workers.map((worker) => ({ worker, place: placeOf(worker, machine.hardware) }))
  const all = model.artifacts.flatMap((artifact) =>
    workers.map(({ worker, place }): Judged => {
      const result = checkArtifactCompatibility(model, artifact, worker)
      const fit = fitModel({ model, artifact, worker, shape, settings }, place)
      return { artifact, workerId: worker.id, confidence: result.confidence, fit, result }
    }),
  )
  return {
    all,
    choice: bestChoice(all),
    byArtifact: bestOfEach(all, ({ artifact }) => artifact.id),
    byWorker: bestOfEach(all, ({ workerId }) => workerId),
    instead: recommendations({ model, machine, shape, settings }),
  }
}

function recommendations({ model, machine, shape, settings }: JudgeQuestion): readonly Saying[] {
  const { workers, installable, hardware } = machine
  const fitOf = fitOn(hardware, () => shape, settings)
  return checkModelCompatibility(model, workers, { installable, fitOf }).said.recommendations
}

/** `bestChoice` knows which of several is best; where none is compatible, the least hopeless says why. */
function bestOfEach(all: readonly Judged[], keyOf: (judged: Judged) => string): readonly Judged[] {
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

/** The one that the page speaks of first: the recommended, else the smallest, else the least hopeless. */
export const chosen = ({ all }: Judgement): Judged | null => bestOf(all)

export type Quality = 'original' | 'excellent' | 'good' | 'fair' | 'poor'

/** How much is lost by storing a weight in so many bits. */
export function qualityOf(bits: number): Quality {
  if (bits >= 16) return 'original'
  if (bits >= 8) return 'excellent'
  if (bits >= 5) return 'good'
  return bits >= 4 ? 'fair' : 'poor'
}

export const isRecommended = ({ choice }: Judgement, artifact: Artifact): boolean =>
  choice.kind === 'recommended' && choice.candidate.artifact.id === artifact.id
