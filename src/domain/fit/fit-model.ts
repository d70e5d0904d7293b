import type { Hardware } from '../hardware.ts'
import type { Artifact, Model } from '../model.ts'
import type { Worker } from '../worker-family.ts'
import { fitDiffusion, type Picture, usualPicture } from './diffusion.ts'
import type { Fit } from './fit.ts'
import { fitLanguage } from './language.ts'
import { type Place, placeFor } from './place.ts'
import type { ModelShape } from './shape.ts'

export interface FitSettings {
  /** Tokens of context to judge at. */
  readonly context: number
  /** `null`: the picture that the model was made for. */
  readonly picture: Picture | null
}

/** Settings of a user's figures: a square picture of that side, or the one that each model was made for. */
export const fitSettingsOf = (contextTokens: number, imagePixels: number | null): FitSettings => ({
  context: contextTokens,
  picture: imagePixels === null ? null : { width: imagePixels, height: imagePixels, batch: 1 },
})

export const usualFitSettings: FitSettings = { context: 8192, picture: null }

export interface FitRequest {
  readonly model: Model
  readonly artifact: Artifact
  readonly worker: Worker
  /** `null` until config.json or the GGUF metadata was read; image models have none. */
  readonly shape: ModelShape | null
  readonly settings: FitSettings
}

/** The place is worked out once for a worker and a machine: `placeOf`. */
export function fitModel(request: FitRequest, place: Place | null): Fit {
  const { model, artifact, worker, shape, settings } = request
  if (worker.spec.kind === 'llm')
    return fitLanguage({ model, artifact, worker, shape, place, context: settings.context })
  return fitDiffusion({
    model,
    artifact,
    worker,
    place,
    picture: settings.picture ?? usualPicture(model, artifact),
  })
}

export const placeOf = (worker: Worker, hardware: Hardware): Place | null =>
  worker.backend === null ? null : placeFor(worker.backend, hardware)
