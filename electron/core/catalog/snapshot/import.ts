/** Fills an empty catalog from the bundled snapshot, so that the first start shows models with no network at all. */
import { readFile } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { Model } from '#domain/model'
import type { CatalogStore } from '../catalog-api.ts'
import type { Feed } from '../sources/source.ts'
import { unpackSnapshot, type Snapshot } from './file.ts'

const KEY = 'snapshot.'
/** Few large writes; between two of them the thread does other work. */
const BATCH = 1000

export interface Imported {
  readonly madeAt: string
  readonly models: number
}

/** The same store within its own thread, or from another. */
export type ImportStore = {
  readonly [Call in 'apply' | 'readState' | 'getModels']: (
    ...input: Parameters<CatalogStore[Call]>
  ) => Awaited<ReturnType<CatalogStore[Call]>> | ReturnType<CatalogStore[Call]>
}

export interface ImportDeps {
  readonly store: ImportStore
  readonly snapshot: Snapshot
  /** Of every family: a model that a feed would list belongs to it, and goes when the feed no longer has it. */
  readonly feeds: readonly Feed[]
}

export interface BundledSnapshot extends Pick<ImportDeps, 'feeds'> {
  readonly file: string
}

export const wasPlanted = async (store: Pick<ImportStore, 'readState'>): Promise<boolean> =>
  readImported(await store.readState(KEY)) !== null

/** Most starts find that very file imported, and need not unpack it. */
export async function plantSnapshot(
  store: ImportStore,
  { file, feeds }: BundledSnapshot,
  signal: AbortSignal,
): Promise<Imported> {
  const packed = await readFile(file)
  const mark = String(crc32(packed))
  const state = await store.readState(KEY)
  const done = readImported(state)
  if (done !== null && state[`${KEY}mark`] === mark) return done
  const imported = await importSnapshot({ store, feeds, snapshot: await unpackSnapshot(packed) }, signal)
  await store.apply({ feed: null, upsert: [], state: { [`${KEY}mark`]: mark } })
  return imported
}

/** Killed half-way it begins again; models that are known by now keep what the hubs said. */
export async function importSnapshot(
  { store, snapshot, feeds }: ImportDeps,
  signal: AbortSignal,
): Promise<Imported> {
  const done = readImported(await store.readState(KEY))
  if (done !== null && done.madeAt >= snapshot.header.madeAt) return done
  // An empty catalog need not be asked for each model.
  const first = done === null && Object.keys(await store.readState('sync.feed.')).length === 0
  for (let from = 0; from < snapshot.length; from += BATCH) {
    signal.throwIfAborted()
    const batch = snapshot.models(from, from + BATCH)
    const known = first ? NOBODY : await knownIds(store, batch)
    for (const [feed, upsert] of byFeed(batch, feeds))
      await store.apply({
        feed: feed === null ? null : { name: feed, pass: 0 },
        upsert: upsert.filter(({ id }) => !known.has(id)),
      })
    await setImmediate()
  }
  const imported = { madeAt: snapshot.header.madeAt, models: snapshot.length }
  const state = { [`${KEY}madeAt`]: imported.madeAt, [`${KEY}models`]: String(imported.models) }
  await store.apply({ feed: null, upsert: [], state })
  return imported
}

function readImported(state: Readonly<Record<string, string>>): Imported | null {
  const madeAt = state[`${KEY}madeAt`]
  return madeAt === undefined ? null : { madeAt, models: Number(state[`${KEY}models`] ?? 0) }
}

const NOBODY: ReadonlySet<string> = new Set()

const knownIds = async (store: ImportStore, models: readonly Model[]): Promise<ReadonlySet<string>> =>
  new Set((await store.getModels(models.map(({ id }) => id))).map(({ id }) => id))

function byFeed(
  models: readonly Model[],
  feeds: readonly Feed[],
): ReadonlyMap<string | null, readonly Model[]> {
  const groups = new Map<string | null, Model[]>()
  for (const model of models) {
    const name = feeds.find((feed) => feed.lists(model))?.name ?? null
    const group = groups.get(name)
    if (group) group.push(model)
    else groups.set(name, [model])
  }
  return groups
}
