/** Reads the whole database once, looking for damage. Slow on purpose: it has a thread of its own. */
import { decode } from './database-row.ts'
import { isDamage, openForReading } from './database.ts'

/** What is wrong, or `null`. Trouble of another kind (no file, no rights, busy) says nothing about damage. */
export function findDamage(file: string): string | null {
  try {
    const db = openForReading(file)
    try {
      const [result] = db.prepare('PRAGMA integrity_check(1)').all()
      if (result?.['integrity_check'] !== 'ok') return String(result?.['integrity_check'])
      for (const row of db.prepare('SELECT key, feed, crc, record FROM models').iterate()) decode(row)
      return null
    } finally {
      db.close()
    }
  } catch (error) {
    return isDamage(error) ? String(error) : null
  }
}
