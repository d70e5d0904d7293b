/**
 * A long result, of which only what is looked at is held, and the page that comes next. One page is asked for at a
 * time, whichever is in sight by then: a long drag asks for little that nobody waits for.
 */
import type { CatalogPage, ModelCard } from '#contract/catalog'
import { createPages, type PageStart } from './pages.ts'

/** A screenful and some: what is typed waits for no more. */
export const pageSize = 50

export type FetchPage = (start: PageStart, signal: AbortSignal) => Promise<CatalogPage>

export interface Rows {
  readonly total: number
  readonly at: (index: number) => ModelCard | undefined
  /** Says which rows are in sight; what is missing of them is fetched. */
  readonly look: (first: number, last: number) => void
  readonly subscribe: (listener: () => void) => () => void
  /** Rises with every page that arrived. */
  readonly version: () => number
  /** Lets go of the rows that stood in. */
  readonly forget: () => void
  /** Stops what is under way; looking again starts anew. */
  readonly stop: () => void
}

interface Deps {
  readonly first: CatalogPage
  readonly fetchPage: FetchPage
  /** The same query before the catalog changed: its rows stand in until the new ones are here. */
  readonly before: Rows | null
  readonly onError: (error: unknown) => void
}

export function createRows({ first, fetchPage, before, onError }: Deps): Rows {
  const pages = createPages(first)
  const listeners = new Set<() => void>()
  let standIn = before
  before?.forget()
  let walk: AbortController | null = null
  let version = 0

  const go = async (mine: AbortController): Promise<void> => {
    const step = mine.signal.aborted ? null : pages.nextStep()
    if (step === null) return end(mine)
    pages.add(step.page, await fetchPage(step.start, mine.signal))
    version += 1
    for (const listener of listeners) listener()
    await go(mine)
  }
  const end = (mine: AbortController): void => {
    if (walk === mine) walk = null
  }
  const start = (): void => {
    const mine = new AbortController()
    walk = mine
    go(mine).catch((error: unknown) => {
      end(mine)
      if (!mine.signal.aborted) onError(error)
    })
  }
  return {
    total: first.total,
    at: (index) => pages.at(index) ?? standIn?.at(index),
    look(from, to) {
      pages.want(from, to)
      if (walk === null || walk.signal.aborted) start()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    version: () => version,
    forget() {
      standIn = null
    },
    stop: () => walk?.abort(),
  }
}
