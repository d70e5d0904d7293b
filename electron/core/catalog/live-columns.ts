/** Keeps the columns up to date with the database while queries run on them. */
import type { IdleWork } from './idle.ts'
import { buildColumns, distanceTo, needsRebuild, patchColumns, type Columns } from './index/columns.ts'
import { readColumns, writeColumns } from './index/columns-file.ts'
import type { CatalogRules } from './index/judge-port.ts'
import { fixedOrder, fixedSorts } from './index/orders.ts'
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

/** Changes wait a moment for their neighbours, and longer where showing them takes long. */
const PATCH_DELAY_MS = 150
const MOST_SHARE = 5

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
  let patchTookMs = 0

  const show = (next: Columns, from: string): void => {
    shownFrom = from
    shown.show(next)
    onShown()
  }
  const rebuild = (): void =>
    idle.start('columns', () =>
      buildAndSave({ file, store, rules }, (built, from) => {
        show(built, from)
        touch()
      }),
    )
  const patch = (): void => {
    if (patching) clearTimeout(patching)
    patching = null
    const before = shown.columns()
    if (!before) return
    const start = performance.now()
    const patched = store.use((records) =>
      shownFrom !== store.identity() || distanceTo(before, records) !== 'near'
        ? null
        : patchColumns(before, records, rules),
    )
    if (!patched) return rebuild()
    if (patched !== before) show(patched, store.identity())
    if (needsRebuild(patched)) rebuild()
    patchTookMs = performance.now() - start
  }
  const touch = (): void => {
    patching ??= setTimeout(patch, Math.max(PATCH_DELAY_MS, MOST_SHARE * patchTookMs))
  }

  if (!openSaved({ file, store, rules }, show)) rebuild()

  return {
    touch,
    patch,
    rebuild,
    dispose() {
      if (patching) clearTimeout(patching)
    },
  }
}

function* buildAndSave(
  { file, store, rules }: Pick<LiveColumnsDeps, 'file' | 'store' | 'rules'>,
  onBuilt: (columns: Columns, identity: string) => void,
): Generator<void, void> {
  const identity = store.identity()
  const columns = yield* buildColumns(store.records(), rules)
  for (const sort of fixedSorts) {
    fixedOrder(columns.segments[0]!, sort)
    yield
  }
  onBuilt(columns, identity)
  yield
  writeColumns(file, { columns, origin: { identity, rules } })
  store.records().forgetWithdrawn(columns.baseGeneration)
}

/**
 * Shows what the file has. What it lacks is added while the start waits, if it is little. False where the columns have
 * to be built.
 */
function openSaved(
  { file, store, rules }: Pick<LiveColumnsDeps, 'file' | 'store' | 'rules'>,
  show: (columns: Columns, identity: string) => void,
): boolean {
  const saved = readColumns(file, { identity: store.identity(), rules })
  if (!saved) return false
  const distance = store.use((records) => distanceTo(saved, records))
  if (distance === 'near')
    show(
      store.use((records) => patchColumns(saved, records, rules)),
      store.identity(),
    )
  if (distance === 'some') show(saved, store.identity())
  return distance === 'near'
}
