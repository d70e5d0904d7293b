/** Answers a query from the columns. */
import type { CatalogPage, CatalogQuery, QueryNote, SortName } from '#contract/catalog'
import { bitsFor, countBits, intersect, keepBits, setBit, subtract, type Bits } from '../index/bits.ts'
import type { Dictionaries } from '../index/dictionaries.ts'
import { readStrings } from '../index/row-strings.ts'
import type { Segment } from '../index/segment.ts'
import { wholeTally } from '../index/tally.ts'
import { hashText, sameName } from '../index/tokens.ts'
import type { MachineView } from '../index/verdicts.ts'
import { cardOf } from './cards.ts'
import { passClasses } from './class-pass.ts'
import { compile, type Compiled } from './compile.ts'
import { countRows, type Counts } from './count.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { facetLists, hiddenCounts } from './facets.ts'
import { matchTerms, removeNegated, resolveTerm, rowsWithWords, type ResolvedTerm } from './match-text.ts'
import { orderBy } from './order-by.ts'
import { rankTiers, takePage, type Hits } from './page.ts'
import { keepHopeful, keepWithin } from './keep-within.ts'
import { parseText } from './parse.ts'

export interface QueryContext {
  readonly segments: readonly Segment[]
  readonly dictionaries: Dictionaries
  readonly view: MachineView
  readonly generation: number
  readonly now: number
}

/** What a query found, before it is cut into pages. Kept for the pages that follow. */
export interface Answer {
  readonly parts: readonly { readonly segment: Segment; readonly tiers: readonly Bits[] }[]
  readonly total: number
  readonly facets: CatalogPage['facets']
  readonly hidden: CatalogPage['hidden']
  readonly notes: readonly QueryNote[]
}

export function findAnswer(query: CatalogQuery, context: QueryContext): Answer {
  const { segments, dictionaries, view } = context
  const parsed = parseText(query.text)
  const compiled = compile(query, parsed, context)
  const notes = [...parsed.notes, ...compiled.notes]
  const terms = parsed.terms.map((term) => {
    const { resolved, notes: more } = resolveTerm(segments, term)
    notes.push(...more)
    return resolved
  })
  // Views first: they may add classes, and the tables below must cover them all.
  const views = segments.map((segment) => view.of(segment))
  const pass = passClasses(view.classes, dictionaries, compiled)
  const found = segments.map((segment, at) => {
    const { viewClass } = views[at]!
    return findCandidates(segment, at, { terms, compiled, hopeful: { viewClass, pass } })
  })
  const few = areFew(segments, found)
  const counts = createCounts(context, few)
  const parts = segments.map((segment, at) => {
    const { candidates, match } = found[at]!
    const hits = countRows({
      segment,
      view: views[at]!,
      candidates,
      pass,
      facets: compiled.facets,
      counts,
      few,
    })
    const ranked = match && query.sort === 'relevance'
    return { segment, tiers: ranked ? rankTiers(hits, exactNames(segment, parsed.plain), match) : [hits] }
  })
  const tallying = { counts, pass, view, dictionaries, compiled }
  return {
    parts,
    total: counts.total,
    facets: query.facets ? facetLists(tallying) : null,
    hidden: query.facets ? hiddenCounts(counts, pass) : null,
    notes,
  }
}

const FEW = 8

/** Few enough that most of what there is to count will not be met. */
function areFew(segments: readonly Segment[], found: readonly { readonly candidates: Bits }[]): boolean {
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0)
  return found.reduce((sum, { candidates }) => sum + countBits(candidates), 0) * FEW < rows
}

const createCounts = ({ dictionaries: d, view }: QueryContext, few: boolean): Counts => ({
  total: 0,
  byClass: new Uint32Array(view.classes.modelClass.length),
  quantization: new Uint32Array(d.quantizationSet.size),
  language: new Uint32Array(d.languageSet.size),
  baseModel: few
    ? d.tallies.sets.emptied(d.baseModelSet.size)
    : wholeTally(new Uint32Array(d.baseModelSet.size)),
})

interface Wanted {
  readonly terms: readonly ResolvedTerm[]
  readonly compiled: Compiled
  readonly hopeful: { readonly viewClass: Uint32Array; readonly pass: Int8Array }
}

function findCandidates(segment: Segment, at: number, { terms, compiled, hopeful }: Wanted) {
  const match = matchTerms(segment, at, terms)
  const candidates = match ? match.anywhere.slice() : segment.alive.slice()
  if (match) intersect(candidates, segment.alive)
  removeNegated(candidates, segment, at, terms)
  for (const tag of compiled.tags) {
    const rows = rowsWithWords(segment, tag.words)
    if (tag.negated) subtract(candidates, rows)
    else intersect(candidates, rows)
  }
  const { author } = compiled
  if (author) keepBits(candidates, (row) => author[segment.author[row]!] === 1)
  // Figures are looked up only of rows that could still count for something.
  if (compiled.limits.length > 0) keepHopeful(candidates, hopeful)
  for (const limit of compiled.limits) keepWithin(candidates, segment, limit)
  return { candidates, match }
}

/** Rows whose name, or id, is the text in full. */
function exactNames(segment: Segment, plain: string): Bits {
  const bits = bitsFor(segment.rows)
  const { hash, row } = segment.exact
  const wanted = hashText(plain)
  let low = 0
  let high = hash.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (hash[middle]! < wanted) low = middle + 1
    else high = middle
  }
  for (let at = low; at < hash.length && hash[at] === wanted; at++) {
    const { name, sourceId } = readStrings(segment, row[at]!)
    if (sameName(name) === plain || sameName(sourceId) === plain) setBit(bits, row[at]!)
  }
  return bits
}

const ascendingByNature: Readonly<Partial<Record<SortName, boolean>>> = { size: true }

export function cutPage(query: CatalogQuery, answer: Answer, context: QueryContext): CatalogPage {
  const { sort, skip, limit } = query
  const ascending = query.direction ? query.direction === 'asc' : (ascendingByNature[sort] ?? false)
  const cursor = query.cursor === null ? null : readCursor(query.cursor, { sort, ascending })
  const hits: Hits[] = answer.parts.map(({ segment, tiers }) => ({
    segment,
    tiers,
    order: orderBy(segment, sort, context.view),
  }))
  const after = cursor && { tier: cursor.tier, place: cursor }
  const found = takePage(hits, { after, skip, limit: limit + 1, ascending })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const { generation } = context
  return {
    generation,
    changedSincePageOne: cursor !== null && cursor.generation !== generation,
    total: answer.total,
    items: shown.map(({ segment, row }) => cardOf(segment, row, context)),
    next:
      last && found.length > limit
        ? writeCursor({
            generation: cursor?.generation ?? generation,
            sort,
            ascending,
            tier: last.tier,
            ...last.place,
          })
        : null,
    facets: answer.facets,
    hidden: answer.hidden,
    notes: [...answer.notes],
  }
}
