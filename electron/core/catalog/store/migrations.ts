import type { DatabaseSync } from 'node:sqlite'

/** Each entry takes the file from its index to the next `user_version`. Entries are never edited, only added. */
const migrations: readonly string[] = [
  `CREATE TABLE models (
     -- Never used twice: pages of results continue after a key.
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     feed TEXT,
     pass INTEGER NOT NULL DEFAULT 0,
     generation INTEGER NOT NULL,
     -- SQLite does not notice a changed byte inside a value; this does.
     crc INTEGER NOT NULL,
     record TEXT NOT NULL
   );
   CREATE INDEX models_by_generation ON models (generation);
   CREATE INDEX models_by_feed ON models (feed, pass);
   CREATE TABLE withdrawn (key INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
   CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;`,
]

export const SCHEMA_VERSION = migrations.length

/** A file from a newer version of the app: not damaged, but not ours to touch. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'
}

export function migrate(db: DatabaseSync): void {
  const version = userVersion(db)
  if (version > SCHEMA_VERSION) throw new NewerSchemaError(`the catalog file has version ${version}`)
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}

const userVersion = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
