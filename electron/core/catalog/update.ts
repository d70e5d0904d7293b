/** What follows from what is known: read, worked out and written with no other update in between. */
import type { Model } from '#domain/model'
import type { Batch, CatalogStore } from './catalog-api.ts'

/** One after another: a list and a model's own page that come in together would else undo each other. */
export function createUpdate({
  getModels,
  apply,
}: Pick<CatalogStore, 'getModels' | 'apply'>): CatalogStore['update'] {
  let last: Promise<unknown> = Promise.resolve()
  return (ids, change) => {
    const mine = last.then(async (): Promise<Batch> => {
      const known = await getModels(ids)
      const batch = change(new Map(known.map((model): [string, Model] => [model.id, model])))
      await apply(batch)
      return batch
    })
    last = mine.catch(() => {})
    return mine
  }
}
