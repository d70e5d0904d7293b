/** Keeps the second copy of the catalog: every batch is added to it, and now and then it is written anew. */
import type { IdleWork } from './idle.ts'
import { addToCopy, openCopy, writeCopy, type Block } from './store/copy.ts'
import type { GuardedStore } from './store/guarded.ts'
import type { Records } from './store/records.ts'

export interface CopyKeeper {
  /** Brings the copy up to the database. */
  update(): void
  /** Another database, or much at once. */
  rewrite(): void
}

export interface CopyKeeperDeps {
  readonly file: string
  readonly store: GuardedStore
  readonly idle: IdleWork
  readonly onTrouble: (error: unknown) => void
}

/** Models that changed are in it more than once: not for ever. */
const MOST_GROWTH = 2
const ROOM_BYTES = 8 * 1024 * 1024
const MANY_MODELS = 5000

export function createCopyKeeper({ file, store, idle, onTrouble }: CopyKeeperDeps): CopyKeeper {
  let opened = false
  let bytes = 0
  let wholeBytes = 0
  /** The state of the database that it has; null where that cannot be told. While it is written anew the old one goes on. */
  let generation: number | null = null
  let isRenewing = false
  let broken = false

  const open = (): void => {
    const state = openCopy(file)
    opened = true
    bytes = wholeBytes = state?.bytes ?? 0
    generation = state === null ? 0 : state.generation
  }
  function* renew(): Generator<void, void> {
    isRenewing = true
    try {
      const records = store.records()
      const since = (begun: number): Block => changedSince(records, begun)
      yield* writeCopy(store.database(), file, { generation: records.generation(), since })
      open()
    } finally {
      isRenewing = false
    }
  }
  const rewrite = (): void => {
    if (!isRenewing) idle.start('copy', renew)
  }

  const append = (since: number): void =>
    store.use((records) => {
      if (since === records.generation()) return
      if (records.countChangedSince(since) > MANY_MODELS) return rewrite()
      const block = changedSince(records, since)
      generation = block.generation
      if (block.rows.length > 0) bytes += addToCopy(file, block)
      if (bytes > MOST_GROWTH * wholeBytes + ROOM_BYTES) rewrite()
    })
  function update(): void {
    if (broken) return
    try {
      if (!opened) open()
      if (generation === null) rewrite()
      else append(generation)
    } catch (error) {
      broken = true
      onTrouble(error)
    }
  }
  idle.start('copy', function* () {
    yield update()
  })
  return { update, rewrite }
}

const changedSince = (records: Records, generation: number): Block => ({
  generation: records.generation(),
  rows: records.recordsSince(generation),
})
