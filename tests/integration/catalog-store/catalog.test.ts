import { expect, it } from 'vitest'
import { eightWorkers, feed, machineWith, openCatalog } from '../../helpers/catalog.ts'
import { realModels } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const machine = { workers: eightWorkers(), hardware: machineWith(12 * 1024) }

it('shows only what runs here, answers from a thread, and opens again at once', async () => {
  using dir = tempDir()
  const models = realModels()
  const first = openCatalog(dir.path)
  await first.setMachine(machine)
  await first.apply(feed('a', 1, models))
  await first.refresh()
  const page = await first.query({ text: 'llama', limit: 20 })
  expect(page.total).toBeGreaterThan(5)
  for (const { verdict } of page.items) expect(['high', 'medium']).toContain(verdict.confidence)
  const all = await first.query({
    show: { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true },
  })
  expect(all.total).toBe(models.length)
  expect(first.state()).toMatchObject({ phase: 'ready', models: models.length, notices: [] })
  await first.dispose()

  await using second = openCatalog(dir.path)
  await second.setMachine(machine)
  const again = await second.query({ text: 'llama', limit: 20 })
  expect(again).toEqual({ ...page, generation: again.generation, next: again.next })
})
