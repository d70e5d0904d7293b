/** What queries see: the columns, and the verdicts over them. Changes are prepared aside, while queries see the old. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { CatalogPage, CatalogQuery } from '#contract/catalog'
import type { WorkerFamily } from '#domain/worker-family'
import { createAnswers } from './answers.ts'
import type { Machine } from './catalog-api.ts'
import { countModels, nextColumns, type Columns, type ColumnsChange } from './index/columns.ts'
import type { CatalogRules } from './index/judge-port.ts'
import type { MachineView } from './index/verdicts.ts'
import { createViews, type Views } from './views.ts'

export interface Shown {
  show(change: ColumnsChange): Promise<void>
  setMachine(machine: Machine): Promise<void>
  /** Waits only for the very first columns, and for the verdicts of a machine that is wondered about. */
  query(query: CatalogQuery): Promise<CatalogPage>
}

export interface ShownDeps {
  readonly rules: CatalogRules
  readonly families: readonly WorkerFamily[]
  readonly onShown: (state: ShownState) => void
  readonly now: () => number
}

export interface ShownState {
  /** Rises whenever an answer may differ from before. */
  readonly generation: number
  readonly models: number
}

interface Current {
  readonly columns: Columns
  readonly views: Views
}

export function createShown({ rules, families, onShown, now }: ShownDeps): Shown {
  const answers = createAnswers()
  const first = Promise.withResolvers<void>()
  const oneByOne = createLine()
  let machine: Machine | null = null
  let current: Current | null = null
  let generation = 0

  /** Judged before anybody can ask; but not for a machine that nobody has told yet. */
  const judged = async (next: Current): Promise<Current> => {
    if (machine) await inSlices(judging(next, next.views.get(null)))
    return next
  }
  const become = (next: Current): void => {
    current = next
    generation++
    answers.clear()
    onShown({ generation, models: countModels(next.columns) })
    first.resolve()
  }
  const viewsOver = ({ dictionaries }: Columns): Views =>
    createViews({ machine, dictionaries, rules, families })

  return {
    show: (change) =>
      oneByOne(async () => {
        const { columns, bury } = nextColumns(current?.columns ?? null, change)
        const views = current && !change.base ? current.views : viewsOver(columns)
        const next = await judged({ columns, views })
        bury()
        become(next)
      }),
    setMachine: (told) =>
      oneByOne(async () => {
        machine = told
        if (current) become(await judged({ columns: current.columns, views: viewsOver(current.columns) }))
      }),
    async query(query) {
      await first.promise
      for (;;) {
        const seen = current!
        const view = seen.views.get(query.whatIf)
        await inSlices(judging(seen, view))
        if (seen === current) return answers.page(query, { ...seen.columns, generation, view, now: now() })
      }
    },
  }
}

function* judging({ columns }: Current, view: MachineView): Generator<void, void> {
  for (const segment of columns.segments) yield* view.judge(segment)
}

const SLICE_MS = 3

/** Does not wait at all where there is nothing to do. */
async function inSlices(work: Generator<void, void>): Promise<void> {
  for (let end = performance.now() + SLICE_MS; !work.next().done;) {
    if (performance.now() < end) continue
    await breathe()
    end = performance.now() + SLICE_MS
  }
}

/** One after the other, in the order in which they were asked for. */
function createLine(): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => {})
    return done
  }
}
