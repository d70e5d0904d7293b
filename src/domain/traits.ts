import type { Model } from './model.ts'
import { decidingTraits } from './rules/judge.ts'
import type { WorkerFamily } from './worker-family.ts'

/**
 * Everything that the confidence of a model can depend on, for any worker of these families, as one text: a line a
 * family, `-` where it refuses whatever the worker. Of 150,000 models only some hundred texts differ, so a catalog is
 * judged again by judging one model of each.
 */
export const traitsOf = (model: Model, families: readonly WorkerFamily[]): string =>
  families.map((family) => decidingTraits(model, family)).join('\n')
