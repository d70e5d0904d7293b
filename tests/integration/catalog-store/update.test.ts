import { expect, it } from 'vitest'
import { carryOver } from '#core/catalog/sync/carry-over'
import type { Model } from '#domain/model'
import { openCatalog } from '../../helpers/catalog.ts'
import { realModels } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const sample = realModels()[0]!
const bare: Model = { ...sample, contextLength: null, trending: null }

it('what a list and a model’s own page tell at the same time is kept of both', async () => {
  using dir = tempDir()
  await using catalog = openCatalog(dir.path)
  await catalog.apply({ feed: null, upsert: [bare] })
  const tell = (told: Partial<Model>) =>
    catalog.update([bare.id], (known) => ({
      feed: null,
      upsert: [carryOver({ ...bare, ...told }, known.get(bare.id), null)],
    }))
  await Promise.all([tell({ contextLength: 4096 }), tell({ trending: 7 }), tell({})])
  expect(await catalog.getModels([bare.id])).toMatchObject([{ contextLength: 4096, trending: 7 }])
})

it('one that fails does not hold up the next', async () => {
  using dir = tempDir()
  await using catalog = openCatalog(dir.path)
  const failing = catalog.update([bare.id], () => {
    throw new Error('nothing follows')
  })
  const next = catalog.update([bare.id], () => ({ feed: null, upsert: [bare] }))
  await expect(failing).rejects.toThrow('nothing follows')
  expect((await next).upsert).toHaveLength(1)
})
