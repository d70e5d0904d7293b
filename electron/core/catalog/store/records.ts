/** The truth on disk: one row a model, written in whole batches. */
import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import type { Model } from '#domain/model'
import type { Batch } from '../catalog-api.ts'
import { checked, decode, type KeyedModel, type KeyedRecord } from './database-row.ts'

export interface Records {
  generation(): number
  count(): number
  apply(batch: Batch): { readonly generation: number; readonly changed: number }
  endPass(feed: { readonly name: string; readonly pass: number }): number
  readState(prefix: string): Record<string, string>
  get(ids: readonly string[]): Model[]
  /** In key order; ask again from the last key on. */
  read(afterKey: number, limit: number): KeyedModel[]
  changedSince(generation: number): { readonly models: KeyedModel[]; readonly withdrawn: number[] }
  /** As they lie on disk. */
  recordsSince(generation: number): KeyedRecord[]
  countChangedSince(generation: number): number
  /** Once nobody is behind that generation any more. */
  forgetWithdrawn(upTo: number): void
}

const GENERATION = 'catalog.generation'

export function createRecords(db: DatabaseSync): Records {
  const sql = statements(db)
  const generation = (): number => Number((sql.state.get(GENERATION)?.['value'] as string | undefined) ?? 0)

  return {
    generation,
    count: () => Number(sql.count.get()?.['n'] ?? 0),
    apply: (batch) =>
      transaction(db, () => {
        const next = generation() + 1
        let changed = 0
        for (const model of batch.upsert) changed += upsert(sql, { model, feed: batch.feed, next }) ? 1 : 0
        for (const id of batch.remove ?? []) changed += withdraw(sql, sql.keyOf.all(id), next)
        for (const [name, value] of Object.entries(batch.state ?? {})) writeState(sql, name, value)
        if (changed === 0) return { generation: next - 1, changed }
        writeState(sql, GENERATION, String(next))
        return { generation: next, changed }
      }),
    endPass: ({ name, pass }) =>
      transaction(db, () => {
        const next = generation() + 1
        const gone = withdraw(sql, sql.unseen.all(name, pass), next)
        if (gone > 0) writeState(sql, GENERATION, String(next))
        return gone
      }),
    readState: (prefix) =>
      Object.fromEntries(
        sql.stateLike
          .all(prefix, `${prefix}\u{10ffff}`)
          .map((row) => [row['name'] as string, row['value'] as string]),
      ),
    get: (ids) =>
      ids.flatMap((id) => {
        const row = sql.byId.get(id)
        return row ? [decode(row).model] : []
      }),
    read: (afterKey, limit) => sql.after.all(afterKey, limit).map(decode),
    changedSince: (since) => ({
      models: sql.changed.all(since).map(decode),
      withdrawn: sql.withdrawn.all(since).map((row) => row['key'] as number),
    }),
    recordsSince: (since) => sql.changed.all(since).map(checked),
    forgetWithdrawn: (upTo) => void sql.forgetWithdrawn.run(upTo),
    countChangedSince: (since) => Number(sql.countChanged.get(since, since)?.['n'] ?? 0),
  }
}

type Statements = ReturnType<typeof statements>

const statements = (db: DatabaseSync) => ({
  count: db.prepare('SELECT count(*) AS n FROM models'),
  state: db.prepare('SELECT value FROM state WHERE name = ?'),
  stateLike: db.prepare('SELECT name, value FROM state WHERE name >= ? AND name < ?'),
  setState: db.prepare('INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)'),
  dropState: db.prepare('DELETE FROM state WHERE name = ?'),
  byId: db.prepare('SELECT key, feed, crc, record FROM models WHERE id = ?'),
  known: db.prepare('SELECT key, crc, record, feed, pass FROM models WHERE id = ?'),
  keyOf: db.prepare('SELECT key FROM models WHERE id = ?'),
  unseen: db.prepare('SELECT key FROM models WHERE feed = ? AND pass < ?'),
  after: db.prepare('SELECT key, feed, crc, record FROM models WHERE key > ? ORDER BY key LIMIT ?'),
  // Left to itself, SQLite reads the whole table in the order of its keys.
  changed: db.prepare(
    'SELECT key, feed, crc, record FROM models INDEXED BY models_by_generation WHERE generation > ? ORDER BY key',
  ),
  withdrawn: db.prepare('SELECT key FROM withdrawn WHERE generation > ?'),
  countChanged: db.prepare(
    'SELECT (SELECT count(*) FROM models WHERE generation > ?) + (SELECT count(*) FROM withdrawn WHERE generation > ?) AS n',
  ),
  insert: db.prepare(
    'INSERT INTO models (id, feed, pass, generation, crc, record) VALUES (?, ?, ?, ?, ?, ?)',
  ),
  update: db.prepare(
    'UPDATE models SET feed = ?, pass = ?, generation = ?, crc = ?, record = ? WHERE key = ?',
  ),
  touch: db.prepare('UPDATE models SET feed = ?, pass = ? WHERE key = ?'),
  delete: db.prepare('DELETE FROM models WHERE key = ?'),
  forgetWithdrawn: db.prepare('DELETE FROM withdrawn WHERE generation <= ?'),
  markWithdrawn: db.prepare('INSERT OR REPLACE INTO withdrawn (key, generation) VALUES (?, ?)'),
})

interface Upsert {
  readonly model: Model
  readonly feed: Batch['feed']
  readonly next: number
}

/** False where the record is what we had: then nothing downstream needs to know. */
function upsert(sql: Statements, { model, feed, next }: Upsert): boolean {
  const record = JSON.stringify(model)
  const crc = crc32(record)
  const known = sql.known.get(model.id)
  if (!known) {
    sql.insert.run(model.id, feed?.name ?? null, feed?.pass ?? 0, next, crc, record)
    return true
  }
  const key = known['key'] as number
  const name = feed?.name ?? (known['feed'] as string | null)
  const pass = feed?.pass ?? (known['pass'] as number)
  if (known['crc'] === crc && known['record'] === record) {
    if (feed) sql.touch.run(name, pass, key)
    return false
  }
  sql.update.run(name, pass, next, crc, record, key)
  return true
}

function withdraw(sql: Statements, rows: readonly Record<string, unknown>[], next: number): number {
  for (const row of rows) {
    const key = row['key'] as number
    sql.delete.run(key)
    sql.markWithdrawn.run(key, next)
  }
  return rows.length
}

function writeState(sql: Statements, name: string, value: string | null): void {
  if (value === null) sql.dropState.run(name)
  else sql.setState.run(name, value)
}

function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
