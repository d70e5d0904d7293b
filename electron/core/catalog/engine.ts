/** The truth of the catalog, in a thread of its own: the database, and the building of columns from it. */
import type { Model } from '#domain/model'
import type { Batch } from './catalog-api.ts'
import { createCopyKeeper, type CopyKeeper } from './copy-keeper.ts'
import { createIdleWork } from './idle.ts'
import type { CatalogRules } from './index/judge-port.ts'
import type { Sender } from './link.ts'
import { createLiveColumns, type LiveColumns } from './live-columns.ts'
import { plantSnapshot, wasPlanted, type BundledSnapshot, type Imported } from './snapshot/import.ts'
import { isDamage } from './store/database.ts'
import { createGuardedStore } from './store/guarded.ts'
import { storeFiles, type Recovery } from './store/open.ts'

export type EngineEvent =
  /** Preparing: the bundled snapshot is not in yet, and will be. */
  | { readonly kind: 'opened'; readonly preparing: boolean }
  | { readonly kind: 'recovered'; readonly recovery: Recovery }
  | { readonly kind: 'not-saved'; readonly why: string }

export interface Engine {
  apply(batch: Batch): { readonly generation: number; readonly changed: number }
  endPass(feed: { readonly name: string; readonly pass: number }): { readonly withdrawn: number }
  readState(prefix: string): Readonly<Record<string, string>>
  getModels(ids: readonly string[]): readonly Model[]
  refresh(): Promise<void>
  plant(): Promise<Imported | null>
  /** Somebody found damage that we did not meet ourselves. */
  recover(why: string): void
}

export interface RunningEngine extends Engine {
  /** Whoever answers queries has no columns yet. */
  sendAll(): void
  dispose(): void
}

export interface EngineDeps {
  readonly dir: string
  readonly rules: CatalogRules
  readonly snapshot: BundledSnapshot | null
  readonly sender: Pick<Sender, 'send' | 'shown'>
  readonly emit: (event: EngineEvent) => void
}

export function createEngine(deps: EngineDeps): RunningEngine {
  const { snapshot, sender, emit } = deps
  const stop = new AbortController()
  const { store, idle, live, copies } = createKeepers(deps)
  let planting = false
  let plantedAny = false

  const refresh = async (): Promise<void> => {
    await idle.settled()
    live.patch()
    await idle.settled()
    await sender.shown()
  }
  const engine: RunningEngine = {
    apply(batch) {
      const result = store.use((records) => records.apply(batch))
      if (result.changed > 0) {
        live.touch()
        // What the bundled snapshot brings is copied when all of it is in.
        if (planting) plantedAny = true
        else copies.update()
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
    refresh,
    async plant() {
      if (!snapshot) return null
      live.hold(true)
      planting = true
      try {
        return await plantSnapshot(engine, snapshot, stop.signal)
      } finally {
        live.hold(false)
        planting = false
        if (!stop.signal.aborted) await refresh()
        emit({ kind: 'opened', preparing: false })
        if (plantedAny && !stop.signal.aborted) copies.rewrite()
      }
    },
    recover: store.recover,
    sendAll: live.start,
    dispose() {
      stop.abort()
      live.dispose()
      idle.dispose()
      store.dispose()
    },
  }
  void wasPlanted(engine).then((planted) =>
    emit({ kind: 'opened', preparing: snapshot !== null && !planted }),
  )
  return engine
}

/** The store, and all that goes on about it on its own. */
function createKeepers({ dir, rules, sender, emit }: EngineDeps) {
  const files = storeFiles(dir)
  const notSaved = (name: string, error: unknown): void =>
    emit({ kind: 'not-saved', why: `${name}: ${String(error)}` })
  let followers: { readonly live: LiveColumns; readonly copies: CopyKeeper } | null = null
  const store = createGuardedStore({
    dir,
    onRecovered(recovery) {
      emit({ kind: 'recovered', recovery })
      followers?.live.rebuild()
      followers?.copies.rewrite()
    },
  })
  const idle = createIdleWork({
    onError(name, error) {
      if (isDamage(error)) store.recover(String(error))
      else notSaved(name, error)
    },
  })
  const live = createLiveColumns({ file: files.columns, store, rules, idle, send: sender.send })
  const onTrouble = (error: unknown): void => notSaved('copy', error)
  const copies = createCopyKeeper({ store, idle, file: files.copy, onTrouble })
  followers = { live, copies }
  return { store, idle, live, copies }
}
