/** The fit of a great many models: each need is worked out once and kept as two numbers, each verdict is a comparison. */
import type { Worker } from '../worker-family.ts'
import { type FitVerdict, knownSumOf, verdictFrom } from './fit.ts'
import { fitModel, type FitRequest } from './fit-model.ts'
import { overheadBytes } from './overhead.ts'
import type { Place } from './place.ts'

/** Weights and work, without the runtime around them: that depends on the place. */
export interface ListedNeed {
  readonly knownBytes: number
  /** No part of it is unknown. */
  readonly complete: boolean
}

export function listedNeed(request: FitRequest): ListedNeed {
  const parts = fitModel(request, null).parts.filter(({ name }) => name !== 'overhead')
  return { knownBytes: knownSumOf(parts), complete: parts.every(({ bytes }) => bytes !== null) }
}

/** What does not depend on the model is prepared here. */
export function listedVerdicts(worker: Worker, place: Place | null): (need: ListedNeed) => FitVerdict {
  const overhead = overheadBytes(worker.spec.kind, place)
  const { splitsLayers } = worker.spec.memory
  return ({ knownBytes, complete }) => verdictFrom(place, knownBytes + overhead, { complete, splitsLayers })
}
