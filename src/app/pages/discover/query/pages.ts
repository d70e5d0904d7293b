import type { CatalogPage, ModelCard } from '#contract/catalog'

const keptPages = 40

/** The pages of one result that are held, and the way from one to the next. */
export function createPages(first: CatalogPage) {
  const size = Math.max(1, first.items.length)
  const pages = new Map<number, readonly ModelCard[]>([[0, first.items]])
  /** The cursor that each page starts at, as far as the walk has come. */
  const cursors: (string | null)[] = [null, first.next]
  let wanted = { first: 0, last: 0 }

  const letGo = (): void => {
    const middle = (wanted.first + wanted.last) / 2
    const far = [...pages.keys()].toSorted((a, b) => Math.abs(b - middle) - Math.abs(a - middle))
    for (const page of far.slice(0, Math.max(0, pages.size - keptPages))) if (page !== 0) pages.delete(page)
  }
  const missing = (): number | null => {
    for (let page = wanted.first; page <= wanted.last; page++) if (!pages.has(page)) return page
    return null
  }
  return {
    at: (index: number): ModelCard | undefined => pages.get(Math.floor(index / size))?.[index % size],
    want(from: number, to: number): void {
      const last = Math.min(to, first.total - 1)
      wanted = { first: Math.floor(from / size), last: Math.floor(last / size) }
    },
    /** What to ask for next: the missing page, or the last one on the way to it whose cursor is known. */
    nextStep(): { readonly page: number; readonly cursor: string } | null {
      const goal = missing()
      if (goal === null) return null
      const page = Math.min(goal, cursors.length - 1)
      const cursor = cursors[page]
      return cursor == null ? null : { page, cursor }
    },
    add(page: number, { items, next }: CatalogPage): void {
      pages.set(page, items)
      cursors[page + 1] = next
      letGo()
    },
  }
}
