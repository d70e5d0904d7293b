/** rbee's model catalog: one folder a model, with a `metadata.json` in it. What we write, its own types read. */
import { z } from 'zod'

const Status = z.union([
  z.literal('Available'),
  z.literal('Downloading'),
  z.object({ Failed: z.object({ error: z.string() }) }),
])
const EntrySource = z.union([z.enum(['HuggingFace', 'CivitAI', 'Local']), z.object({ Other: z.string() })])

/** An offset is required, fractions of any length are allowed. */
const Timestamp = z.iso.datetime({ offset: true })

/** One file of a model as we fetched it: what verifying and updating go by. */
export const InstalledFile = z.object({
  path: z.string(),
  sizeBytes: z.number().int().nonnegative(),
  sha256: z.string(),
})
export type InstalledFile = z.infer<typeof InstalledFile>

/** Our own facts. rbee keeps unknown keys only inside `config`. */
export const MarketplaceFacts = z.object({
  modelId: z.string(),
  artifactId: z.string(),
  revision: z.string().nullable(),
  files: z.array(InstalledFile),
})
export type MarketplaceFacts = z.infer<typeof MarketplaceFacts>

export const ModelEntry = z.object({
  id: z.string().min(1),
  name: z.string(),
  author: z.string().nullable().optional(),
  source: EntrySource,
  path: z.string().min(1),
  size: z.number().int().nonnegative(),
  status: Status,
  addedAt: Timestamp.optional(),
  modelType: z.enum(['Llm', 'Image', 'Audio', 'Video']),
  config: z.json(),
})
export type ModelEntry = z.infer<typeof ModelEntry>

export const Metadata = z.object({
  artifact: ModelEntry,
  added_at: Timestamp,
  last_accessed: Timestamp.nullable().optional(),
})
export type Metadata = z.infer<typeof Metadata>

/** What rbee's own types want of a language model's `config`. */
export const LlmConfig = z.looseObject({
  architecture: z.string(),
  modelFamily: z.string(),
  tokenizer: z.looseObject({
    bosToken: z.string().nullable().optional(),
    eosToken: z.string().nullable().optional(),
    padToken: z.string().nullable().optional(),
    unkToken: z.string().nullable().optional(),
    chatTemplate: z.string().nullable().optional(),
  }),
  contextLength: z.number().int().nonnegative(),
  quantization: z.string().nullable().optional(),
  license: z.string().nullable().optional(),
  files: z.array(z.string()).optional(),
  sha: z.string().nullable().optional(),
  gated: z.boolean().optional(),
})

export const ImageConfig = z.looseObject({
  baseModel: z.string(),
  checkpointType: z.enum(['checkpoint', 'lora', 'embedding', 'hypernetwork', 'vAE']),
  resolution: z.tuple([z.number().int(), z.number().int()]),
  triggerWords: z.array(z.string()).optional(),
  license: z.string().nullable().optional(),
})

/** Our facts in an entry, if we wrote it. */
export function marketplaceFacts(entry: { readonly config: unknown }): MarketplaceFacts | null {
  const config = z.object({ marketplace: MarketplaceFacts }).safeParse(entry.config)
  return config.success ? config.data.marketplace : null
}
