/** Remembers what recent queries found: the pages that follow, and the way back, cost almost nothing. */
import type { CatalogPage, CatalogQuery } from '#contract/catalog'
import { cutPage, findAnswer, type Answer, type QueryContext } from './query/run.ts'

const MOST_ANSWERS = 12
const DAY_MS = 86_400_000

export interface Answers {
  page(query: CatalogQuery, context: QueryContext): CatalogPage
  clear(): void
}

export function createAnswers(): Answers {
  const known = new Map<string, Answer>()
  return {
    page(query, context) {
      const { text, filters, show, whatIf } = query
      const ranked = query.sort === 'relevance'
      const day = Math.floor(context.now / DAY_MS)
      const name = JSON.stringify([text, filters, show, whatIf, ranked, day])
      const before = known.get(name)
      const answer = before && (before.facets || !query.facets) ? before : findAnswer(query, context)
      known.delete(name)
      known.set(name, answer)
      for (const old of known.keys()) if (known.size > MOST_ANSWERS) known.delete(old)
      return cutPage(query, query.facets ? answer : { ...answer, facets: null, hidden: null }, context)
    },
    clear: () => known.clear(),
  }
}
