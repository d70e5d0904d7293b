/** Reads what can still be read from a damaged database. */
import type { DatabaseSync } from 'node:sqlite'
import { decode, type KeyedModel } from './database-row.ts'
import { openForReading } from './database.ts'

const COLUMNS = 'SELECT key, feed, crc, record FROM models'

/** Rows in no particular order; a row may come twice. Never throws. */
export function* salvage(file: string): Generator<KeyedModel, void> {
  let db: DatabaseSync
  try {
    db = openForReading(file)
  } catch {
    return
  }
  try {
    yield* readAround(db)
  } catch {
    // Damaged beyond the table's first page: what was found so far has to do.
  } finally {
    db.close()
  }
}

/**
 * Walks up from each row that can be reached. Where the walk breaks, it looks for the next reachable row in
 * doubling steps, and comes back from there as far as it gets: so only rows on damaged pages are lost.
 */
function* readAround(db: DatabaseSync): Generator<KeyedModel, void> {
  const up = db.prepare(`${COLUMNS} WHERE key > ? ORDER BY key`)
  const down = db.prepare(`${COLUMNS} WHERE key > ? AND key <= ? ORDER BY key DESC`)
  const highest = highestKey(db)
  for (let from = 0; from <= highest;) {
    let reached = from
    for (const row of rowsUntilDamage(up, [from])) {
      reached = row.key
      if (row.found) yield row.found
    }
    if (reached > from) {
      from = reached
      continue
    }
    let step = 1
    while (from + step <= highest && firstKeyAfter(up, from + step) === null) step *= 2
    for (const row of rowsUntilDamage(down, [from, from + step])) if (row.found) yield row.found
    from += step
  }
}

interface Read {
  readonly key: number
  readonly found: KeyedModel | null
}

function* rowsUntilDamage(
  statement: ReturnType<DatabaseSync['prepare']>,
  bounds: readonly number[],
): Generator<Read, void> {
  try {
    for (const row of statement.iterate(...bounds)) {
      const key = row['key']
      if (typeof key !== 'number') return
      yield { key, found: readRow(row) }
    }
  } catch {
    return
  }
}

function readRow(row: Readonly<Record<string, unknown>>): KeyedModel | null {
  try {
    return decode(row)
  } catch {
    return null
  }
}

function firstKeyAfter(up: ReturnType<DatabaseSync['prepare']>, key: number): number | null {
  for (const row of rowsUntilDamage(up, [key])) return row.key
  return null
}

function highestKey(db: DatabaseSync): number {
  const sources = [
    "SELECT seq AS n FROM sqlite_sequence WHERE name = 'models'",
    'SELECT max(key) AS n FROM models',
  ]
  return Math.max(0, ...sources.map((sql) => readNumber(db, sql)))
}

function readNumber(db: DatabaseSync, sql: string): number {
  try {
    return Number(db.prepare(sql).get()?.['n'] ?? 0)
  } catch {
    return 0
  }
}
