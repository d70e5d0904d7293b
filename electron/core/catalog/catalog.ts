/** The catalog as the core sees it: calls go to worker threads, which may die and come back. */
import { MessageChannel } from 'node:worker_threads'
import { CatalogQuery, type catalogCalls, type CatalogPage } from '#contract/catalog'
import type { Emit } from '#contract/contract'
import type { HandlersFor } from '../handlers.ts'
import type { Log } from '../log.ts'
import type { CatalogSearch, CatalogStore, Machine } from './catalog-api.ts'
import { loadFamilies } from '../workers/families.ts'
import { createLanes } from './lanes.ts'
import { lastingFacts } from './lasting-facts.ts'
import type { Engine } from './engine.ts'
import type { Imported } from './snapshot/import.ts'
import { createStatus, type Status } from './status.ts'
import { checkFile, createThread, type Thread } from './thread-client.ts'
import { createUpdate } from './update.ts'

export interface CatalogDeps {
  readonly dataDir: string
  readonly threadUrl: URL
  readonly emit: Emit
  readonly log: Log
  /** The file was damaged and has been replaced: the snapshot belongs in again, and the sync starts over. */
  readonly onRecovered?: () => void
  /** The bundled snapshot, which an empty catalog is filled from. */
  readonly snapshotFile?: string | null
  /** How long after the start the whole file is read in search of damage; `null` never. */
  readonly checkAfterMs?: number | null
}

export interface Catalog extends CatalogStore, CatalogSearch {
  readonly handlers: HandlersFor<typeof catalogCalls>
  /** Resolves when queries can be answered. */
  ready(): Promise<void>
  /** Resolves when the bundled snapshot is in, and queries see it; null where there is none. */
  plant(): Promise<Imported | null>
  dispose(): Promise<void>
}

const CHECK_AFTER_MS = 20_000

export function createCatalog(deps: CatalogDeps): Catalog {
  const { log, emit, checkAfterMs = CHECK_AFTER_MS } = deps
  const stop = new AbortController()
  const status = createStatus(emit, log)
  const lanes = createLanes<CatalogPage>()
  let machine: Machine | null = null
  const { store, queries } = startThreads(deps, status, () => machine)
  const query: Catalog['query'] = async (input, { signal } = {}) => {
    await status.opened
    const { lane, ...asked } = CatalogQuery.parse(input)
    return lanes.run(() => queries.call('query', asked), { lane, signal })
  }
  const records: Pick<CatalogStore, 'apply' | 'getModels'> = {
    apply: (batch) => store.call('apply', batch),
    getModels: (ids) => store.call('getModels', ids),
  }
  if (checkAfterMs !== null) checkLater(store, { ...deps, afterMs: checkAfterMs, signal: stop.signal })

  return {
    handlers: {
      'catalog.query': query,
      'catalog.state': async () => status.get(),
      'catalog.rebuild': () => store.call('recover', 'it was asked for').then(status.get),
    },
    query,
    searchCompatibleModels: (text, options = {}) => query({ ...options, text }, options),
    listCompatibleModels: (options = {}) => query({ sort: 'downloads', ...options, text: '' }, options),
    state: status.get,
    ready: () => status.opened,
    async setMachine(next) {
      const same = machine !== null && lastingFacts(machine) === lastingFacts(next)
      machine = next
      if (!same) await queries.call('setMachine', next)
    },
    ...records,
    update: createUpdate(records),
    endPass: (feed) => store.call('endPass', feed),
    readState: (prefix) => store.call('readState', prefix),
    plant: () => store.call('plant'),
    refresh: () => store.call('refresh'),
    async dispose() {
      stop.abort()
      await Promise.all([store.dispose(), queries.dispose()])
      status.close()
    },
  }
}

/** One keeps the truth and builds columns from it, the other answers from them: no query waits for a disk. */
function startThreads(
  { dataDir: dir, threadUrl: url, onRecovered, snapshotFile = null }: CatalogDeps,
  status: Status,
  machine: () => Machine | null,
) {
  const families = loadFamilies()
  const store = createThread<'store'>({
    url,
    role: { role: 'store', dir, families, snapshotFile },
    onEvent(event) {
      if (event.kind === 'opened') return status.storeOpened(event)
      status.note(event)
      if (event.kind === 'recovered') onRecovered?.()
    },
    onRestart: relink,
    onGiveUp: status.giveUp,
  })
  const queries = createThread<'queries'>({
    url,
    role: { role: 'queries', families },
    onEvent: ({ state }) => status.show(state),
    onRestart(why) {
      relink(why)
      const known = machine()
      if (known) queries.call('setMachine', known).catch(() => {})
    },
    onGiveUp: status.giveUp,
  })
  function link(): void {
    const { port1, port2 } = new MessageChannel()
    queries.link(port1)
    store.link(port2)
  }
  function relink(why: string): void {
    status.restarted(why)
    link()
  }
  link()
  return { store, queries }
}

/** Reads the whole file when the start is over, and has it mended where that finds damage. */
function checkLater(
  store: Thread<Engine>,
  {
    threadUrl: url,
    dataDir: dir,
    log,
    afterMs,
    signal,
  }: CatalogDeps & { afterMs: number; signal: AbortSignal },
): void {
  checkFile({ url, dir, afterMs, signal })
    .then((damage) => (damage === null ? undefined : store.call('recover', damage)))
    .catch((error: unknown) => {
      if (!signal.aborted) log.error('the catalog file could not be checked', error)
    })
}
