/** Models and workers against each other: the best that each worker could do with each model. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { MatrixCell } from '#contract/judge'
import { bestChoice, type Candidate } from '#domain/best-choice'
import { checkArtifactCompatibility, checkModelWorkerCompatibility } from '#domain/compatibility'
import { likelyVerdict } from '#domain/fit/fit'
import { fitModel, placeOf } from '#domain/fit/fit-model'
import type { FitSettings } from '#domain/fit/fit-model'
import type { ModelShape } from '#domain/fit/shape'
import type { Hardware } from '#domain/hardware'
import type { Model } from '#domain/model'
import type { Worker } from '#domain/worker-family'

export interface MatrixQuestion {
  readonly models: readonly Model[]
  /** In the order of the columns; null is a worker that nobody knows. */
  readonly workers: readonly (Worker | null)[]
  readonly hardware: Hardware
  readonly shapeOf: (model: Model) => ModelShape | null
  readonly settings: FitSettings
}

const unknownWorker: MatrixCell = { confidence: 'none', fit: 'unknown', artifactId: null, reason: null }

/** A row for each model. Long questions let others in between. */
export async function matrixRows(
  { models, workers, hardware, shapeOf, settings }: MatrixQuestion,
  signal: AbortSignal,
): Promise<MatrixCell[][]> {
  const places = workers.map((worker) => worker && placeOf(worker, hardware))
  const rows: MatrixCell[][] = []
  for (const model of models) {
    await breathe()
    signal.throwIfAborted()
    const shape = shapeOf(model)
    rows.push(
      workers.map((worker, column) => {
        if (worker === null) return unknownWorker
        const place = places[column] ?? null
        const candidates = model.artifacts.map((artifact) => ({
          artifact,
          workerId: worker.id,
          confidence: checkArtifactCompatibility(model, artifact, worker).confidence,
          fit: fitModel({ model, artifact, worker, shape, settings }, place),
        }))
        return cellOf(model, worker, candidates)
      }),
    )
  }
  return rows
}

function cellOf(model: Model, worker: Worker, candidates: readonly Candidate[]): MatrixCell {
  const choice = bestChoice(candidates)
  if (choice.kind === 'none-compatible') {
    const { said } = checkModelWorkerCompatibility(model, worker)
    return { confidence: 'none', fit: 'unknown', artifactId: null, reason: said.reasons[0] ?? null }
  }
  const { artifact, confidence, fit } = choice.kind === 'recommended' ? choice.candidate : choice.smallest
  return { confidence, fit: likelyVerdict(fit), artifactId: artifact.id, reason: choice.reason }
}
