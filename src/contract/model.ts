/** A model and its details as they cross to the page. */
import { z } from 'zod'
import type { ModelShape } from '#domain/fit/shape'
import type { Model } from '#domain/model'
import type { ModelDetails } from '#domain/model-details'

const Text = z.string().nullable()
const Figure = z.number().nullable()
const LearntFrom = z.enum(['config', 'gguf', 'safetensors', 'tag', 'name'])
const Unavailable = z
  .enum(['disabled', 'archived', 'taken-down', 'deleted', 'not-public', 'not-downloadable'])
  .nullable()

const Preview = z.object({
  url: z.string(),
  kind: z.enum(['image', 'video']),
  width: Figure,
  height: Figure,
  blurhash: Text,
  nsfwLevel: Figure,
})

const ArtifactFile = z.object({ path: z.string(), sizeBytes: Figure, sha256: Text, hubId: Text })

const Artifact = z.object({
  id: z.string(),
  format: z.enum([
    'safetensors',
    'gguf',
    'pickle',
    'onnx',
    'mlx',
    'keras',
    'flax',
    'coreml',
    'diffusers',
    'other',
  ]),
  quantization: Text,
  precision: Text,
  role: Text,
  sizeBytes: Figure,
  files: z.array(ArtifactFile),
  sharded: z.boolean(),
  primary: z.boolean(),
  scan: z.enum(['passed', 'pending', 'danger', 'error']).nullable(),
  version: z
    .object({
      id: z.string(),
      name: z.string(),
      baseModel: Text,
      baseModelType: Text,
      publishedAt: Figure,
      unavailable: Unavailable,
      earlyAccess: z.object({ endsAt: Figure }).nullable(),
    })
    .nullable(),
})

export const ModelShapeSchema = z.object({
  layers: z.number(),
  groups: z.array(
    z.object({ layers: z.number(), valuesPerToken: z.number(), window: z.number().nullable() }),
  ),
  fixedValues: z.number(),
  contextLength: z.number().nullable(),
}) satisfies z.ZodType<ModelShape>

export const ModelRecord = z.object({
  id: z.string(),
  source: z.enum(['huggingface', 'civitai']),
  sourceId: z.string(),
  name: z.string(),
  author: Text,
  task: Text,
  library: Text,
  type: Text,
  architecture: z.object({ value: z.string(), from: LearntFrom }).nullable(),
  claims: z.object({
    modelType: Text,
    architectureClass: Text,
    gguf: Text,
    pipelineClass: Text,
    quantization: Text,
    remoteCode: z.boolean(),
    adapterOnly: z.boolean(),
  }),
  parameters: z.object({ value: z.number(), from: LearntFrom }).nullable(),
  contextLength: Figure,
  shape: ModelShapeSchema.exactOptional(),
  licence: Text,
  baseModels: z.array(
    z.object({ relation: z.enum(['quantized', 'finetune', 'adapter', 'merge']).nullable(), id: z.string() }),
  ),
  tags: z.array(z.string()),
  languages: z.array(z.string()),
  gated: z.enum(['no', 'auto', 'manual']),
  private: z.boolean(),
  unavailable: Unavailable,
  nsfw: z.boolean(),
  nsfwLevel: Figure,
  downloads: Figure,
  likes: Figure,
  trending: Figure,
  createdAt: Figure,
  updatedAt: Figure,
  revision: Text,
  preview: Preview.nullable(),
  artifacts: z.array(Artifact),
}) satisfies z.ZodType<Model>

export const ModelDetailsRecord = z.object({
  modelId: z.string(),
  /** The hub's text as it is: untrusted, to be sanitised where it is shown. */
  description: z.object({ markup: z.enum(['html', 'markdown']), text: z.string() }).nullable(),
  versions: z.array(
    z.object({
      id: z.string(),
      description: Text,
      trainedWords: z.array(z.string()),
      downloads: Figure,
      likes: Figure,
      previews: z.array(Preview),
    }),
  ),
  hub: z.object({
    datasets: z.array(z.string()),
    spaces: z.number().nullable(),
    bosToken: z.string().nullable(),
    eosToken: z.string().nullable(),
    chatTemplate: z.string().nullable(),
    commercialUse: z.array(z.string()),
    comments: z.number().nullable(),
    licenceText: z.string().nullable(),
    precisions: z.array(z.object({ name: z.string(), weights: z.number() })),
    prompts: z.array(z.string()),
  }),
}) satisfies z.ZodType<ModelDetails>
