/** Opens the catalog's SQLite file, and knows its damage from other trouble. */
import { DatabaseSync } from 'node:sqlite'
import { migrate } from './migrations.ts'

/** Content that cannot be what we wrote. */
export class DamageError extends Error {
  override readonly name = 'DamageError'
}

export function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5000 })
  try {
    // A killed process loses nothing under NORMAL; a power cut at most the last transactions.
    db.exec(`PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
             PRAGMA cache_size = -8192; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY`)
    migrate(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export const openForReading = (file: string): DatabaseSync =>
  new DatabaseSync(file, { readOnly: true, timeout: 5000 })

const SQLITE_CORRUPT = 11
const SQLITE_FORMAT = 24
const SQLITE_NOTADB = 26

/** A missing table or column in a file that carries our version is damage too. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamageError) return true
  const { code, errcode, message } = error as { code?: string; errcode?: number; message?: string }
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return false
  const primary = errcode & 0xff
  if ([SQLITE_CORRUPT, SQLITE_FORMAT, SQLITE_NOTADB].includes(primary)) return true
  return /malformed|no such (table|column)/.test(message ?? '')
}

const SQLITE_FULL = 13
const SQLITE_READONLY = 8
const SQLITE_CANTOPEN = 14
const SQLITE_IOERR = 10

export function diskTrouble(error: unknown): 'full' | 'not-writable' | null {
  const { code, errcode } = error as { code?: string; errcode?: number }
  if (code === 'ENOSPC') return 'full'
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return 'not-writable'
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return null
  const primary = errcode & 0xff
  if (primary === SQLITE_FULL) return 'full'
  return [SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_IOERR].includes(primary) ? 'not-writable' : null
}
