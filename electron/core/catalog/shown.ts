/** What queries see: the columns, and the verdicts over them. */
import type { CatalogPage, CatalogQuery } from '#contract/catalog'
import type { WorkerFamily } from '#domain/worker-family'
import { createAnswers } from './answers.ts'
import type { Machine } from './catalog-api.ts'
import { countModels, type Columns } from './index/columns.ts'
import type { CatalogRules } from './index/judge-port.ts'
import { createViews } from './views.ts'

export interface Shown {
  columns(): Columns | null
  show(next: Columns): void
  setMachine(machine: Machine): void
  query(query: CatalogQuery): CatalogPage
  /** Rises whenever an answer may differ from before; `null` until there is something to ask. */
  generation(): number | null
  models(): number
}

export interface ShownDeps {
  readonly rules: CatalogRules
  readonly families: readonly WorkerFamily[]
  readonly now: () => number
}

export function createShown({ rules, families, now }: ShownDeps): Shown {
  const views = createViews({ rules, families })
  const answers = createAnswers()
  let columns: Columns | null = null
  let generation = 0
  let machineKnown = false
  /** Now, and not when the next query waits for it. */
  const judge = (): void => {
    generation++
    answers.clear()
    if (!columns || !machineKnown) return
    const view = views.get(null)
    for (const segment of columns.segments) view.of(segment)
  }
  return {
    columns: () => columns,
    show(next) {
      columns = next
      views.setDictionaries(next.dictionaries)
      judge()
    },
    setMachine(machine) {
      views.setMachine(machine)
      machineKnown = true
      judge()
    },
    query(query) {
      if (!columns) throw new Error('the catalog is still opening')
      return answers.page(query, { ...columns, generation, view: views.get(query.whatIf), now: now() })
    },
    generation: () => (columns ? generation : null),
    models: () => (columns ? countModels(columns) : 0),
  }
}
