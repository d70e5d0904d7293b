/** Columns over a real database in a temporary folder, without a thread. */
import { CatalogQuery, type CatalogPage, type CatalogQueryInput } from '#contract/catalog'
import { createCatalogRules } from '#core/catalog/rules'
import { buildBase, buildPatch, type Sent } from '#core/catalog/index/build'
import { firstOf, nextColumns, type Columns } from '#core/catalog/index/columns'
import { createMachineView } from '#core/catalog/index/verdicts'
import { cutPage, findAnswer } from '#core/catalog/query/run'
import { openStore } from '#core/catalog/store/open'
import type { Records } from '#core/catalog/store/records'
import { loadFamilies } from '#core/workers/families'
import { NOW, type Known } from './reference.ts'
import type { Machine } from './reference-choice.ts'

export const rules = createCatalogRules(loadFamilies())

export function openRecords(dir: string) {
  const { db, records } = openStore(dir)
  return { records, [Symbol.dispose]: () => db.close() }
}

export interface Built extends Columns {
  readonly sent: Sent
}

export function build(records: Records): Built {
  const steps = buildBase(records, rules)
  for (;;) {
    const step = steps.next()
    if (!step.done) continue
    const { flat, generation } = step.value
    return { ...firstOf(flat), sent: { baseRows: flat.rows, generation, patches: [] } }
  }
}

export function patch(built: Built, records: Records): Built {
  const made = buildPatch(built.sent, records, rules)
  if (!made) return built
  const { columns, bury } = nextColumns(built, made.change)
  bury()
  return { ...columns, sent: made.sent }
}

export function asker(
  columns: Columns,
  machine: Machine,
  generation = 1,
): (query: CatalogQueryInput) => CatalogPage {
  const view = createMachineView(machine, { dictionaries: columns.dictionaries, rules })
  const context = { ...columns, generation, view, now: NOW }
  return (input) => {
    const query = CatalogQuery.parse(input)
    return cutPage(query, findAnswer(query, context), context)
  }
}

export const known = (records: Records): Known[] => records.read(0, 1_000_000)

/** All pages of a query, one after the other. */
export function allPages(ask: (query: CatalogQueryInput) => CatalogPage, query: CatalogQueryInput): string[] {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: CatalogPage = ask({ ...query, cursor, facets: false })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null)
  return ids
}
