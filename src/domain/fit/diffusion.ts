/** The memory of an image model: the denoiser, the text encoders, the VAE, and the work on one picture. */
import type { Artifact, Model } from '../model.ts'
import type { Worker } from '../worker-family.ts'
import { type Fit, type FitPart, type PartName, verdictOf } from './fit.ts'
import { overheadBytes } from './overhead.ts'
import type { Place } from './place.ts'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Pictures made at once. */
  readonly batch: number
}

export interface DiffusionRequest {
  readonly model: Model
  readonly artifact: Artifact
  readonly worker: Worker
  readonly place: Place | null
  readonly picture: Picture
}

/**
 * The peak is the VAE's decoder, in single precision for most SDXL models: 3.6 GB for a megapixel. It is the difference
 * between measured peaks and the weights in "Exploring simple optimizations for SDXL" (diffusers): 21.7 GB at fp16 and
 * 28 GB at fp32 for four pictures of 1024 x 1024 against weights of 6.9 GB and 13.9 GB.
 */
const bytesPerPixel = 3600

export function fitDiffusion({ model, artifact, worker, place, picture }: DiffusionRequest): Fit {
  const parts: readonly FitPart[] = [
    ...weightParts(model, artifact),
    { name: 'activations', bytes: picture.width * picture.height * picture.batch * bytesPerPixel },
    { name: 'overhead', bytes: overheadBytes('image', place) },
  ]
  return {
    ...verdictOf(place, parts, worker.spec.memory.splitsLayers),
    parts,
    place,
    context: null,
    maxContext: null,
    layers: null,
    layersThatFit: null,
    estimated: false,
  }
}

/** Folders of a diffusers snapshot. */
const folders: readonly (readonly [PartName, RegExp])[] = [
  ['denoiser', /^(?:unet|transformer|prior)\//],
  ['text-encoders', /^text_encoder(?:_\d+)?\//],
  ['vae', /^(?:vae|movq|vqgan)\//],
]

/** A snapshot by its folders, a single file as one part. What needs a checkpoint beside it does not tell the checkpoint's size. */
function weightParts(model: Model, artifact: Artifact): readonly FitPart[] {
  if (model.type === 'LORA' || model.type === 'Controlnet') {
    return [
      { name: 'weights', bytes: artifact.sizeBytes },
      { name: 'denoiser', bytes: null },
    ]
  }
  const parts = folders.flatMap(([name, folder]): FitPart[] => {
    const files = artifact.files.filter(({ path }) => folder.test(path) && path.endsWith('.safetensors'))
    return files.length === 0 ? [] : [{ name, bytes: sizeOf(files) }]
  })
  return parts.length === 0 ? [{ name: 'weights', bytes: artifact.sizeBytes }] : parts
}

function sizeOf(files: Artifact['files']): number | null {
  let sum = 0
  for (const { sizeBytes } of files) {
    if (sizeBytes === null) return null
    sum += sizeBytes
  }
  return sum
}

/** The picture that a model was made for: 512 pixels a side for SD 1, 768 for the larger SD 2, 1024 for all later ones. */
export function usualPicture(model: Model, artifact: Artifact): Picture {
  const side = usualSide(artifact.version?.baseModel ?? null, model.claims.pipelineClass)
  return { width: side, height: side, batch: 1 }
}

function usualSide(baseModel: string | null, pipelineClass: string | null): number {
  if (baseModel !== null) {
    if (baseModel.startsWith('SD 1.')) return 512
    return baseModel.startsWith('SD 2.') ? 768 : 1024
  }
  const early = pipelineClass !== null && /^StableDiffusion(?!XL|3)/.test(pipelineClass)
  return early ? 768 : 1024
}
