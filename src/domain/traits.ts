import type { Confidence } from './finding.ts'
import type { Model } from './model.ts'
import { bestConfidence, decidingTraits } from './rules/judge.ts'
import { rank } from './rules/subject.ts'
import type { Worker, WorkerFamily } from './worker-family.ts'

/**
 * Judging a whole catalog again, whenever a worker comes or goes: of 150,000 models only some hundred combinations of
 * traits differ for any rule, so each combination is judged once and its verdict is spread over the models that share it.
 */
export interface TraitTable {
  /** The number of a model's combination of traits: what a row of the catalog keeps. */
  add(model: Model): number
  size(): number
  /** For each worker, the confidence of every combination, as a rank from 0 (none) to 3 (high). */
  judge(workers: readonly Worker[]): readonly Uint8Array[]
}

export const confidences: readonly Confidence[] = ['none', 'low', 'medium', 'high']

export function createTraitTable(families: readonly WorkerFamily[]): TraitTable {
  const numbers = new Map<string, number>()
  /** One model of each combination stands for all that share it. */
  const examples: Model[] = []
  return {
    add(model) {
      const traits = traitsOf(model, families)
      const known = numbers.get(traits)
      if (known !== undefined) return known
      const number = examples.push(model) - 1
      numbers.set(traits, number)
      return number
    },
    size: () => examples.length,
    judge: (workers) =>
      workers.map((worker) => Uint8Array.from(examples, (model) => rank(bestConfidence(model, [worker])))),
  }
}

/** Everything that the confidence of a model can depend on, for any worker of these families, as one text. */
export const traitsOf = (model: Model, families: readonly WorkerFamily[]): string =>
  families.map((family) => decidingTraits(model, family)).join('\n')

/** The best rank of each model over all workers, from the numbers that its rows keep. */
export function spreadBest(traits: Uint32Array, verdicts: readonly Uint8Array[]): Uint8Array {
  const best = new Uint8Array(verdicts[0]?.length ?? 0)
  for (const verdict of verdicts) {
    for (const [number, confidence] of verdict.entries()) {
      if (confidence > (best[number] ?? 0)) best[number] = confidence
    }
  }
  const spread = new Uint8Array(traits.length)
  for (let row = 0; row < traits.length; row += 1) spread[row] = best[traits[row] ?? 0] ?? 0
  return spread
}
