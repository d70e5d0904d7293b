/** Keeps the second copy of the catalog not too old: when things are quiet, or at last when they never are. */
import { statSync } from 'node:fs'
import type { IdleWork } from './idle.ts'
import { writeCopy } from './store/copy.ts'
import type { GuardedStore } from './store/guarded.ts'

export interface CopyKeeper {
  /** Something was written. */
  touch(): void
  dispose(): void
}

export interface CopyKeeperDeps {
  readonly file: string
  readonly store: GuardedStore
  readonly idle: IdleWork
  readonly now: () => number
}

const QUIET_MS = 20_000
const MOST_AGE_MS = 10 * 60_000

export function createCopyKeeper({ file, store, idle, now }: CopyKeeperDeps): CopyKeeper {
  const startedAt = Date.now()
  let quiet: NodeJS.Timeout | null = null
  const write = (): void => idle.start('copy', () => writeCopy(store.database(), file))
  return {
    touch() {
      if (quiet) clearTimeout(quiet)
      const copiedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? startedAt
      if (now() - copiedAt > MOST_AGE_MS) write()
      else quiet = setTimeout(write, QUIET_MS)
    },
    dispose() {
      if (quiet) clearTimeout(quiet)
    },
  }
}
