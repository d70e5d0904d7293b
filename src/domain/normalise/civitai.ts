import type { ArtifactVersion, Model, Preview, Unavailable } from '../model.ts'
import { idOf, versionArtifacts } from './civitai-files.ts'
import { type Normalised, skip } from './outcome.ts'
import { previewsOf } from './previews.ts'
import {
  type Loose,
  distinct,
  field,
  isRecord,
  listOf,
  nameOf,
  numberOf,
  recordOf,
  textOf,
  timeOf,
} from './read.ts'

/**
 * One record of CivitAI's API as a model: an item of the list or a model's own record, of any year's shape, or one
 * version by itself (`/model-versions/…`), which becomes a model with that version only.
 */
export function normaliseCivitai(raw: unknown): Normalised {
  if (!isRecord(raw)) return skip('not-an-object')
  const single = recordOf(field(raw, 'model'))
  const isVersion = !Object.hasOwn(raw, 'modelVersions') && Object.hasOwn(raw, 'files')
  const given = isVersion ? field(raw, 'modelId') : field(raw, 'id')
  if (given === undefined || given === null) return skip('no-id')
  const id = idOf(given)
  if (id === null) return skip('bad-id')
  return {
    ok: true,
    model: isVersion ? model(id, single, [raw]) : model(id, raw, listOf(field(raw, 'modelVersions'))),
  }
}

function model(id: string, raw: Loose, entries: readonly unknown[]): Model {
  const versions = entries.filter(isRecord)
  const previews = versions.flatMap((version) => previewsOf(field(version, 'images')))
  const tags = listOf(field(raw, 'tags')).flatMap(
    (tag) => textOf(tag) ?? textOf(field(recordOf(tag), 'name')) ?? [],
  )
  return {
    id: `civitai:${id}`,
    source: 'civitai',
    sourceId: id,
    name: nameOf(field(raw, 'name')) ?? id,
    author: nameOf(field(recordOf(field(raw, 'creator')), 'username')),
    task: null,
    library: null,
    type: textOf(field(raw, 'type')),
    architecture: architectureOf(versions),
    claims: noClaims,
    parameters: null,
    contextLength: null,
    licence: null,
    baseModels: [],
    tags: distinct(tags),
    languages: [],
    gated: 'no',
    private: field(raw, 'availability') === 'Private',
    unavailable: unavailableModel(raw),
    nsfw: field(raw, 'nsfw') === true,
    nsfwLevel: numberOf(field(raw, 'nsfwLevel')),
    ...figures(raw, versions),
    trending: null,
    revision: null,
    preview: mildest(previews),
    artifacts: versions.flatMap(artifactsOf),
  }
}

const noClaims: Model['claims'] = {
  modelType: null,
  architectureClass: null,
  gguf: null,
  pipelineClass: null,
  quantization: null,
  remoteCode: false,
  adapterOnly: false,
}

function figures(
  raw: Loose,
  versions: readonly Loose[],
): Pick<Model, 'downloads' | 'likes' | 'createdAt' | 'updatedAt'> {
  const stats = recordOf(field(raw, 'stats'))
  const times = versions.flatMap((version) => publishedAt(version) ?? [])
  return {
    downloads: numberOf(field(stats, 'downloadCount')),
    likes: numberOf(field(stats, 'thumbsUpCount')) ?? numberOf(field(stats, 'favoriteCount')),
    createdAt: times.length === 0 ? null : Math.min(...times),
    updatedAt: times.length === 0 ? null : Math.max(...times),
  }
}

const publishedAt = (version: Loose): number | null =>
  timeOf(field(version, 'publishedAt')) ?? timeOf(field(version, 'createdAt'))

/** The base model of the newest version stands for the model. */
function architectureOf(versions: readonly Loose[]): Model['architecture'] {
  for (const version of versions) {
    const value = textOf(field(version, 'baseModel'))
    if (value !== null) return { value, from: 'config' }
  }
  return null
}

function unavailableModel(raw: Loose): Unavailable | null {
  const mode = textOf(field(raw, 'mode'))
  if (mode === 'Archived') return 'archived'
  if (mode !== null) return 'taken-down'
  if (field(raw, 'availability') === 'Private') return 'not-public'
  // The hub answers "not found" to every download of a model that shows a real person.
  return field(raw, 'poi') === true ? 'not-downloadable' : unavailableStatus(raw)
}

function unavailableStatus(raw: Loose): Unavailable | null {
  const status = textOf(field(raw, 'status'))
  if (status === null || status === 'Published') return null
  return status === 'Deleted' ? 'deleted' : 'not-public'
}

function artifactsOf(raw: Loose): Model['artifacts'] {
  const id = idOf(field(raw, 'id'))
  return id === null ? [] : versionArtifacts(raw, versionOf(id, raw))
}

function versionOf(id: string, raw: Loose): ArtifactVersion {
  return {
    id,
    name: nameOf(field(raw, 'name')) ?? id,
    baseModel: textOf(field(raw, 'baseModel')),
    baseModelType: textOf(field(raw, 'baseModelType')),
    publishedAt: publishedAt(raw),
    unavailable: unavailableVersion(raw),
    earlyAccess: earlyAccessOf(raw),
  }
}

function unavailableVersion(raw: Loose): Unavailable | null {
  const usage = textOf(field(raw, 'usageControl'))
  if (usage !== null && usage !== 'Download') return 'not-downloadable'
  const availability = textOf(field(raw, 'availability'))
  if (availability === 'Private') return 'not-public'
  return textOf(field(recordOf(field(raw, 'model')), 'mode')) === null ? unavailableStatus(raw) : 'archived'
}

const dayMs = 86_400_000

/** Five ways in which the hub has said over the years that a version must be paid for first. */
function earlyAccessOf(raw: Loose): ArtifactVersion['earlyAccess'] {
  const paid = field(raw, 'paidAccess')
  if (isRecord(paid)) return { endsAt: timeOf(field(paid, 'endsAt')) }
  const deadline = timeOf(field(raw, 'earlyAccessDeadline')) ?? timeOf(field(raw, 'earlyAccessEndsAt'))
  if (deadline !== null) return { endsAt: deadline }
  const days = numberOf(field(raw, 'earlyAccessTimeFrame'))
  const published = publishedAt(raw)
  if (days !== null && days > 0) return { endsAt: published === null ? null : published + days * dayMs }
  return field(raw, 'availability') === 'EarlyAccess' ? { endsAt: null } : null
}

const level = ({ nsfwLevel }: Preview): number => nsfwLevel ?? Number.MAX_SAFE_INTEGER

/** The picture that the fewest people would mind, and of those the first. */
function mildest(previews: readonly Preview[]): Preview | null {
  const images = previews.filter(({ kind }) => kind === 'image')
  return images.reduce<Preview | null>(
    (best, each) => (best === null || level(each) < level(best) ? each : best),
    null,
  )
}
