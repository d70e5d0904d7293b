/** The rows of one page, in order, over all segments. */
import { countBits, hasBit, rowsOf, type Bits } from '../index/bits.ts'
import {
  comparePlaces,
  firstAfter,
  placeInOrder,
  placeOf,
  rowAt,
  type Order,
  type Place,
} from '../index/orders.ts'
import type { Segment, TextMatch } from '../index/segment.ts'

/** Rows of one segment that may be shown, best tier first. Tiers do not overlap. */
export interface Hits {
  readonly segment: Segment
  readonly order: Order
  readonly tiers: readonly Bits[]
}

export interface Found {
  readonly segment: Segment
  readonly row: number
  readonly tier: number
  readonly place: Place
}

export interface PageStart {
  readonly tier: number
  readonly place: Place
}

/** By how well the text fits: the name in full, its words in the name, their beginnings in the name, anywhere. */
export function rankTiers(hits: Bits, exact: Bits, match: TextMatch): Bits[] {
  const better = [exact, match.wholeInName, match.inName]
  const tiers = [...better, match.anywhere].map(() => new Uint32Array(hits.length))
  const rest = tiers[better.length]!
  for (let i = 0; i < hits.length; i++) {
    let left = hits[i]!
    for (let tier = 0; left !== 0 && tier < better.length; tier++) {
      const best = left & better[tier]![i]!
      tiers[tier]![i] = best
      left ^= best
    }
    rest[i] = left
  }
  return tiers
}

interface Paging {
  readonly after: PageStart | null
  readonly skip: number
  readonly limit: number
  readonly ascending: boolean
}

/** One row more than asked for tells whether there is a next page. */
export function takePage(hits: readonly Hits[], { after, skip, limit, ascending }: Paging): Found[] {
  const page: Found[] = []
  const tiers = Math.max(0, ...hits.map((part) => part.tiers.length))
  let ahead = skip
  for (let tier = after?.tier ?? 0; tier < tiers && page.length < limit; tier++) {
    const start = after?.tier === tier ? after.place : null
    const wanted = { start, ascending, limit: ahead + limit - page.length }
    const runs = hits.map((part) => ({ part, rows: rowsInOrder(part, tier, wanted) }))
    const inTier = runs.reduce((sum, { rows }) => sum + rows.length, 0)
    for (const { part, row } of merged(runs, ascending, ahead)) {
      const { segment, order } = part
      page.push({ segment, row, tier, place: placeOf(segment, order, row) })
      if (page.length === limit) break
    }
    ahead = Math.max(0, ahead - inTier)
  }
  return page
}

interface Run {
  readonly part: Hits
  readonly rows: readonly number[]
}
type Merged = Generator<{ readonly part: Hits; readonly row: number }>

/** The rows of all runs in one order, without the first few. */
function* merged(runs: readonly Run[], ascending: boolean, skip: number): Merged {
  const [only, ...others] = runs
  if (only && others.length === 0) {
    for (let at = skip; at < only.rows.length; at++) yield { part: only.part, row: only.rows[at]! }
    return
  }
  const heads = runs.map((run) => ({ run, at: 0, place: placeAt(run, 0) }))
  for (let left = skip; ; left--) {
    let first: (typeof heads)[number] | null = null
    for (const head of heads)
      if (head.place && (!first?.place || comparePlaces(head.place, first.place, ascending) < 0)) first = head
    if (!first) return
    const { part, rows } = first.run
    if (left <= 0) yield { part, row: rows[first.at]! }
    first.place = placeAt(first.run, ++first.at)
  }
}

const placeAt = ({ part: { segment, order }, rows }: Run, at: number): Place | null =>
  at < rows.length ? placeOf(segment, order, rows[at]!) : null

interface Wanted {
  readonly start: Place | null
  readonly ascending: boolean
  readonly limit: number
}

/** Few rows are sorted; many are met soon on a walk along the order. */
const FEW = 64

function rowsInOrder({ segment, order, tiers }: Hits, tier: number, wanted: Wanted): number[] {
  const { start, ascending, limit } = wanted
  const bits = tiers[tier]!
  const from = start ? firstAfter(segment, order, { place: start, ascending }) : 0
  const count = countBits(bits)
  if (count === 0) return []
  if (count * FEW < segment.rows) {
    const places = rowsOf(bits, count)
      .map((row) => placeInOrder(order, row, ascending))
      .filter((place) => place >= from)
      .toSorted()
    return Array.from(places.subarray(0, limit), (place) => rowAt(order, place, ascending))
  }
  const rows: number[] = []
  for (let place = from; place < segment.rows && rows.length < limit; place++) {
    const row = rowAt(order, place, ascending)
    if (hasBit(bits, row)) rows.push(row)
  }
  return rows
}
