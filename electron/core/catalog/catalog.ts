/** The catalog as the core sees it: calls go to a worker thread, which may die and come back. */
import { CatalogQuery, type catalogCalls, type CatalogPage } from '#contract/catalog'
import type { Emit } from '#contract/contract'
import type { HandlersFor } from '../handlers.ts'
import type { Log } from '../log.ts'
import type { Batch, CatalogSearch, CatalogStore, Machine } from './catalog-api.ts'
import { SEEDED } from './engine.ts'
import { createLanes } from './lanes.ts'
import { createStatus } from './status.ts'
import { checkFile, createThread, type Thread } from './thread-client.ts'

export interface CatalogDeps {
  readonly dataDir: string
  readonly threadUrl: URL
  readonly emit: Emit
  readonly log: Log
  /** The bundled snapshot, for a database that never had it. */
  readonly seed?: (() => AsyncIterable<Batch>) | undefined
  /** How long after the start the whole file is read in search of damage; `null` never. */
  readonly checkAfterMs?: number | null
}

export interface Catalog extends CatalogStore, CatalogSearch {
  readonly handlers: HandlersFor<typeof catalogCalls>
  /** Resolves when queries can be answered. */
  ready(): Promise<void>
  dispose(): Promise<void>
}

const CHECK_AFTER_MS = 20_000

export function createCatalog(deps: CatalogDeps): Catalog {
  const { dataDir, threadUrl, emit, log, seed, checkAfterMs = CHECK_AFTER_MS } = deps
  const stop = new AbortController()
  const status = createStatus(emit, log)
  const lanes = createLanes<CatalogPage>()
  let machine: Machine | null = null
  let seeding = false

  const thread: Thread = createThread({
    url: threadUrl,
    dir: dataDir,
    onEvent(event) {
      if (event.kind !== 'state') return status.note(event)
      if (event.state.needsSeed && seed && !seeding) void plant(seed)
      if (!seeding) status.show(event.state)
    },
    onRestart(why) {
      status.restarted(why)
      if (machine) void thread.call('setMachine', machine).catch(() => {})
    },
    onGiveUp: status.giveUp,
  })
  const plant = async (read: () => AsyncIterable<Batch>): Promise<void> => {
    seeding = true
    try {
      for await (const batch of read()) await thread.call('apply', { ...batch, onlyNew: true })
      await thread.call('apply', { feed: null, upsert: [], state: { [SEEDED]: 'yes' } })
      await thread.call('refresh')
    } catch (error) {
      if (!stop.signal.aborted) log.error('the bundled snapshot could not be read', error)
    }
    // Without the snapshot the catalog is empty, but it works: a sync fills it.
    await thread.call('state').then(status.show, () => {})
    seeding = false
  }
  const query: Catalog['query'] = async (input, { signal } = {}) => {
    await status.opened
    const { lane, ...asked } = CatalogQuery.parse(input)
    return lanes.run(() => thread.call('query', asked), { lane, signal })
  }
  if (checkAfterMs !== null)
    void checkFile({ url: threadUrl, dir: dataDir, afterMs: checkAfterMs, signal: stop.signal })
      .then((damage) => (damage === null ? undefined : thread.call('recover', damage)))
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log.error('the catalog file could not be checked', error)
      })

  return {
    handlers: { 'catalog.query': query, 'catalog.state': async () => status.get() },
    query,
    state: status.get,
    ready: () => status.opened,
    setMachine(next) {
      machine = next
      return thread.call('setMachine', next)
    },
    apply: (batch) => thread.call('apply', batch),
    endPass: (feed) => thread.call('endPass', feed),
    readState: (prefix) => thread.call('readState', prefix),
    getModels: (ids) => thread.call('getModels', ids),
    refresh: () => thread.call('refresh'),
    async dispose() {
      stop.abort()
      await thread.dispose()
      status.close()
    },
  }
}
