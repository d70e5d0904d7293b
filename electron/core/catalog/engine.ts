/** The catalog inside its worker thread: the database, the columns over it, and the work in between. */
import type { CatalogPage, CatalogQuery } from '#contract/catalog'
import type { Model } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'
import type { Batch, Machine } from './catalog-api.ts'
import { createCopyKeeper } from './copy-keeper.ts'
import { createIdleWork } from './idle.ts'
import type { CatalogRules } from './index/judge-port.ts'
import { createLiveColumns, type LiveColumns } from './live-columns.ts'
import { createShown } from './shown.ts'
import { isDamage } from './store/database.ts'
import { createGuardedStore } from './store/guarded.ts'
import { storeFiles, type Recovery } from './store/open.ts'

export interface EngineState {
  /** Rises with what is written and with the verdicts; null until there are columns to ask. */
  readonly generation: number | null
  readonly models: number
}

export type EngineEvent =
  | { readonly kind: 'state'; readonly state: EngineState }
  | { readonly kind: 'recovered'; readonly recovery: Recovery }
  | { readonly kind: 'not-saved'; readonly why: string }

export interface Engine {
  state(): EngineState
  query(query: CatalogQuery): CatalogPage
  setMachine(machine: Machine): void
  apply(batch: Batch): { readonly generation: number; readonly changed: number }
  endPass(feed: { readonly name: string; readonly pass: number }): { readonly withdrawn: number }
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

export function createEngine({ dir, rules, families, emit, now }: EngineDeps): Engine {
  const files = storeFiles(dir)
  let columns: LiveColumns | null = null
  const store = createGuardedStore({
    dir,
    onRecovered(recovery) {
      emit({ kind: 'recovered', recovery })
      columns?.rebuild()
    },
  })
  const idle = createIdleWork({
    onError(name, error) {
      if (isDamage(error)) store.recover(String(error))
      else emit({ kind: 'not-saved', why: `${name}: ${String(error)}` })
    },
  })
  const shown = createShown({ rules, families, now })
  const state = (): EngineState => ({ generation: shown.generation(), models: shown.models() })
  const onShown = (): void => emit({ kind: 'state', state: state() })
  const live = createLiveColumns({ file: files.columns, store, rules, idle, shown, onShown })
  columns = live
  const copies = createCopyKeeper({ store, idle, now, file: files.copy })

  return {
    state,
    query: shown.query,
    setMachine(machine) {
      shown.setMachine(machine)
      onShown()
    },
    apply(batch) {
      const result = store.use((records) => records.apply(batch))
      if (result.changed > 0) {
        live.touch()
        copies.touch()
      }
      return result
    },
    endPass(feed) {
      const withdrawn = store.use((records) => records.endPass(feed))
      if (withdrawn > 0) live.touch()
      return { withdrawn }
    },
    readState: (prefix) => store.use((records) => records.readState(prefix)),
    getModels: (ids) => store.use((records) => records.get(ids)),
    async refresh() {
      await idle.settled()
      live.patch()
      await idle.settled()
    },
    recover: store.recover,
    dispose() {
      copies.dispose()
      live.dispose()
      idle.dispose()
      store.dispose()
    },
  }
}
