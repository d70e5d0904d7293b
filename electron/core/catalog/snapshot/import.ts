/** Fills an empty catalog from the bundled snapshot, so that the first start shows models with no network at all. */
import { setImmediate } from 'node:timers/promises'
import type { Model } from '#domain/model'
import type { CatalogStore } from '../catalog-api.ts'
import type { Feed } from '../sources/source.ts'
import type { Snapshot } from './file.ts'

const KEY = 'snapshot.'
/** Few large writes: between two of them the catalog begins to prepare what it has for queries. */
const BATCH = 1000
const SLICE = 250

export interface Imported {
  readonly madeAt: string
  readonly models: number
}

export interface ImportDeps {
  readonly store: CatalogStore
  readonly snapshot: Snapshot
  /** Of every family: a model that a feed would list belongs to it, and goes when the feed no longer has it. */
  readonly feeds: readonly Feed[]
}

/** What was imported before, or null. */
export async function importedSnapshot(store: CatalogStore): Promise<Imported | null> {
  const state = await store.readState(KEY)
  const madeAt = state[`${KEY}madeAt`]
  return madeAt === undefined ? null : { madeAt, models: Number(state[`${KEY}models`] ?? 0) }
}

/** Killed half-way it begins again; models that are known by now keep what the hubs said. */
export async function importSnapshot(
  { store, snapshot, feeds }: ImportDeps,
  signal: AbortSignal,
): Promise<Imported> {
  const done = await importedSnapshot(store)
  if (done !== null && done.madeAt >= snapshot.header.madeAt) return done
  // An empty catalog need not be asked for each model.
  const first = done === null && Object.keys(await store.readState('sync.feed.')).length === 0
  const groups = await byFeed(snapshot, feeds, signal)
  for (const [feed, models] of groups) {
    for (let from = 0; from < models.length; from += BATCH) {
      signal.throwIfAborted()
      const batch = models.slice(from, from + BATCH)
      const known = first ? NOBODY : await knownIds(store, batch)
      const upsert = batch.filter(({ id }) => !known.has(id))
      await store.apply({ feed: feed === null ? null : { name: feed, pass: 0 }, upsert })
    }
  }
  const imported = { madeAt: snapshot.header.madeAt, models: snapshot.length }
  const state = { [`${KEY}madeAt`]: imported.madeAt, [`${KEY}models`]: String(imported.models) }
  await store.apply({ feed: null, upsert: [], state })
  return imported
}

const NOBODY: ReadonlySet<string> = new Set()

const knownIds = async (store: CatalogStore, models: readonly Model[]): Promise<ReadonlySet<string>> =>
  new Set((await store.getModels(models.map(({ id }) => id))).map(({ id }) => id))

/** Read in slices, so that whoever shares this thread gets a turn. */
async function byFeed(
  snapshot: Snapshot,
  feeds: readonly Feed[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string | null, readonly Model[]>> {
  const groups = new Map<string | null, Model[]>()
  for (let from = 0; from < snapshot.length; from += SLICE) {
    signal.throwIfAborted()
    for (const model of snapshot.models(from, from + SLICE)) {
      const name = feeds.find((feed) => feed.lists(model))?.name ?? null
      const group = groups.get(name)
      if (group) group.push(model)
      else groups.set(name, [model])
    }
    await setImmediate()
  }
  return groups
}
