/** The store's behaviour without a disk, and a way to see it die between two writes. */
import type { Batch, CatalogStore } from '#core/catalog/catalog-api'
import { createUpdate } from '#core/catalog/update'
import type { Model } from '#domain/model'

export interface MemoryStore extends CatalogStore {
  readonly models: Map<string, { model: Model; feed: string | null; pass: number }>
  readonly state: Map<string, string>
  /** Called before each write; throwing is dying. */
  beforeWrite: (() => void) | null
}

export function createMemoryStore(): MemoryStore {
  const models: MemoryStore['models'] = new Map()
  const state = new Map<string, string>()
  const store: MemoryStore = {
    models,
    state,
    beforeWrite: null,
    async apply(batch: Batch) {
      store.beforeWrite?.()
      for (const model of batch.upsert) {
        const known = models.get(model.id)
        const feed = batch.feed?.name ?? known?.feed ?? null
        models.set(model.id, { model, feed, pass: batch.feed?.pass ?? known?.pass ?? 0 })
      }
      for (const id of batch.remove ?? []) models.delete(id)
      for (const [key, value] of Object.entries(batch.state ?? {})) {
        if (value === null) state.delete(key)
        else state.set(key, value)
      }
      return { generation: 0, changed: batch.upsert.length }
    },
    update: (ids, change) => update(ids, change),
    async endPass({ name, pass }) {
      store.beforeWrite?.()
      const gone = [...models].filter(([, one]) => one.feed === name && one.pass < pass)
      for (const [id] of gone) models.delete(id)
      return { withdrawn: gone.length }
    },
    readState: async (prefix) => Object.fromEntries([...state].filter(([key]) => key.startsWith(prefix))),
    getModels: async (ids) => ids.flatMap((id) => models.get(id)?.model ?? []),
    refresh: async () => {},
  }
  const update = createUpdate(store)
  return store
}
