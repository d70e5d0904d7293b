/** The memory of a language model: weights, the cache of its context, and the runtime around them. */
import type { Artifact, Model } from '../model.ts'
import type { MemorySpec, Worker } from '../worker-family.ts'
import { type Fit, type FitPart, verdictOf } from './fit.ts'
import { overheadBytes } from './overhead.ts'
import type { Place } from './place.ts'
import { cacheBytes, type CacheKind, longestContext, type ModelShape } from './shape.ts'
import { weightsOf } from './weights.ts'

export interface LanguageRequest {
  readonly model: Model
  readonly artifact: Artifact
  readonly worker: Worker
  /** From config.json or the GGUF metadata; `null` until one of them was read. */
  readonly shape: ModelShape | null
  readonly place: Place | null
  /** Tokens that are wanted. */
  readonly context: number
}

export function fitLanguage({ model, artifact, worker, shape, place, context }: LanguageRequest): Fit {
  const spec = worker.spec.memory
  const kind = cacheKind(spec)
  const wanted = contextOf(context, worker, model, shape)
  const weights = weightsOf(model, artifact, spec)
  const overhead = overheadBytes('llm', place)
  const parts: readonly FitPart[] = [
    { name: 'weights', bytes: weights.bytes },
    { name: 'context', bytes: shape === null ? null : cacheBytes(shape, wanted, kind) },
    { name: 'overhead', bytes: overhead },
  ]
  const room =
    place?.capacityBytes == null || weights.bytes === null
      ? null
      : place.capacityBytes - weights.bytes - overhead
  const longest = shape === null || room === null ? null : longestContext(shape, room, kind)
  return {
    ...verdictOf(place, parts, spec.splitsLayers),
    parts,
    place,
    context: wanted,
    maxContext: longest === null ? null : Math.min(longest, workerLimit(worker) ?? longest),
    layers: shape?.layers ?? null,
    layersThatFit: layersThatFit(shape, parts, place),
    estimated: weights.estimated,
  }
}

const cacheKind = (spec: MemorySpec): CacheKind => ({
  bytesPerValue: spec.bytesPerCacheValue,
  windows: spec.slidingWindow,
})

/** No longer than the worker and the model can use. */
function contextOf(wanted: number, worker: Worker, model: Model, shape: ModelShape | null): number {
  const limits = [workerLimit(worker), shape?.contextLength ?? model.contextLength]
  return limits.reduce<number>((least, limit) => (limit === null ? least : Math.min(least, limit)), wanted)
}

function workerLimit({ declared, spec }: Worker): number | null {
  const rules = spec.rules.huggingface
  return declared?.maxContextLength ?? (rules?.kind === 'language' ? rules.maxContextLength : null)
}

/** Weights and cache spread evenly over the layers, and one layer's worth more for what stands before and behind them. */
function layersThatFit(
  shape: ModelShape | null,
  parts: readonly FitPart[],
  place: Place | null,
): number | null {
  const [weights, context, overhead] = parts.map(({ bytes }) => bytes)
  const capacity = place?.capacityBytes
  if (shape === null || capacity == null || weights == null || context == null || overhead == null)
    return null
  const room = capacity - overhead
  if (weights + context <= room) return shape.layers
  const perLayer = weights / (shape.layers + 1) + context / shape.layers
  return perLayer === 0 ? shape.layers : Math.max(0, Math.min(shape.layers - 1, Math.floor(room / perLayer)))
}
