/** Words typed to rows found, with how well they fit. */
import type { QueryNote } from '#contract/catalog'
import { bitsFor, intersect, setBit, subtract, unite, type Bits } from '../index/bits.ts'
import type { Segment, TextMatch } from '../index/segment.ts'
import { exactWord, wordsContaining, wordsWithPrefix, type Postings } from '../index/text-index.ts'
import { usesOf, wordsNear } from './fuzzy.ts'
import type { Term } from './parse.ts'

/** Which words of one segment's vocabulary a typed word stands for. */
type Words = readonly { readonly from: number; readonly to: number }[]

export interface ResolvedTerm {
  readonly term: Term
  /** Per segment: the words that the typed beginning stands for. */
  readonly beginnings: readonly Words[]
}

const MOST_CONTAINING = 2000
const MOST_NEAR = 40

/**
 * Beginnings of words first; where no segment knows one, the text inside words; then what was probably meant.
 * Decided over all segments at once, so that a row does not change its mind when it moves.
 */
export function resolveTerm(
  segments: readonly Segment[],
  term: Term,
): { resolved: ResolvedTerm; notes: QueryNote[] } {
  const { prefix } = term
  const resolve = (beginnings: readonly Words[], notes: QueryNote[] = []) => ({
    resolved: { term, beginnings },
    notes,
  })
  if (prefix === null) return resolve(segments.map(() => []))
  const asTyped = segments.map(({ text }) =>
    [wordsWithPrefix(text, prefix)].filter(({ from, to }) => to > from),
  )
  if (anyOf(asTyped) || prefix.length < 3) return resolve(asTyped)
  const inside = segments.map(({ text }) => wordsContaining(text, prefix, MOST_CONTAINING).map(single))
  if (anyOf(inside)) return resolve(inside)
  return resolveNear(segments, term, prefix, resolve)
}

function resolveNear<Result>(
  segments: readonly Segment[],
  term: Term,
  prefix: string,
  resolve: (beginnings: readonly Words[], notes: QueryNote[]) => Result,
): Result {
  const near = segments.flatMap((segment, at) =>
    wordsNear(segment.text, prefix).map((found) => ({
      ...found,
      at,
      uses: usesOf(segment.text, found.word),
    })),
  )
  const least = Math.min(...near.map(({ distance }) => distance))
  const best = near
    .filter(({ distance }) => distance === least)
    .toSorted((a, b) => b.uses - a.uses)
    .slice(0, MOST_NEAR)
  if (best.length === 0)
    return resolve(
      segments.map(() => []),
      [],
    )
  const used = [...new Set(best.map(({ text }) => text))].slice(0, 3)
  return resolve(
    segments.map((_, at) => best.filter((found) => found.at === at).map(({ word }) => single(word))),
    [{ kind: 'read-as', part: term.part, used }],
  )
}

const single = (word: number) => ({ from: word, to: word + 1 })
const anyOf = (lists: readonly Words[]): boolean => lists.some((list) => list.length > 0)

/** Null where nothing was asked for. */
export function matchTerms(segment: Segment, at: number, terms: readonly ResolvedTerm[]): TextMatch | null {
  const wanted = terms.filter(({ term }) => !term.negated)
  const [match, ...rest] = wanted.map((resolved) => matchTerm(segment, at, resolved))
  if (!match) return null
  const first = {
    anywhere: match.anywhere.slice(),
    inName: match.inName.slice(),
    wholeInName: match.wholeInName.slice(),
  }
  for (const next of rest) {
    intersect(first.anywhere, next.anywhere)
    intersect(first.inName, next.inName)
    intersect(first.wholeInName, next.wholeInName)
  }
  return first
}

export function removeNegated(
  from: Bits,
  segment: Segment,
  at: number,
  terms: readonly ResolvedTerm[],
): void {
  for (const resolved of terms)
    if (resolved.term.negated) subtract(from, matchTerm(segment, at, resolved).anywhere)
}

const MOST_REMEMBERED = 16
const MOST_LETTERS = 64

/**
 * While a phrase is typed its first words stay the same: what they found is kept with the segment. So is what single
 * letters find, because everything begins with one, and it is the most.
 */
function matchTerm(segment: Segment, at: number, resolved: ResolvedTerm): TextMatch {
  const { whole, prefix } = resolved.term
  const name = JSON.stringify([whole, prefix, resolved.beginnings[at]])
  const isLetter = prefix?.length === 1 && whole.length === 0
  const kept = isLetter ? segment.letters : segment.remembered
  const match = kept.get(name) ?? findTerm(segment, at, resolved)
  kept.delete(name)
  kept.set(name, match)
  const most = isLetter ? MOST_LETTERS : MOST_REMEMBERED
  for (const old of kept.keys()) if (kept.size > most) kept.delete(old)
  return match
}

function findTerm(segment: Segment, at: number, { term, beginnings }: ResolvedTerm): TextMatch {
  const { text } = segment
  const parts: TextMatch[] = term.whole.map((word) => {
    const range = exactWord(text, word)
    const inName = rowsWith(segment, text.name, [range])
    if (term.prefix === null) return { anywhere: inName, inName: inName.slice(), wholeInName: inName.slice() }
    const anywhere = rowsWith(segment, text.other, [range])
    unite(anywhere, inName)
    return { anywhere, inName, wholeInName: inName.slice() }
  })
  if (term.prefix !== null) {
    const inName = rowsWith(segment, text.name, beginnings[at]!)
    const anywhere = rowsWith(segment, text.other, beginnings[at]!)
    unite(anywhere, inName)
    parts.push({
      anywhere,
      inName,
      wholeInName: rowsWith(segment, text.name, [exactWord(text, term.prefix)]),
    })
  }
  return parts.reduce((all, next) => {
    intersect(all.anywhere, next.anywhere)
    intersect(all.inName, next.inName)
    intersect(all.wholeInName, next.wholeInName)
    return all
  })
}

/** Rows that have all the words as they are, anywhere: what a tag asks for. */
export function rowsWithWords(segment: Segment, all: readonly string[]): Bits {
  const [first, ...rest] = all.map((word) => {
    const range = exactWord(segment.text, word)
    const rows = rowsWith(segment, segment.text.other, [range])
    unite(rows, rowsWith(segment, segment.text.name, [range]))
    return rows
  })
  for (const next of rest) intersect(first!, next)
  return first ?? bitsFor(segment.rows)
}

function rowsWith(segment: Segment, postings: Postings, words: Words): Bits {
  const bits = bitsFor(segment.rows)
  for (const { from, to } of words) {
    const end = postings.starts[to]!
    for (let at = postings.starts[from]!; at < end; at++) setBit(bits, postings.rows[at]!)
  }
  return bits
}
