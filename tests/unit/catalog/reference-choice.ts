/** What each worker makes of each artifact, and which pair a card speaks of: pair by pair, without the index's classes. */
import { bitsOf } from '#domain/best-choice'
import { knownSumOf, verdictFrom } from '#domain/fit/fit'
import { fitModel, placeOf, usualFitSettings } from '#domain/fit/fit-model'
import { overheadBytes } from '#domain/fit/overhead'
import { createShapeTable } from '#domain/fit/shape-table'
import type { Hardware } from '#domain/hardware'
import type { Artifact, Model } from '#domain/model'
import { bestConfidence } from '#domain/rules/judge'
import type { Worker } from '#domain/worker-family'
import shapeTable from '../../../resources/shapes.json' with { type: 'json' }

const shapes = createShapeTable(shapeTable)
const confidenceRank = { none: 0, low: 1, medium: 2, high: 3 } as const
const fitRank = { 'too-large': 0, unknown: 1, cpu: 2, partial: 3, gpu: 4 } as const
export type Fit = keyof typeof fitRank

export interface Machine {
  readonly workers: readonly Worker[]
  readonly hardware: Hardware
}

export interface Pair {
  readonly artifact: Artifact
  readonly worker: Worker
  readonly confidence: number
  readonly fit: Fit
  readonly tooLarge: boolean
}

export function pairsOf(model: Model, { workers, hardware }: Machine): Pair[] {
  return model.artifacts.flatMap((artifact) =>
    workers.map((worker) => {
      const fit = fitOf(model, artifact, worker, hardware)
      const confidence = confidenceRank[bestConfidence({ ...model, artifacts: [artifact] }, [worker])]
      return { artifact, worker, confidence, fit, tooLarge: fit === 'too-large' }
    }),
  )
}

function fitOf(model: Model, artifact: Artifact, worker: Worker, hardware: Hardware): Fit {
  const request = { model, artifact, worker, shape: shapes.shapeOf(model), settings: usualFitSettings }
  const place = placeOf(worker, hardware)
  const parts = fitModel(request, place).parts.filter(({ name }) => name !== 'overhead')
  const need = knownSumOf(parts) + overheadBytes(worker.spec.kind, place)
  const complete = parts.every(({ name, bytes }) => bytes !== null || name === 'context')
  return verdictFrom(place, need, { complete, splitsLayers: worker.spec.memory.splitsLayers })
}

/** What counts, most important first. */
function merits({ artifact, confidence, fit, tooLarge }: Pair): readonly number[] {
  const bits = bitsOf(artifact)
  const day = Math.floor((artifact.version?.publishedAt ?? 0) / 86_400_000)
  return [
    tooLarge ? 0 : 1,
    confidence,
    artifact.format === 'safetensors' ? 1 : 0,
    bits < 4 ? 0 : 1,
    fitRank[fit],
    day,
    Math.min(8, Math.floor(bits)),
    -(artifact.sizeBytes ?? Infinity),
  ]
}

/** Null: no worker takes any. */
export function chosenPair(pairs: readonly Pair[]): Pair | null {
  const takers = pairs.filter(({ confidence }) => confidence > 0)
  return takers.toSorted((a, b) => compare(merits(b), merits(a)))[0] ?? null
}

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference < 0 || difference > 0) ?? 0

export const fitValue = (fit: Fit, confidence: number): number => fitRank[fit] * 4 + confidence
