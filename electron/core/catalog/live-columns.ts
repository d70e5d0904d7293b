/** Keeps the columns that queries see up to date with the database. */
import type { IdleWork } from './idle.ts'
import { buildBase, buildPatch, isFar, needsRebuild, type Sent } from './index/build.ts'
import { readColumns, writeColumns, type BaseColumns } from './index/columns-file.ts'
import type { ColumnsChange } from './index/columns.ts'
import type { CatalogRules } from './index/judge-port.ts'
import type { GuardedStore } from './store/guarded.ts'

export interface LiveColumns {
  /** Begins with whoever shows the columns having none. */
  start(): void
  /** Something was written: it shows soon. */
  touch(): void
  /** Shows at once what was written until now; a large change still takes its time. */
  patch(): void
  /** Another database: nothing of the old columns can be used. */
  rebuild(): void
  /** A great deal is about to be written: the first of it shows soon, the rest when all is there. */
  hold(yes: boolean): void
  dispose(): void
}

export interface LiveColumnsDeps {
  readonly file: string
  readonly store: GuardedStore
  readonly rules: CatalogRules
  readonly idle: IdleWork
  readonly send: (change: ColumnsChange) => void
}

/** Changes wait a moment for their neighbours, and longer where showing them takes long. */
const PATCH_DELAY_MS = 150
const MOST_SHARE = 5

export function createLiveColumns({ file, store, rules, idle, send }: LiveColumnsDeps): LiveColumns {
  let patching: NodeJS.Timeout | null = null
  let sent: Sent | null = null
  /** The database that the columns belong to: keys of another one mean other models. */
  let sentFrom: string | null = null
  let patchTookMs = 0
  let held = false

  const patchSince = (since: Sent): ColumnsChange | null => {
    const patch = store.use((records) => (isFar(since, records) ? null : buildPatch(since, records, rules)))
    sent = patch?.sent ?? since
    return patch?.change ?? null
  }
  /** What came after the columns were built comes with them. */
  const sendBase = ({ flat, generation }: BaseColumns): void => {
    sentFrom = store.identity()
    const change = patchSince({ baseRows: flat.rows, generation, patches: [] })
    send({ drop: 0, gone: new Uint32Array(), added: null, ...change, base: flat })
    touch()
  }
  const rebuild = (): void => idle.start('columns', () => buildAndSave({ file, store, rules }, sendBase))
  const patch = (): void => {
    if (patching) clearTimeout(patching)
    patching = null
    if (sent === null || (held && sent.patches.length > 0)) return
    const start = performance.now()
    if (sentFrom !== store.identity()) return rebuild()
    if (store.use((records) => isFar(sent!, records))) return held ? undefined : rebuild()
    const change = patchSince(sent)
    if (change) send(change)
    if (needsRebuild(sent)) rebuild()
    patchTookMs = performance.now() - start
  }
  const touch = (): void => {
    patching ??= setTimeout(patch, Math.max(PATCH_DELAY_MS, MOST_SHARE * patchTookMs))
  }
  return {
    start() {
      sent = null
      const saved = readColumns(file, { identity: store.identity(), rules })
      if (saved) sendBase(saved)
      else rebuild()
    },
    touch,
    patch,
    rebuild,
    hold(yes) {
      held = yes
    },
    dispose() {
      if (patching) clearTimeout(patching)
    },
  }
}

function* buildAndSave(
  { file, store, rules }: Pick<LiveColumnsDeps, 'file' | 'store' | 'rules'>,
  onBuilt: (base: BaseColumns) => void,
): Generator<void, void> {
  const identity = store.identity()
  const base = yield* buildBase(store.records(), rules)
  try {
    // Sent away, the columns are no longer here to be saved.
    writeColumns(file, base, { identity, rules })
    store.records().forgetWithdrawn(base.generation)
  } finally {
    onBuilt(base)
  }
}
