/**
 * A long result, of which only what is looked at is held. The catalog pages by cursor, so a far jump walks there page
 * by page, and pages far from the eye are let go again.
 */
import type { CatalogPage, ModelCard } from '#contract/catalog'
import { createPages } from './pages.ts'

export const pageSize = 100

export type FetchPage = (cursor: string, signal: AbortSignal) => Promise<CatalogPage>

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

  const go = async (signal: AbortSignal): Promise<void> => {
    const step = pages.nextStep()
    if (step === null || signal.aborted) return
    pages.add(step.page, await fetchPage(step.cursor, signal))
    version += 1
    for (const listener of listeners) listener()
    await go(signal)
  }
  const start = async (): Promise<void> => {
    const mine = new AbortController()
    walk = mine
    try {
      await go(mine.signal)
    } catch (error) {
      if (!mine.signal.aborted) onError(error)
    } finally {
      if (walk === mine) walk = null
    }
  }
  return {
    total: first.total,
    at: (index) => pages.at(index) ?? standIn?.at(index),
    look(from, to) {
      pages.want(from, to)
      if (walk === null) void start()
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
