/** The catalog inside its worker thread: the database, the columns over it, and the work in between. */
import type { CatalogPage, CatalogQuery } from '#contract/catalog'
import type { Model } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'
import type { Batch, Machine } from './catalog-api.ts'
import { createAnswers } from './answers.ts'
import { createIdleWork } from './idle.ts'
import { buildColumns, countModels, isFarBehind, needsRebuild, patchColumns, type Columns } from './index/columns.ts'
import { readColumns, writeColumns } from './index/columns-file.ts'
import type { CatalogRules } from './index/judge-port.ts'
import { fixedOrder, fixedSorts } from './query/order-by.ts'
import { writeCopy } from './store/copy.ts'
import { isDamage } from './store/database.ts'
import { openStore, recoverStore, storeFiles, type Recovery, type Store } from './store/open.ts'
import type { Records } from './store/records.ts'
import { createViews } from './views.ts'

export interface EngineState {
  readonly generation: number
  readonly models: number
  /** The bundled snapshot was never read into this database. */
  readonly needsSeed: boolean
}

export type EngineEvent =
  | { readonly kind: 'state'; readonly state: EngineState }
  | { readonly kind: 'recovered'; readonly recovery: Recovery }
  | { readonly kind: 'not-saved'; readonly why: string }

export interface Engine {
  state(): EngineState
  query(query: CatalogQuery): CatalogPage
  setMachine(machine: Machine): void
  apply(batch: Batch): { generation: number; changed: number }
  endPass(feed: { readonly name: string; readonly pass: number }): { withdrawn: number }
  readState(prefix: string): Readonly<Record<string, string>>
  getModels(ids: readonly string[]): readonly Model[]
  refresh(): Promise<void>
  /** Somebody found damage that we did not meet ourselves. */
  recover(why: string): void
  dispose(): void
}

export interface EngineDeps {
  readonly dir: string
  readonly rules: CatalogRules
  readonly families: readonly WorkerFamily[]
  readonly emit: (event: EngineEvent) => void
  readonly now: () => number
}

export const SEEDED = 'catalog.seeded'
const PATCH_DELAY_MS = 150
const COPY_EVERY_MS = 10 * 60_000

export function createEngine({ dir, rules, families, emit, now }: EngineDeps): Engine {
  const files = storeFiles(dir)
  const views = createViews({ rules, families })
  const answers = createAnswers()
  const idle = createIdleWork({
    onError(name, error) {
      if (isDamage(error)) recover(String(error))
      else emit({ kind: 'not-saved', why: `${name}: ${String(error)}` })
    },
  })
  let store = openStore(dir)
  let columns: Columns | null = null
  let patching: NodeJS.Timeout | null = null
  let copiedAt = 0

  const records = (): Records => store.records
  const show = (next: Columns): void => {
    columns = next
    views.setDictionaries(next.dictionaries)
    const view = views.get(null)
    for (const segment of next.segments) view.of(segment)
    answers.clear()
    emit({ kind: 'state', state: state() })
  }
  const state = (): EngineState => ({
    generation: columns?.generation ?? 0,
    models: columns ? countModels(columns) : 0,
    needsSeed: records().readState(SEEDED)[SEEDED] === undefined,
  })

  function* rebuild(): Generator<void, void> {
    const built = yield* buildColumns(records(), rules)
    for (const sort of fixedSorts) {
      fixedOrder(built.segments[0]!, sort)
      yield
    }
    show(built)
    schedulePatch()
    yield
    writeColumns(files.columns, { columns: built, origin: { identity: store.identity, rules } })
    records().forgetWithdrawn(built.baseGeneration)
  }
  const startRebuild = (): void => idle.start('columns', rebuild)

  const patch = (): void => {
    if (patching) clearTimeout(patching)
    patching = null
    if (!columns) return
    if (isFarBehind(columns, records())) return startRebuild()
    const patched = guarded(() => patchColumns(columns!, records(), rules))
    if (patched !== columns) show(patched)
    if (needsRebuild(patched)) startRebuild()
  }
  const schedulePatch = (): void => {
    patching ??= setTimeout(patch, PATCH_DELAY_MS)
  }

  const recover = (why: string): void => {
    store.db.close()
    store = recoverStore(dir, why)
    emit({ kind: 'recovered', recovery: store.recovery! })
    startRebuild()
  }
  /** Damage met on the way is mended, and the work done again on what came of it. */
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      if (!isDamage(error)) throw error
      recover(String(error))
      return work()
    }
  }
  const startCopy = (): void => {
    if (now() - copiedAt < COPY_EVERY_MS) return
    copiedAt = now()
    idle.start('copy', () => writeCopy(store.db, files.copy))
  }

  if (store.recovery) emit({ kind: 'recovered', recovery: store.recovery })
  const saved = readColumns(files.columns, { identity: store.identity, rules })
  if (saved) {
    show(saved)
    schedulePatch()
  } else startRebuild()

  return {
    state,
    query: (query) => {
      if (!columns) throw new Error('the catalog is still opening')
      return answers.page(query, { columns, view: views.get(query.whatIf), now: now() })
    },
    setMachine(machine) {
      views.setMachine(machine)
      answers.clear()
      if (columns) show({ ...columns })
    },
    apply(batch) {
      const result = guarded(() => records().apply(batch))
      if (result.changed > 0) schedulePatch()
      return result
    },
    endPass(feed) {
      const withdrawn = guarded(() => records().endPass(feed))
      if (withdrawn > 0) schedulePatch()
      startCopy()
      return { withdrawn }
    },
    readState: (prefix) => guarded(() => records().readState(prefix)),
    getModels: (ids) => guarded(() => records().get(ids)),
    async refresh() {
      await idle.settled()
      patch()
      await idle.settled()
    },
    recover,
    dispose() {
      if (patching) clearTimeout(patching)
      idle.dispose()
      store.db.close()
    },
  }
}
