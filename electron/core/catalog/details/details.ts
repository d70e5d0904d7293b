/** A model's own page: asked of the hub, kept on disk, shown from there when the hub cannot be reached. */
import { z } from 'zod'
import type { CatalogDetails, detailsCalls } from '#contract/catalog-details'
import { FailureError, type Failure } from '#contract/failure'
import { ModelDetailsRecord } from '#contract/model'
import { showingOf, type ContentLevel } from '#domain/content-level'
import type { Model } from '#domain/model'
import type { ModelDetails } from '#domain/model-details'
import type { HandlersFor } from '../../handlers.ts'
import type { CatalogStore } from '../catalog-api.ts'
import { repoPath } from '../sources/huggingface/queries.ts'
import type { CatalogSource, Detailed } from '../sources/source.ts'
import { carryOver } from '../sync/carry-over.ts'
import type { FileCache } from './file-cache.ts'
import { linksOf } from './links.ts'
import type { Pictures } from './pictures.ts'

export interface DetailsDeps {
  readonly store: CatalogStore
  readonly sources: readonly CatalogSource[]
  readonly cache: FileCache
  readonly pictures: Pictures
  readonly contentLevel: () => ContentLevel
  readonly baseUrl: (source: Model['source']) => string
  readonly now?: () => number
}

export interface Details {
  readonly handlers: HandlersFor<typeof detailsCalls>
  get(
    id: string,
    options: { readonly refresh: boolean; readonly signal: AbortSignal },
  ): Promise<CatalogDetails>
}

/** Opened again so soon, a page is shown as it was. */
const FRESH_MS = 15 * 60_000

const KeptRecord = z.object({
  fetchedAt: z.number(),
  etag: z.string().nullable(),
  details: ModelDetailsRecord,
})
interface Kept {
  readonly fetchedAt: number
  readonly etag: string | null
  readonly details: ModelDetails
}

export function createDetails(deps: DetailsDeps): Details {
  const { now = Date.now } = deps

  async function get(
    id: string,
    { refresh, signal }: { refresh: boolean; signal: AbortSignal },
  ): Promise<CatalogDetails> {
    const [known] = await deps.store.getModels([id])
    const kept = await readKept(deps.cache, id)
    if (known && kept && !refresh && now() - kept.fetchedAt < FRESH_MS)
      return shape({ model: known, kept, failure: null }, deps)
    try {
      const { model, details, etag } = await ask(id, { known, kept, deps, signal })
      const fetched: Kept = { fetchedAt: now(), etag, details }
      await deps.cache.put(model.id, Buffer.from(JSON.stringify(fetched)))
      return await shape({ model, kept: fetched, failure: null }, deps)
    } catch (error) {
      if (!(error instanceof FailureError) || signal.aborted) throw error
      if (!known) throw error
      if (error.failure.code !== 'not-found')
        return shape({ model: known, kept, failure: error.failure }, deps)
      return shape({ model: await markDeleted(known, deps), kept, failure: null }, deps)
    }
  }

  return {
    get,
    handlers: {
      'catalog.details': ({ id, refresh }, { signal }) => get(id, { refresh, signal }),
      'catalog.picture': (wanted, { signal }) => deps.pictures.get(wanted, signal),
    },
  }
}

interface Asking {
  readonly known: Model | undefined
  readonly kept: Kept | null
  readonly deps: DetailsDeps
  readonly signal: AbortSignal
}

async function ask(id: string, { known, kept, deps, signal }: Asking): Promise<Detailed> {
  const source = deps.sources.find((one) => id.startsWith(`${one.source}:`))
  if (!source) throw new FailureError({ code: 'not-found', what: id })
  const etag = known && kept ? kept.etag : null
  const fetched = await source.details(id.slice(source.source.length + 1), { signal, etag })
  if (fetched === null) {
    if (known && kept) return { model: known, ...kept }
    throw new FailureError({ code: 'not-found', what: id })
  }
  // CivitAI sometimes answers without versions for minutes after one was added.
  if (known && fetched.model.artifacts.length === 0 && known.artifacts.length > 0)
    return { ...fetched, model: known }
  const { upsert } = await deps.store.update([id, fetched.model.id], (now) => ({
    feed: null,
    upsert: [carryOver(fetched.model, now.get(fetched.model.id) ?? now.get(id), null)],
    remove: fetched.model.id === id ? [] : [id],
  }))
  return { ...fetched, model: upsert[0] ?? fetched.model }
}

/** The hub says that it is gone: nobody is offered it any more, but what is known of it can still be read. */
async function markDeleted(known: Model, { store }: DetailsDeps): Promise<Model> {
  const { upsert } = await store.update([known.id], (now) => ({
    feed: null,
    upsert: [{ ...(now.get(known.id) ?? known), unavailable: 'deleted' }],
  }))
  return upsert[0] ?? known
}

interface Found {
  readonly model: Model
  readonly kept: Kept | null
  readonly failure: Failure | null
}

async function shape({ model, kept, failure }: Found, deps: DetailsDeps): Promise<CatalogDetails> {
  return {
    model,
    details: kept && withPictures(kept.details, deps.contentLevel()),
    fetchedAt: kept?.fetchedAt ?? null,
    failure,
    links: linksOf(model, deps.baseUrl(model.source)),
    baseModels: await baseModelsOf(model, deps.store),
  } as CatalogDetails
}

async function baseModelsOf(model: Model, store: CatalogStore): Promise<CatalogDetails['baseModels']> {
  const bases = model.baseModels.map((base) => ({ id: `${model.source}:${base.id}`, name: base.id }))
  const known = new Set((await store.getModels(bases.map(({ id }) => id))).map(({ id }) => id))
  return bases.map(({ id, name }) => ({
    id,
    name,
    page: `https://huggingface.co/${repoPath(name)}`,
    known: known.has(id),
  }))
}

/** What the user does not want to see does not even reach the page. */
const withPictures = (details: ModelDetails, level: ContentLevel): ModelDetails => ({
  ...details,
  versions: details.versions.map((version) => ({
    ...version,
    previews: version.previews.filter((preview) => showingOf(preview, level) !== 'hide'),
  })),
})

async function readKept(cache: FileCache, id: string): Promise<Kept | null> {
  const bytes = await cache.get(id)
  if (bytes === null) return null
  try {
    return KeptRecord.safeParse(JSON.parse(bytes.toString())).data ?? null
  } catch {
    return null
  }
}
