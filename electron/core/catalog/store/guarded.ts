/** A store that mends itself: damage met on the way is put aside, and the work done again on what could be saved. */
import type { DatabaseSync } from 'node:sqlite'
import { isDamage } from './database.ts'
import { openStore, recoverStore, type Recovery } from './open.ts'
import type { Records } from './records.ts'

export interface GuardedStore {
  use<T>(work: (records: Records) => T): T
  records(): Records
  database(): DatabaseSync
  identity(): string
  recover(why: string): void
  dispose(): void
}

interface GuardedStoreDeps {
  readonly dir: string
  readonly onRecovered: (recovery: Recovery) => void
}

export function createGuardedStore({ dir, onRecovered }: GuardedStoreDeps): GuardedStore {
  let store = openStore(dir)
  if (store.recovery) onRecovered(store.recovery)

  const recover = (why: string): void => {
    store.db.close()
    const { recovery, ...next } = recoverStore(dir, why)
    store = { ...next, recovery: null }
    if (recovery) onRecovered(recovery)
  }
  return {
    use(work) {
      try {
        return work(store.records)
      } catch (error) {
        if (!isDamage(error)) throw error
        recover(String(error))
        return work(store.records)
      }
    },
    records: () => store.records,
    database: () => store.db,
    identity: () => store.identity,
    recover,
    dispose: () => store.db.close(),
  }
}
