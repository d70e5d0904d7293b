/** Columns as a flat list of named arrays: so they lie in a file, and so they travel between threads. */
import { fixedSorts, orderOf, sortColumn, type Order } from './orders.ts'
import type { PackedSegment } from './segment-builder.ts'
import type { Segment } from './segment.ts'

export type Column = Uint8Array | Uint32Array | Float32Array | Float64Array

export interface FlatSegment {
  readonly rows: number
  readonly columns: readonly (readonly [name: string, column: Column])[]
}

export const flatten = (packed: PackedSegment): FlatSegment => ({
  rows: packed.segment.rows,
  columns: [...leavesOf(packed)],
})

/** What a `postMessage` hands over instead of copying it. */
export const buffersOf = ({ columns }: FlatSegment): ArrayBuffer[] => [
  ...new Set(columns.map(([, column]) => column.buffer as ArrayBuffer)),
]

const ORDER = 'order '

/** Every typed array, by its path: a new column needs no change here. */
function* leavesOf({ segment, dictionaries }: PackedSegment): Generator<[string, Column], void> {
  for (const [name, value] of Object.entries(segment)) if (!(value instanceof Map)) yield* leaves(name, value)
  yield* leaves('dictionaries', dictionaries)
  for (const sort of fixedSorts) {
    const order = segment.orders.get(sort)
    if (order) yield* leaves(`${ORDER}${sort}`, { rows: order.rows, known: Uint32Array.of(order.known) })
  }
}

export const isColumn = (value: unknown): value is Column =>
  value instanceof Uint8Array ||
  value instanceof Uint32Array ||
  value instanceof Float32Array ||
  value instanceof Float64Array

function* leaves(path: string, value: unknown): Generator<[string, Column], void> {
  if (isColumn(value)) yield [path, value]
  else if (typeof value === 'object' && value !== null)
    for (const [name, child] of Object.entries(value)) yield* leaves(`${path}.${name}`, child)
}

export function unflatten({ rows, columns }: FlatSegment): PackedSegment {
  const orders = new Map<string, Order>()
  const tree: Record<string, unknown> = { rows, orders, remembered: new Map(), letters: new Map() }
  for (const [path, column] of columns) if (!path.startsWith(ORDER)) setPath(tree, path.split('.'), column)
  const { dictionaries, ...rest } = tree as Record<string, unknown> & Pick<PackedSegment, 'dictionaries'>
  const segment = rest as Record<string, unknown> & Segment
  const byName = new Map(columns)
  for (const sort of fixedSorts) {
    const known = byName.get(`${ORDER}${sort}.known`)?.[0]
    const sorted = byName.get(`${ORDER}${sort}.rows`)
    if (known === undefined || !(sorted instanceof Uint32Array)) continue
    orders.set(sort, orderOf(sorted, known, sortColumn(segment, sort)))
  }
  return { segment, dictionaries }
}

function setPath(tree: Record<string, unknown>, path: readonly string[], column: Column): void {
  const [name, ...rest] = path
  if (rest.length === 0) tree[name!] = column
  else setPath((tree[name!] ??= {}) as Record<string, unknown>, rest, column)
}
