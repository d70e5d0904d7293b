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

it('starts its thread again when it dies, and goes on with what it knew', async () => {
  using dir = tempDir()
  await using catalog = openCatalog(dir.path, { threadUrl: new URL('dying-thread.ts', import.meta.url) })
  await catalog.setMachine(machine)
  await catalog.apply(feed('a', 1, realModels().slice(0, 300)))
  await catalog.refresh()
  const before = await catalog.query({})
  expect(before.total).toBeGreaterThan(0)
  const deadly = catalog.getModels(['huggingface:die/now'])
  const harmless = catalog.readState('')
  await expect(deadly).rejects.toThrow('exit code 7')
  await expect(harmless).rejects.toThrow('exit code 7')
  expect(catalog.state().notices.map(({ kind }) => kind)).toEqual(['restarted', 'restarted'])
  expect((await catalog.query({})).total).toBe(before.total)
  expect(catalog.state().phase).toBe('ready')
})
