/** The catalog as the core sees it: calls go to a worker thread, which may die and come back. */
import { CatalogQuery, type catalogCalls, type CatalogPage } from '#contract/catalog'
import type { Emit } from '#contract/contract'
import type { HandlersFor } from '../handlers.ts'
import type { Log } from '../log.ts'
import type { CatalogSearch, CatalogStore, Machine } from './catalog-api.ts'
import { loadFamilies } from '../workers/families.ts'
import { createLanes } from './lanes.ts'
import { createStatus } from './status.ts'
import { checkFile, createThread, type Thread } from './thread-client.ts'

export interface CatalogDeps {
  readonly dataDir: string
  readonly threadUrl: URL
  readonly emit: Emit
  readonly log: Log
  /** The file was damaged and has been replaced: the snapshot belongs in again, and the sync starts over. */
  readonly onRecovered?: () => void
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
  const { dataDir, threadUrl, emit, log, onRecovered, checkAfterMs = CHECK_AFTER_MS } = deps
  const stop = new AbortController()
  const status = createStatus(emit, log)
  const lanes = createLanes<CatalogPage>()
  let machine: Machine | null = null

  const thread: Thread = createThread({
    url: threadUrl,
    dir: dataDir,
    families: loadFamilies(),
    onEvent(event) {
      if (event.kind === 'state') return status.show(event.state)
      status.note(event)
      if (event.kind === 'recovered') onRecovered?.()
    },
    onRestart(why) {
      status.restarted(why)
      if (machine) void thread.call('setMachine', machine).catch(() => {})
    },
    onGiveUp: status.giveUp,
  })
  const query: Catalog['query'] = async (input, { signal } = {}) => {
    await status.opened
    const { lane, ...asked } = CatalogQuery.parse(input)
    return lanes.run(() => thread.call('query', asked), { lane, signal })
  }
  if (checkAfterMs !== null) checkLater(thread, { ...deps, afterMs: checkAfterMs, signal: stop.signal })

  return {
    handlers: {
      'catalog.query': query,
      'catalog.state': async () => status.get(),
      'catalog.rebuild': () => thread.call('recover', 'it was asked for').then(status.get),
    },
    query,
    searchCompatibleModels: (text, options = {}) => query({ ...options, text }, options),
    listCompatibleModels: (options = {}) => query({ sort: 'downloads', ...options, text: '' }, options),
    state: status.get,
    ready: () => status.opened,
    async setMachine(next) {
      const same = machine !== null && lastingFacts(machine) === lastingFacts(next)
      machine = next
      if (!same) await thread.call('setMachine', next)
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

/** Memory that is free just now comes and goes, and changes no verdict. */
const lastingFacts = ({ workers, hardware }: Machine): string =>
  JSON.stringify([workers, hardware], (name, value: unknown) =>
    name === 'freeMiB' || name === 'availableMiB' || name === 'sources' ? undefined : value,
  )

/** Reads the whole file when the start is over, and has it mended where that finds damage. */
function checkLater(
  thread: Thread,
  {
    threadUrl: url,
    dataDir: dir,
    log,
    afterMs,
    signal,
  }: CatalogDeps & { afterMs: number; signal: AbortSignal },
): void {
  checkFile({ url, dir, afterMs, signal })
    .then((damage) => (damage === null ? undefined : thread.call('recover', damage)))
    .catch((error: unknown) => {
      if (!signal.aborted) log.error('the catalog file could not be checked', error)
    })
}
