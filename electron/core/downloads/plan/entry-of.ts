/** The `metadata.json` of a finished download, in rbee's own words. Pure. What is not known stays null. */
import type { InstalledFile, Metadata } from '#core/library/entry'
import type { Artifact, Model } from '#domain/model'
import type { FileFacts } from '../inspect/facts.ts'
import type { SidecarFacts } from '../inspect/sidecars.ts'
import type { DownloadPlan } from './plan.ts'

export interface Finished {
  readonly model: Model
  readonly artifact: Artifact
  readonly plan: DownloadPlan
  readonly files: readonly InstalledFile[]
  readonly sidecars: SidecarFacts
  /** Of the first file of weights. */
  readonly facts: FileFacts | null
  readonly triggerWords: readonly string[]
  readonly nowMs: number
}

type Json = Metadata['artifact']['config']

export function entryOf(finished: Finished): Metadata {
  const { model, plan, files, nowMs } = finished
  const now = new Date(nowMs).toISOString()
  const image = plan.layout === 'civitai' || plan.layout === 'diffusers'
  const marketplace = {
    modelId: plan.modelId,
    artifactId: plan.artifactId,
    revision: plan.revision,
    files: files.map((file) => ({ ...file })),
  }
  const config = image ? imageConfig(finished) : llmConfig(finished)
  return {
    artifact: {
      id: plan.entryId,
      name: model.name,
      author: model.author,
      source: model.source === 'huggingface' ? 'HuggingFace' : 'CivitAI',
      path: plan.modelPath,
      size: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      status: 'Available',
      addedAt: now,
      modelType: image ? 'Image' : 'Llm',
      config: { ...config, marketplace },
    },
    added_at: now,
    last_accessed: null,
  }
}

function llmConfig({ model, artifact, plan, sidecars, facts }: Finished): Record<string, Json> {
  const gguf = facts?.format === 'gguf' ? facts : null
  const { tokens } = sidecars
  return {
    architecture: gguf?.architecture ?? sidecars.architecture ?? model.claims.architectureClass ?? 'unknown',
    modelFamily: gguf?.architecture ?? sidecars.modelType ?? model.architecture?.value ?? 'unknown',
    tokenizer: gguf
      ? {
          bosToken: gguf.bosToken,
          eosToken: gguf.eosToken,
          padToken: null,
          unkToken: null,
          chatTemplate: gguf.chatTemplate,
        }
      : { ...tokens },
    contextLength: gguf?.contextLength ?? sidecars.contextLength ?? model.contextLength,
    quantization: artifact.quantization,
    license: model.licence,
    tags: [...model.tags],
    files: plan.files.map(({ remotePath }) => remotePath),
    sha: plan.revision,
    gated: model.gated !== 'no',
  }
}

function imageConfig(finished: Finished): Record<string, Json> {
  const { model, artifact, files, triggerWords } = finished
  const baseModel = artifact.version?.baseModel ?? pipelineBaseModel(model)
  const common = {
    baseModel,
    checkpointType: checkpointTypeOf(model),
    resolution: resolutionOf(baseModel),
    triggerWords: [...triggerWords],
    license: model.licence,
  }
  if (model.source === 'huggingface')
    return { ...common, vae: null, clipSkip: null, sha: finished.plan.revision }
  const { preview } = model
  return {
    ...common,
    nsfw: model.nsfw,
    previewImages:
      preview?.kind === 'image' && preview.width !== null && preview.height !== null
        ? [
            {
              url: preview.url,
              width: preview.width,
              height: preview.height,
              nsfw: (preview.nsfwLevel ?? 1) > 1,
            },
          ]
        : [],
    downloads: model.downloads,
    likes: model.likes,
    civitaiVersionId: Number(artifact.version?.id),
    sha256: files[0]?.sha256 ?? null,
  }
}

/** rbee's word for a control net does not exist; a wrong one would be worse than one it does not know. */
const checkpointTypeOf = ({ type }: Model): string =>
  ({
    LORA: 'lora',
    TextualInversion: 'embedding',
    Hypernetwork: 'hypernetwork',
    VAE: 'vAE',
    Controlnet: 'controlnet',
  })[type ?? ''] ?? 'checkpoint'

/** The size that a family of models was trained at, by how its name begins. */
const SIDES: readonly (readonly [string, number])[] = [
  ['SD 1', 512],
  ['SD 2.0 768', 768],
  ['SD 2.0', 512],
  ['SD 2', 768],
]
const resolutionOf = (baseModel: string): [number, number] => {
  const side = SIDES.find(([start]) => baseModel.startsWith(start))?.[1] ?? 1024
  return [side, side]
}

const PIPELINES: readonly (readonly [string, string])[] = [
  ['StableDiffusionXL', 'SDXL 1.0'],
  ['StableDiffusion3', 'SD 3'],
  ['Flux', 'Flux.1 D'],
]

function pipelineBaseModel({ claims, sourceId }: Model): string {
  const pipeline = claims.pipelineClass ?? ''
  const known = PIPELINES.find(([start]) => pipeline.startsWith(start))
  if (known) return known[1]
  return /stable-diffusion-2|(^|[-_/])(sd-?)?v?2[-._][01]([-_]|$)/i.test(sourceId) ? 'SD 2.1' : 'SD 1.5'
}
