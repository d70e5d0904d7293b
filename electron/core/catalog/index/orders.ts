/** Rows in the order of a sort: largest first, what does not tell the figure last, then by popularity, then by key. */
import type { Segment } from './segment.ts'

/** Sorts that do not depend on the machine, and their columns. */
const columns = {
  relevance: 'popularity',
  trending: 'trending',
  downloads: 'downloads',
  likes: 'likes',
  updated: 'updated',
  created: 'created',
} as const

export type FixedSort = keyof typeof columns
export const fixedSorts = Object.keys(columns) as FixedSort[]
export const sortColumn = (segment: Segment, sort: FixedSort): Float64Array => segment[columns[sort]]

/** Made when first asked for, and kept with the segment. */
export function fixedOrder(segment: Segment, sort: FixedSort): Order {
  const known = segment.orders.get(sort)
  if (known) return known
  const made = createOrder(segment, sortColumn(segment, sort))
  segment.orders.set(sort, made)
  return made
}

/** A place in a sort that stays true when the catalog changes. `null`: the figure is not known. */
export interface Place {
  readonly value: number | null
  readonly popularity: number
  readonly key: number
}

export interface Order {
  /** Rows, first place first. */
  readonly rows: Uint32Array
  /** The place of each row; worked out when first asked for. */
  rank(): Uint32Array
  /** How many rows at the front tell the figure. */
  readonly known: number
  readonly values: Float64Array
}

export function createOrder(segment: Segment, values: Float64Array): Order {
  const { popularity } = segment
  const rows = new Uint32Array(segment.rows)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  // Keys rise with rows, so the row itself is the last word.
  rows.sort((a, b) => {
    const [left, right] = [values[a]!, values[b]!]
    if (left !== right) {
      if (right === right && left === left) return right - left
      if (left === left) return -1
      if (right === right) return 1
    }
    return popularity[b]! - popularity[a]! || a - b
  })
  let known = 0
  for (let row = 0; row < rows.length; row++) if (!Number.isNaN(values[row]!)) known++
  return orderOf(rows, known, values)
}

export function orderOf(rows: Uint32Array, known: number, values: Float64Array): Order {
  let rank: Uint32Array | null = null
  return { rows, known, values, rank: () => (rank ??= invert(rows)) }
}

function invert(rows: Uint32Array): Uint32Array {
  const rank = new Uint32Array(rows.length)
  for (let place = 0; place < rows.length; place++) rank[rows[place]!] = place
  return rank
}

/** Smallest first is the exact reverse of what is known; what is not known stays last. */
export function rowAt(order: Order, place: number, ascending: boolean): number {
  if (!ascending || place >= order.known) return order.rows[place]!
  return order.rows[order.known - 1 - place]!
}

export const placeInOrder = (order: Order, row: number, ascending: boolean): number => {
  const place = order.rank()[row]!
  return ascending && place < order.known ? order.known - 1 - place : place
}

export function placeOf(segment: Segment, order: Order, row: number): Place {
  const value = order.values[row]!
  return {
    value: Number.isNaN(value) ? null : value,
    popularity: segment.popularity[row]!,
    key: segment.key[row]!,
  }
}

/** Negative where the left comes first. */
export function comparePlaces(left: Place, right: Place, ascending: boolean): number {
  if (left.value === null || right.value === null) {
    if (left.value !== right.value) return left.value === null ? 1 : -1
    return right.popularity - left.popularity || left.key - right.key
  }
  const descending = right.value - left.value || right.popularity - left.popularity || left.key - right.key
  return ascending ? -descending : descending
}

/** The first place in the segment that comes after the given one. */
export function firstAfter(
  segment: Segment,
  order: Order,
  after: { place: Place; ascending: boolean },
): number {
  let low = 0
  let high = segment.rows
  while (low < high) {
    const middle = (low + high) >>> 1
    const here = placeOf(segment, order, rowAt(order, middle, after.ascending))
    if (comparePlaces(here, after.place, after.ascending) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
