/** What an entry says of its model, in the words that the judge understands. Pure. */
import { z } from 'zod'
import type { Artifact, Format, Model } from '#domain/model'
import { noArtifact, noClaims, noModel, noVersion } from '#domain/nothing-known'
import type { ModelEntry } from './entry.ts'

const known = z
  .string()
  .transform((text) => (text === 'unknown' ? null : text))
  .nullable()
  .catch(null)
const Language = z.object({ architecture: known, modelFamily: known })
const Image = z.object({ baseModel: known, checkpointType: known })

/** CivitAI's word for what rbee calls it. */
const TYPES: Readonly<Record<string, string>> = {
  checkpoint: 'Checkpoint',
  lora: 'LORA',
  embedding: 'TextualInversion',
  hypernetwork: 'Hypernetwork',
  vAE: 'VAE',
}

export interface EntryModel {
  readonly model: Model
  readonly artifact: Artifact
}

/** Null where it says too little to be judged. */
export function modelOfEntry(entry: ModelEntry): EntryModel | null {
  if (entry.modelType === 'Llm') return languageModel(entry)
  return entry.modelType === 'Image' ? imageModel(entry) : null
}

const fileOf = ({ path, size }: ModelEntry, format: Format): Artifact => ({
  ...noArtifact,
  id: format,
  format,
  sizeBytes: size,
  files: [
    { path: path.replaceAll('\\', '/').split('/').at(-1) ?? '', sizeBytes: size, sha256: null, hubId: null },
  ],
  primary: true,
})

function languageModel(entry: ModelEntry): EntryModel | null {
  const said = Language.safeParse(entry.config).data
  const family = said?.modelFamily ?? said?.architecture ?? null
  if (family === null) return null
  const format = /\.gguf$/i.test(entry.path) ? 'gguf' : 'safetensors'
  const claims =
    format === 'gguf'
      ? { ...noClaims, gguf: family }
      : { ...noClaims, modelType: family, architectureClass: said?.architecture ?? null }
  const artifact = fileOf(entry, format)
  const model: Model = {
    ...noModel,
    id: `local:${entry.id}`,
    sourceId: entry.id,
    name: entry.name,
    task: 'text-generation',
    library: 'transformers',
    tags: [format],
    architecture: { value: family, from: format === 'gguf' ? 'gguf' : 'config' },
    claims,
    artifacts: [artifact],
  }
  return { model, artifact }
}

/** A single file; of a whole pipeline its own index would have to be read. */
function imageModel(entry: ModelEntry): EntryModel | null {
  const said = Image.safeParse(entry.config).data
  if (!said?.baseModel || !/\.safetensors$/i.test(entry.path)) return null
  const artifact: Artifact = {
    ...fileOf(entry, 'safetensors'),
    role: 'Model',
    version: { ...noVersion, baseModel: said.baseModel },
  }
  const type = TYPES[said.checkpointType ?? ''] ?? null
  const model: Model = {
    ...noModel,
    id: `local:${entry.id}`,
    source: 'civitai',
    sourceId: entry.id,
    name: entry.name,
    type,
    artifacts: [artifact],
  }
  return { model, artifact }
}
