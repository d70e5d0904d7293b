import type { CatalogPage, CatalogQueryInput, ModelCard } from '#contract/catalog'
import type { Api } from '../../../api/api.ts'
import type { CellReader } from '../cells.ts'
import type { Matrix } from './text.ts'

interface Reading {
  readonly api: Api
  readonly query: CatalogQueryInput
  readonly read: CellReader['read']
  readonly most: number
  readonly onProgress: (rows: number) => void
}

const pageSize = 100

/** Every row of the filter up to a bound, page by page. */
export async function readAll({ api, query, read, most, onProgress }: Reading): Promise<Matrix['rows']> {
  const rows: { model: ModelCard; cells: Awaited<ReturnType<CellReader['read']>> }[] = []
  let cursor: string | null = null
  do {
    const limit = Math.min(pageSize, most - rows.length)
    const page: CatalogPage = await api.call('catalog.query', { ...query, cursor, limit, facets: false })
    rows.push(
      ...(await Promise.all(page.items.map(async (model) => ({ model, cells: await read(model.id) })))),
    )
    onProgress(rows.length)
    cursor = page.next
  } while (cursor !== null && rows.length < most)
  return rows
}
