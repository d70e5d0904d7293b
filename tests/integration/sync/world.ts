/** A hub, a client, both sources and a sync, as the app wires them, for the tests of this folder. */
import { setTimeout as wait } from 'node:timers/promises'
import type { SyncState } from '#contract/catalog-sync'
import type { CatalogStore } from '#core/catalog/catalog-api'
import { createCivitaiSource, modelOfVersion } from '#core/catalog/sources/civitai/source'
import { createHuggingFaceSource } from '#core/catalog/sources/huggingface/source'
import { civitaiFeeds } from '#core/catalog/sources/civitai/queries'
import { huggingFaceFeeds } from '#core/catalog/sources/huggingface/queries'
import type { Snapshot } from '#core/catalog/snapshot/file'
import { importSnapshot } from '#core/catalog/snapshot/import'
import { LIMITS } from '#core/catalog/sync/plan'
import { createSync, type Sync, type SyncDeps } from '#core/catalog/sync/sync'
import { createHttp, type Http } from '#core/http/http'
import { silentLog } from '#core/log'
import { loadFamilies } from '#core/workers/families'
import { createHub, type Hub, type HubOptions } from '../../hub/hub.ts'

export interface World {
  readonly hub: Hub
  readonly http: Http
  readonly sync: Sync
  readonly states: SyncState[]
  readonly errors: string[]
  until(matches: (state: SyncState) => boolean): Promise<SyncState>
  dispose(): Promise<void>
}

export interface WorldOptions {
  readonly store: CatalogStore
  readonly hub?: Hub
  readonly hubOptions?: HubOptions
  readonly snapshot?: Snapshot | null
  readonly deps?: Partial<SyncDeps>
}

export async function createWorld({
  store,
  hub: given,
  hubOptions,
  snapshot = null,
  deps,
}: WorldOptions): Promise<World> {
  const hub = given ?? (await createHub({ maxLimit: 50, ...hubOptions }))
  // A tenth of a second stands for every longer wait, and the clock goes on as if it had been all of it.
  let skippedMs = 0
  const now = () => Date.now() + skippedMs
  const sleep = async (ms: number, signal: AbortSignal) => {
    await wait(Math.min(ms, 100), undefined, { signal })
    skippedMs += Math.max(0, Math.min(ms, 3_000_000) - 100)
  }
  const http = createHttp({
    userAgent: 'rbee-marketplace/0 (test)',
    hubs: () => [
      { source: 'huggingface', baseUrl: hub.url, token: null },
      { source: 'civitai', baseUrl: hub.url, token: null },
    ],
    proxy: () => null,
    offline: () => false,
    now,
    sleep: async () => {},
  })
  const states: SyncState[] = []
  const errors: string[] = []
  const baseUrl = () => hub.url
  const families = loadFamilies()
  const sync = createSync({
    store,
    sources: [
      createHuggingFaceSource({ http, baseUrl, families }),
      createCivitaiSource({ http, baseUrl, nsfw: () => false }),
    ],
    families: () => families,
    modelOfVersion: (id, signal) => modelOfVersion(id, { http, baseUrl, signal }),
    plant: async () =>
      snapshot &&
      importSnapshot(
        { store, snapshot, feeds: [...huggingFaceFeeds(families), ...civitaiFeeds(families)] },
        new AbortController().signal,
      ),
    http,
    conditions: { online: () => true, metered: async () => null },
    settings: () => ({ inBackground: true, onMetered: true }),
    emit: (_, state) => void states.push(state),
    log: { ...silentLog, error: (message, detail) => `${errors.push(`${message}: ${String(detail)}`)}` },
    now,
    sleep,
    limits: { ...LIMITS, sizesPerRun: 0 },
    ...deps,
  })
  return {
    hub,
    http,
    sync,
    states,
    errors,
    async until(matches) {
      const deadline = Date.now() + 10_000
      while (!matches(sync.state())) {
        if (Date.now() > deadline) throw new Error(`waited in vain: ${JSON.stringify(sync.state())}`)
        await wait(5)
      }
      return sync.state()
    },
    async dispose() {
      await sync.dispose()
      await http.dispose()
      if (!given) await hub.dispose()
    },
  }
}
