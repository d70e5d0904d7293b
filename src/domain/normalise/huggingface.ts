import type { Claims, LearntFrom, Learnt, Model } from '../model.ts'
import { architectureIn } from '../rules/describe.ts'
import type { WorkerFamily } from '../worker-family.ts'
import { repositoryArtifacts } from './artifacts.ts'
import { baseModelsOf } from './base-models.ts'
import { claimsOf, precisionOf } from './claims.ts'
import { parametersInName } from './name-facts.ts'
import { type Normalised, skip } from './outcome.ts'
import {
  type Loose,
  distinct,
  field,
  isRecord,
  numberOf,
  positiveOf,
  recordOf,
  textOf,
  textsOf,
  timeOf,
} from './read.ts'
import { repositoryFiles } from './repository-files.ts'
import { languageCodes, librariesByWeight, tasksByWeight } from './vocabulary.ts'

const repositoryId = /^[\w.-]{1,96}(\/[\w.-]{1,96})?$/

/** The hub's stand-in for "made before we wrote this down". */
const beforeRecords = Date.parse('2022-03-02T23:29:04.000Z')

/**
 * One record of HuggingFace's API as a model: an item of the list in any of its shapes (plain, `full`, `expand`) or a
 * model's own record, with or without `blobs`. Any field may be absent or of an odd type. The families know which tags
 * and words of a name are architectures.
 */
export function normaliseHuggingFace(raw: unknown, families: readonly WorkerFamily[] = []): Normalised {
  if (!isRecord(raw)) return skip('not-an-object')
  const id = textOf(field(raw, 'id')) ?? textOf(field(raw, 'modelId'))
  if (id === null) return skip('no-id')
  if (!repositoryId.test(id) || id.split('/').some((part) => /^\.+$/.test(part))) return skip('bad-id')
  const made = model(id, raw)
  if (made.architecture !== null) return { ok: true, model: made }
  return { ok: true, model: { ...made, architecture: architectureIn(made, families) } }
}

function model(id: string, raw: Loose): Model {
  const [owner, named] = id.split('/')
  const name = named ?? id
  const card = recordOf(field(raw, 'cardData'))
  const tags = distinct(textsOf(field(raw, 'tags')))
  const files = repositoryFiles(field(raw, 'siblings'))
  const library = libraryOf(raw, card, tags)
  const claims = claimsOf(raw, { tags, files, library })
  const created = timeOf(field(raw, 'createdAt'))
  return {
    id: `huggingface:${id}`,
    source: 'huggingface',
    sourceId: id,
    name,
    author: textOf(field(raw, 'author')) ?? (named === undefined ? null : (owner ?? null)),
    task: taskOf(raw, card, tags),
    library,
    type: null,
    architecture: architectureOf(claims),
    claims,
    parameters: parametersOf(raw, name, claims),
    contextLength: contextLengthOf(raw),
    licence: licenceOf(card, tags),
    baseModels: baseModelsOf(raw, card, tags),
    tags,
    languages: languagesOf(card, tags),
    gated: gateOf(field(raw, 'gated')),
    private: field(raw, 'private') === true,
    unavailable: field(raw, 'disabled') === true ? 'disabled' : null,
    nsfw: tags.some((tag) => /^(not-for-all-audiences|nsfw)$/i.test(tag)),
    nsfwLevel: null,
    downloads: numberOf(field(raw, 'downloads')),
    likes: numberOf(field(raw, 'likes')),
    trending: numberOf(field(raw, 'trendingScore')),
    createdAt: created === beforeRecords ? null : created,
    updatedAt: timeOf(field(raw, 'lastModified')),
    revision: textOf(field(raw, 'sha')),
    preview: null,
    artifacts: repositoryArtifacts({ files, tags, library, claims, precision: precisionOf(raw), raw }),
  }
}

const firstOf = (order: readonly string[], tags: readonly string[]): string | null => {
  const lower = new Set(tags.map((tag) => tag.toLowerCase()))
  return order.find((word) => lower.has(word)) ?? null
}

const taskOf = (raw: Loose, card: Loose, tags: readonly string[]): string | null =>
  textOf(field(raw, 'pipeline_tag')) ?? textOf(field(card, 'pipeline_tag')) ?? firstOf(tasksByWeight, tags)

const libraryOf = (raw: Loose, card: Loose, tags: readonly string[]): string | null =>
  textOf(field(raw, 'library_name')) ??
  textOf(field(card, 'library_name')) ??
  firstOf(librariesByWeight, tags)

function architectureOf(claims: Claims): Learnt<string> | null {
  const candidates: readonly (readonly [string | null, LearntFrom])[] = [
    [claims.pipelineClass, 'config'],
    [claims.modelType, 'config'],
    [claims.architectureClass, 'config'],
    [claims.gguf, 'gguf'],
  ]
  for (const [value, from] of candidates) if (value !== null) return { value, from }
  return null
}

/** A quantised file stores several weights in one element: its count is no number of parameters. */
function parametersOf(raw: Loose, name: string, claims: Claims): Learnt<number> | null {
  const safetensors = recordOf(field(raw, 'safetensors'))
  const stored = positiveOf(field(safetensors, 'total')) ?? sumOfCounts(field(safetensors, 'parameters'))
  if (stored !== null && claims.quantization === null) return { value: stored, from: 'safetensors' }
  const gguf = positiveOf(field(recordOf(field(raw, 'gguf')), 'total'))
  if (gguf !== null) return { value: gguf, from: 'gguf' }
  const named = parametersInName(name)
  return named === null ? null : { value: named, from: 'name' }
}

function sumOfCounts(parameters: unknown): number | null {
  const counts = Object.values(recordOf(parameters)).flatMap((count) => numberOf(count) ?? [])
  return positiveOf(counts.reduce((sum, count) => sum + count, 0))
}

/** The hub's reduced config lacks these; a config read from the repository has one of them. */
function contextLengthOf(raw: Loose): number | null {
  const gguf = positiveOf(field(recordOf(field(raw, 'gguf')), 'context_length'))
  if (gguf !== null) return gguf
  const config = recordOf(field(raw, 'config'))
  for (const key of ['max_position_embeddings', 'n_positions', 'max_sequence_length', 'seq_length']) {
    const length = positiveOf(field(config, key))
    if (length !== null) return length
  }
  return null
}

function licenceOf(card: Loose, tags: readonly string[]): string | null {
  const tag = tags.find((each) => each.startsWith('license:'))
  return textOf(tag?.slice('license:'.length)) ?? textsOf(field(card, 'license'))[0] ?? null
}

function languagesOf(card: Loose, tags: readonly string[]): readonly string[] {
  const declared = textsOf(field(card, 'language')).map((language) => language.toLowerCase())
  return distinct([...declared, ...tags.filter((tag) => languageCodes.has(tag))])
}

function gateOf(value: unknown): Model['gated'] {
  if (value === 'auto' || value === 'manual') return value
  return value === true || value === 'true' ? 'manual' : 'no'
}
