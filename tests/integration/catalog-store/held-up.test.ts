/** Whatever else the catalog does, a query does not wait for it. */
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { eightWorkers, feed, machineWith, openCatalog } from '../../helpers/catalog.ts'
import { similarModels } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const workers = eightWorkers()
const LIMIT_MS = 30

/** How long queries take while the work goes on, and the same without any. */
async function queriesDuring(
  catalog: ReturnType<typeof openCatalog>,
  work: () => Promise<unknown>,
): Promise<{ readonly p95: number; readonly asked: number }> {
  const end = new AbortController()
  const working = work().finally(() => end.abort())
  const times: number[] = []
  while (!end.signal.aborted) {
    const start = performance.now()
    // No text twice: what is remembered costs nothing.
    await catalog.query({ text: 'llama', filters: { updatedWithinDays: 20_000 + times.length } })
    times.push(performance.now() - start)
    await delay(5)
  }
  await working
  const sorted = times.toSorted((a, b) => a - b)
  return { p95: sorted[Math.floor(sorted.length * 0.95)]!, asked: times.length }
}

it('not for a sync, for columns built anew, nor for another machine', { timeout: 120_000 }, async () => {
  using dir = tempDir()
  await using catalog = openCatalog(dir.path, { checkAfterMs: 1000 })
  await catalog.setMachine({ workers, hardware: machineWith(12 * 1024) })
  const models = [...similarModels(9000)]
  await catalog.apply(feed('a', 1, models.slice(0, 1000)))
  await catalog.refresh()
  const idle = await queriesDuring(catalog, () => delay(1500))
  const limitMs = Math.max(LIMIT_MS, 10 * idle.p95)

  const sync = await queriesDuring(catalog, async () => {
    for (let from = 1000; from < models.length; from += 1000)
      await catalog.apply(feed('a', 1, models.slice(from, from + 1000)))
    await catalog.refresh()
  })
  expect(sync.asked).toBeGreaterThan(10)
  expect(sync.p95).toBeLessThan(limitMs)

  const rebuild = await queriesDuring(catalog, async () => {
    await catalog.handlers['catalog.rebuild'](undefined, { signal: new AbortController().signal })
    await catalog.refresh()
  })
  expect(rebuild.p95).toBeLessThan(limitMs)

  const judging = await queriesDuring(catalog, async () => {
    for (let turn = 0; turn < 20; turn++)
      await catalog.setMachine({ workers, hardware: machineWith((turn + 1) * 2048) })
  })
  expect(judging.p95).toBeLessThan(limitMs)
})
