import type { Gpu } from '#domain/hardware'
import type { Fit } from '#domain/fit/fit'
import { type FitRequest, fitModel, placeOf } from '#domain/fit/fit-model'
import type { ModelShape } from '#domain/fit/shape'
import { artifact, GiB, hardware, model, worker } from './samples.ts'

/** Llama 3.1 8B. */
export const llama8: ModelShape = {
  layers: 32,
  groups: [{ layers: 32, valuesPerToken: 2048, window: null }],
  fixedValues: 0,
  contextLength: 131_072,
}

export const request = (change: Partial<FitRequest> = {}): FitRequest => ({
  model: model(),
  artifact: artifact({ format: 'gguf', quantization: 'Q4_K_M', sizeBytes: 4.58 * GiB }),
  worker: worker('cuda'),
  shape: llama8,
  settings: { context: 8192, picture: null },
  ...change,
})
export const on = (change: Partial<FitRequest>, gpus: readonly Gpu[], ramMiB: number | null): Fit => {
  const asked = request(change)
  return fitModel(asked, placeOf(asked.worker, hardware(gpus, ramMiB)))
}
