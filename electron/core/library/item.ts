/** An entry on disk as the app shows it. Pure. */
import { z } from 'zod'
import { inEnglish } from '#domain/sayings/saying'
import type { LibraryItem, LibraryStatus } from '#contract/library'
import type { ModelEntry } from './entry.ts'
import type { Found } from './scan.ts'
import { basename } from 'node:path'

const Shown = z.looseObject({
  quantization: z.string().nullable().catch(null),
  license: z.string().nullable().catch(null),
})

const KINDS = { Llm: 'llm', Image: 'image', Audio: 'audio', Video: 'video' } as const
const SOURCES = { HuggingFace: 'huggingface', CivitAI: 'civitai', Local: 'local' } as const

const UNKNOWN = {
  author: null,
  source: null,
  kind: null,
  addedAt: null,
  modelId: null,
  artifactId: null,
  revision: null,
  quantization: null,
  licence: null,
  workerIds: [],
  judged: false,
  updateAvailable: null,
  legacy: false,
}

export function itemOf({ root, read, sizeBytes, missing }: Found): LibraryItem {
  const { folder } = read
  const common = { ...UNKNOWN, folder, root, sizeBytes }
  if (read.kind === 'damaged') {
    const name = basename(folder)
    const status: LibraryStatus = { kind: 'damaged', message: inEnglish(read.why), said: read.why }
    return { ...common, entryId: name, name, modelPath: folder, status }
  }
  const { entry, addedAt } = read
  const about = {
    entryId: entry.id,
    name: entry.name,
    author: entry.author ?? null,
    modelPath: entry.path,
    addedAt,
  }
  const gone: LibraryStatus = { kind: 'missing', paths: [...missing] }
  if (read.kind === 'legacy')
    return { ...common, ...about, status: missing.length > 0 ? gone : { kind: 'ready' }, legacy: true }
  const config = Shown.safeParse(read.entry.config).data
  return {
    ...common,
    ...about,
    source: typeof read.entry.source === 'string' ? SOURCES[read.entry.source] : 'other',
    kind: KINDS[read.entry.modelType],
    status: statusOf(read.entry, missing.length > 0 ? gone : { kind: 'ready' }),
    modelId: read.facts?.modelId ?? guessedModelId(read.entry),
    artifactId: read.facts?.artifactId ?? null,
    revision: read.facts?.revision ?? null,
    quantization: config?.quantization ?? null,
    licence: config?.license ?? null,
  }
}

function statusOf({ status }: ModelEntry, otherwise: LibraryStatus): LibraryStatus {
  if (status === 'Available') return otherwise
  if (status === 'Downloading') return { kind: 'downloading' }
  return { kind: 'failed', message: status.Failed.error }
}

/** rbee's own ids say where a model is from. */
function guessedModelId({ id, source }: ModelEntry): string | null {
  const [, civitai] = /^civitai[:-](\d+)/.exec(id) ?? []
  if (civitai !== undefined) return `civitai:${civitai}`
  const [, repo] = /^([\w.-]+\/[\w.-]+)(:.+)?$/.exec(id) ?? []
  return source === 'HuggingFace' && repo !== undefined ? `huggingface:${repo}` : null
}
