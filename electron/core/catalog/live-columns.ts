/** Keeps the columns up to date with the database while queries run on them. */
import type { IdleWork } from './idle.ts'
import { buildColumns, isFarBehind, needsRebuild, patchColumns, type Columns } from './index/columns.ts'
import { readColumns, writeColumns } from './index/columns-file.ts'
import type { CatalogRules } from './index/judge-port.ts'
import { fixedOrder, fixedSorts } from './query/order-by.ts'
import type { Shown } from './shown.ts'
import type { GuardedStore } from './store/guarded.ts'

export interface LiveColumns {
  /** Something was written: it shows soon. */
  touch(): void
  /** Shows at once what was written until now; a large change still takes its time. */
  patch(): void
  /** Another database: nothing of the old columns can be used. */
  rebuild(): void
  dispose(): void
}

export interface LiveColumnsDeps {
  readonly file: string
  readonly store: GuardedStore
  readonly rules: CatalogRules
  readonly idle: IdleWork
  readonly shown: Shown
  readonly onShown: () => void
}

const PATCH_DELAY_MS = 150

export function createLiveColumns({
  file,
  store,
  rules,
  idle,
  shown,
  onShown,
}: LiveColumnsDeps): LiveColumns {
  let patching: NodeJS.Timeout | null = null
  /** The database that the shown columns belong to: keys of another one mean other models. */
  let shownFrom: string | null = null

  const show = (next: Columns, from: string): void => {
    shownFrom = from
    shown.show(next)
    onShown()
  }
  function* build(): Generator<void, void> {
    const origin = { identity: store.identity(), rules }
    const built = yield* buildColumns(store.records(), rules)
    for (const sort of fixedSorts) {
      fixedOrder(built.segments[0]!, sort)
      yield
    }
    show(built, origin.identity)
    touch()
    yield
    writeColumns(file, { columns: built, origin })
    store.records().forgetWithdrawn(built.baseGeneration)
  }
  const rebuild = (): void => idle.start('columns', build)
  const patch = (): void => {
    if (patching) clearTimeout(patching)
    patching = null
    const before = shown.columns()
    if (!before) return
    const patched = store.use((records) =>
      shownFrom !== store.identity() || isFarBehind(before, records)
        ? null
        : patchColumns(before, records, rules),
    )
    if (!patched) return rebuild()
    if (patched !== before) show(patched, store.identity())
    if (needsRebuild(patched)) rebuild()
  }
  const touch = (): void => {
    patching ??= setTimeout(patch, PATCH_DELAY_MS)
  }

  const saved = readColumns(file, { identity: store.identity(), rules })
  if (saved) {
    show(saved, store.identity())
    touch()
  } else rebuild()

  return {
    touch,
    patch,
    rebuild,
    dispose() {
      if (patching) clearTimeout(patching)
    },
  }
}
