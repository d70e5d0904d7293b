/**
 * One process at a time works on a model's folder. The lock is SQLite's own on an empty file: the system lets go of
 * it when the process ends in whatever way, and neither clocks nor process ids have a say.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { FailureError } from '#contract/failure'

export interface FolderLock {
  release(): void
}

const POLL_MS = 300

/** Null while somebody else holds it. */
export function tryLock(modelsDir: string, folderName: string): FolderLock | null {
  const dir = join(modelsDir, '.locks')
  try {
    mkdirSync(dir, { recursive: true })
  } catch (error) {
    throw new FailureError({ code: 'not-writable', path: modelsDir }, { cause: error })
  }
  const database = new DatabaseSync(join(dir, `${folderName}.lock`), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return { release: () => database.close() }
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null
    throw new FailureError({ code: 'not-writable', path: dir }, { cause: error })
  }
}

const SQLITE_BUSY = 5

export async function lockFolder(
  modelsDir: string,
  folderName: string,
  { signal, onWait }: { signal: AbortSignal; onWait?: () => void },
): Promise<FolderLock> {
  for (let waited = false; ; waited = true) {
    const lock = tryLock(modelsDir, folderName)
    if (lock) return lock
    if (!waited) onWait?.()
    await sleep(POLL_MS, undefined, { signal })
  }
}
