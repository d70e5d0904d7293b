/** What of a typed search the hubs understand themselves. The rest is ours to filter by. Pure. */
import type { FacetName } from '#contract/catalog'
import { parseText, type Condition } from '../query/parse.ts'
import type { HubQuestion } from '../sources/source.ts'

/** Null: nothing is left that a hub could search for. */
export function hubQuestion(text: string): HubQuestion | null {
  const { terms, conditions } = parseText(text)
  const words = terms
    .filter(({ negated }) => !negated)
    .map(({ part }) => part.replaceAll('"', '').trim())
    .join(' ')
  const wanted = conditions.flatMap((one) => (one.kind === 'values' && !one.negated ? [one] : []))
  const authors = wanted.flatMap(({ target, values }) => (target.kind === 'author' ? values : []))
  // The hubs know one author at a time; of several they would show none.
  const author = authors.length === 1 ? (authors[0] ?? null) : null
  if (words === '' && author === null) return null
  return { words, author, types: valuesOf(wanted, 'type'), baseModels: valuesOf(wanted, 'baseModel') }
}

type Values = Extract<Condition, { kind: 'values' }>

const valuesOf = (wanted: readonly Values[], facet: FacetName): readonly string[] =>
  wanted.flatMap(({ target, values }) => (target.kind === 'facet' && target.facet === facet ? values : []))
