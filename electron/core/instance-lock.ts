/**
 * One running app per data folder. The lock is SQLite's own on a tiny file: the system lets go of it when the process
 * ends in whatever way, so a crash leaves nothing to clean up and a reused process id cannot fool it.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FailureError } from '#contract/failure'

export function lockInstance(dataDir: string): { release(): void } {
  const database = new DatabaseSync(join(dataDir, 'instance.lock'), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw new FailureError({ code: 'already-running', dataDir }, { cause: error })
  }
  return { release: () => database.close() }
}
