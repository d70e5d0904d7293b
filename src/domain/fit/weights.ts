/** How many bytes the weights take once a worker has loaded them. */
import type { Artifact, Model } from '../model.ts'
import type { MemorySpec } from '../worker-family.ts'

export interface Weights {
  readonly bytes: number | null
  /** Worked out from the number in the model's name. */
  readonly estimated: boolean
}

/** Bytes of one weight as the file stores it. */
const storedBytes: Readonly<Record<string, number>> = {
  f64: 8,
  fp64: 8,
  f32: 4,
  fp32: 4,
  float32: 4,
  f16: 2,
  fp16: 2,
  float16: 2,
  bf16: 2,
  bfloat16: 2,
  f8: 1,
  fp8: 1,
  f8_e4m3: 1,
  f8_e5m2: 1,
}

/**
 * The file's own size, unless the worker expands this format: then the number of weights counts, as the file's header told
 * it, else as the size and the precision give it, else as the name says.
 */
export function weightsOf(model: Model, artifact: Artifact, spec: MemorySpec): Weights {
  const perWeight = spec.bytesPerWeight[artifact.format]
  if (perWeight === undefined) return { bytes: artifact.sizeBytes, estimated: false }
  const { parameters } = model
  if (parameters !== null && parameters.from !== 'name')
    return { bytes: parameters.value * perWeight, estimated: false }
  const stored = artifact.precision === null ? undefined : storedBytes[artifact.precision.toLowerCase()]
  if (artifact.sizeBytes !== null && stored !== undefined)
    return { bytes: (artifact.sizeBytes / stored) * perWeight, estimated: false }
  return parameters === null
    ? { bytes: null, estimated: false }
    : { bytes: parameters.value * perWeight, estimated: true }
}
