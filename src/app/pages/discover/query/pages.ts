import type { CatalogPage, ModelCard } from '#contract/catalog'

const keptPages = 40

/** A page is asked for by the cursor of the one before it, where that is known, else by how far it lies. */
export type PageStart = { readonly cursor: string } | { readonly skip: number }

/** The pages of one result that are held, and which are missing. */
export function createPages(first: CatalogPage) {
  const size = Math.max(1, first.items.length)
  const pages = new Map<number, readonly ModelCard[]>([[0, first.items]])
  const cursors = new Map<number, string | null>([[1, first.next]])
  let seen = 0
  let sight = { first: 0, last: 0 }
  /** Which way the eye moves; nothing is fetched ahead before it does. */
  let direction = 0

  const letGo = (): void => {
    const middle = (sight.first + sight.last) / 2
    const far = [...pages.keys()].toSorted((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
    for (const page of far.slice(0, Math.max(0, pages.size - keptPages))) if (page !== 0) pages.delete(page)
  }
  /** What is in sight, then what comes next. */
  const missing = (): number | null => {
    for (let page = sight.first; page <= sight.last; page++) if (!pages.has(page)) return page
    const next = direction < 0 ? sight.first - 1 : sight.last + direction
    return next < 0 || next * size >= first.total || pages.has(next) ? null : next
  }
  return {
    at: (index: number): ModelCard | undefined => pages.get(Math.floor(index / size))?.[index % size],
    want(from: number, to: number): void {
      const last = Math.min(to, first.total - 1)
      const next = { first: Math.floor(from / size), last: Math.floor(last / size) }
      if (from !== seen) direction = Math.sign(from - seen)
      seen = from
      sight = next
    },
    /** What to ask for next. */
    nextStep(): { readonly page: number; readonly start: PageStart } | null {
      const page = missing()
      if (page === null) return null
      const cursor = cursors.get(page)
      return { page, start: cursor == null ? { skip: page * size } : { cursor } }
    },
    add(page: number, { items, next }: CatalogPage): void {
      pages.set(page, items)
      cursors.set(page + 1, next)
      letGo()
    },
  }
}
