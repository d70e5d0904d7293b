/** Killed at any moment, the catalog has every batch whole or not at all. 200 times in `npm run test:faults`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { findDamage } from '#core/catalog/store/check'
import { readCopy } from '#core/catalog/store/copy'
import { openStore, storeFiles } from '#core/catalog/store/open'
import { createRandom } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url))
const KILLS = Number(process.env['CATALOG_KILLS'] ?? (import.meta.env.MODE === 'full' ? 200 : 8))

/** The last batch that the writer said was done before it was killed. */
async function writeUntilKilled(dir: string, from: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, dir, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let last = from
  const lines = createInterface(child.stdout)
  const reading = once(lines, 'close')
  await once(lines, 'line')
  lines.on('line', (line) => (last = Number(line)))
  await delay(afterMs)
  child.kill('SIGKILL')
  await Promise.all([ended, reading])
  expect(child.signalCode).toBe('SIGKILL')
  return last
}

it(
  `keeps every batch whole over ${KILLS} kills`,
  async () => {
    using dir = tempDir()
    const random = createRandom(Number(process.env['CATALOG_SEED'] ?? 5))
    let written = 0
    let uncopied = new Set<number | null>()
    for (let kill = 0; kill < KILLS; kill++) {
      const said = await writeUntilKilled(dir.path, written, random() * 120)
      const { db, records, recovery } = openStore(dir.path)
      const stored = Number(records.readState('batch')['batch'] ?? 0)
      const models = records.read(0, 1000).map(({ model }) => model)
      db.close()
      expect(recovery).toBeNull()
      expect(findDamage(storeFiles(dir.path).database)).toBeNull()
      expect(stored).toBeGreaterThanOrEqual(said)
      expect(stored).toBeLessThanOrEqual(said + 1)
      // Ten batches go once round the models: each model has the number of the last batch that held it, all 40 alike.
      const latest = Array.from({ length: Math.min(10, stored) }, (_, back) => stored - back)
      for (const batch of latest)
        expect(models.filter(({ downloads }) => downloads === batch)).toHaveLength(40)
      // The copy has what the database has, but for the batch under way; the next run that gets so far brings it up.
      const copied = new Map<string, number | null>()
      for (const block of readCopy(storeFiles(dir.path).copy))
        for (const { model } of block) copied.set(model.id, model.downloads)
      const behind = models.filter(({ id, downloads }) => copied.get(id) !== downloads)
      uncopied.add(stored)
      for (const { downloads } of behind) expect(uncopied).toContain(downloads)
      uncopied = new Set(behind.map(({ downloads }) => downloads))
      written = stored
    }
    console.log(`killed ${KILLS} times: ${written} batches written, none lost or halved`)
    expect(written).toBeGreaterThan(KILLS)
  },
  20_000 + KILLS * 3_000,
)
