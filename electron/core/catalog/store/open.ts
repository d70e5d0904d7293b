/** Opens the store, whatever state its files are in. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Model } from '#domain/model'
import { readCopy } from './copy.ts'
import { isDamage, openDatabase } from './database.ts'
import { NewerSchemaError } from './migrations.ts'
import { createRecords, type Records } from './records.ts'
import { salvage } from './salvage.ts'

export interface Recovery {
  readonly cause: 'damage' | 'newer-version'
  readonly why: string
  readonly setAside: string | null
  readonly salvaged: number
  readonly fromCopy: number
}

export interface Store {
  readonly db: DatabaseSync
  readonly records: Records
  /** Differs for every database file, so that what was derived from another one is not mistaken for ours. */
  readonly identity: string
  readonly recovery: Recovery | null
}

export const storeFiles = (dir: string) => ({
  database: join(dir, 'catalog.sqlite'),
  copy: join(dir, 'catalog.copy'),
  columns: join(dir, 'catalog.columns'),
})

const IDENTITY = 'catalog.identity'

export function openStore(dir: string): Store {
  mkdirSync(dir, { recursive: true })
  try {
    return openAsItIs(dir)
  } catch (error) {
    if (error instanceof NewerSchemaError) return beginBeside(dir, error.message)
    if (!isDamage(error)) throw error
    return recoverStore(dir, String(error))
  }
}

function openAsItIs(dir: string): Store {
  const db = openDatabase(storeFiles(dir).database)
  try {
    const records = createRecords(db)
    const identity = records.readState(IDENTITY)[IDENTITY] ?? nameDatabase(records)
    return { db, records, identity, recovery: null }
  } catch (error) {
    db.close()
    throw error
  }
}

function nameDatabase(records: Records): string {
  const identity = randomUUID()
  records.apply({ feed: null, upsert: [], state: { [IDENTITY]: identity } })
  return identity
}

/** A newer version of the app will want its file back: it is kept, and this version begins one of its own. */
function beginBeside(dir: string, why: string): Store {
  const files = storeFiles(dir)
  const setAside = moveAside(dir, files.database, 'catalog.newer.sqlite')
  rmSync(files.copy, { force: true })
  return {
    ...openAsItIs(dir),
    recovery: { cause: 'newer-version', why, setAside, salvaged: 0, fromCopy: 0 },
  }
}

/** The database must be closed. Its file is kept beside the new one, in case somebody wants to know. */
export function recoverStore(dir: string, why: string): Store {
  const files = storeFiles(dir)
  const setAside = moveAside(dir, files.database, 'catalog.damaged.sqlite')
  const store = openAsItIs(dir)
  const fromCopy = fill(store.records, flatten(readCopy(files.copy)))
  const salvaged = setAside ? fill(store.records, salvage(setAside)) : 0
  return { ...store, recovery: { cause: 'damage', why, setAside, salvaged, fromCopy } }
}

function moveAside(dir: string, database: string, name: string): string | null {
  if (!existsSync(database)) return null
  for (const old of readdirSync(dir)) if (old.startsWith(name)) rmSync(join(dir, old), { force: true })
  const target = join(dir, name)
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(database + suffix)) renameSync(database + suffix, target + suffix)
  return target
}

const BATCH = 500

/** Pass 0: the sync starts over, and takes everything that it still finds into its new passes. */
function fill(records: Records, models: Iterable<{ feed: string | null; model: Model }>): number {
  let count = 0
  const waiting = new Map<string | null, Model[]>()
  const write = (feed: string | null, batch: Model[]): void => {
    records.apply({ feed: feed === null ? null : { name: feed, pass: 0 }, upsert: batch })
    count += batch.length
    waiting.set(feed, [])
  }
  for (const { feed, model } of models) {
    const batch = waiting.get(feed) ?? []
    batch.push(model)
    waiting.set(feed, batch)
    if (batch.length >= BATCH) write(feed, batch)
  }
  for (const [feed, batch] of waiting) if (batch.length > 0) write(feed, batch)
  return count
}

function* flatten<T>(batches: Iterable<readonly T[]>): Generator<T, void> {
  for (const batch of batches) yield* batch
}
