/** The catalog in memory: one large segment, and small ones for what came since. */
import type { Records } from '../store/records.ts'
import { clearBit, countBits, hasBit } from './bits.ts'
import { createDictionaries, type Dictionaries } from './dictionaries.ts'
import type { CatalogRules } from './judge-port.ts'
import { createSegmentBuilder, type Segment } from './segment.ts'

export interface Columns {
  readonly dictionaries: Dictionaries
  readonly segments: readonly Segment[]
  /** The state of the database that they show; and that the large segment alone showed when it was built. */
  readonly generation: number
  readonly baseGeneration: number
}

const READ_AT_ONCE = 200

/** Yields often, so that queries on the old columns are answered meanwhile. */
export function* buildColumns(records: Records, rules: CatalogRules): Generator<void, Columns> {
  const generation = records.generation()
  const dictionaries = createDictionaries()
  const builder = createSegmentBuilder(dictionaries, rules)
  for (let after = 0; ;) {
    const models = records.read(after, READ_AT_ONCE)
    const last = models.at(-1)
    if (!last) break
    for (const model of models) builder.add(model)
    after = last.key
    yield
  }
  return { dictionaries, segments: [builder.finish()], generation, baseGeneration: generation }
}

/** What is written while somebody waits. */
const FEW_ROWS = 2000
/** More segments than this slow every query: then the last small ones become one. */
const MANY_SEGMENTS = 6
const MOST_SEGMENTS = 12
const MOST_MERGED_ROWS = 3000
/** Small segments together may grow to this part of the large one before all is built anew. */
const MOST_CHANGED = 0.25

export const needsRebuild = ({ segments }: Columns): boolean => {
  const [base, ...later] = segments
  const added = sumRows(later)
  return segments.length > MOST_SEGMENTS || added > Math.max(2 * FEW_ROWS, MOST_CHANGED * (base?.rows ?? 0))
}

/** How much the database has that the columns lack: little enough to wait for, some, or too much to show without it. */
export function distanceTo(columns: Columns, records: Records): 'near' | 'some' | 'far' {
  const changed = records.countChangedSince(columns.generation)
  if (changed <= FEW_ROWS) return 'near'
  return changed <= MOST_CHANGED * countModels(columns) ? 'some' : 'far'
}

/** Brings the columns up to the database: changed rows die, and live again in a new small segment. */
export function patchColumns(columns: Columns, records: Records, rules: CatalogRules): Columns {
  const generation = records.generation()
  if (generation === columns.generation) return columns
  const { models, withdrawn } = records.changedSince(columns.generation)
  for (const key of withdrawn) killKey(columns.segments, key)
  for (const { key } of models) killKey(columns.segments, key)
  if (models.length === 0) return { ...columns, generation }
  const builder = createSegmentBuilder(columns.dictionaries, rules)
  for (const model of models) builder.add(model)
  const patched = { ...columns, generation, segments: [...columns.segments, builder.finish()] }
  return patched.segments.length > MANY_SEGMENTS ? mergeLast(patched, records, rules) : patched
}

/** The last segments, as many as are quickly read again from the database, into one. */
function mergeLast(columns: Columns, records: Records, rules: CatalogRules): Columns {
  const { segments } = columns
  let from = segments.length
  while (from > 1 && sumRows(segments.slice(from - 1)) <= MOST_MERGED_ROWS) from--
  if (segments.length - from < 2) return columns
  const builder = createSegmentBuilder(columns.dictionaries, rules)
  const keys = segments
    .slice(from)
    .flatMap(livingKeys)
    .toSorted((a, b) => a - b)
  for (const key of keys) for (const model of records.read(key - 1, 1)) builder.add(model)
  return { ...columns, segments: [...segments.slice(0, from), builder.finish()] }
}

const sumRows = (segments: readonly Segment[]): number => segments.reduce((sum, { rows }) => sum + rows, 0)

const livingKeys = ({ key, alive }: Segment): number[] => [...key].filter((_, row) => hasBit(alive, row))

function killKey(segments: readonly Segment[], key: number): void {
  for (const segment of segments) {
    const row = rowOfKey(segment, key)
    if (row !== -1) clearBit(segment.alive, row)
  }
}

function rowOfKey({ key: keys }: Segment, key: number): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keys[middle]! < key) low = middle + 1
    else high = middle
  }
  return keys[low] === key ? low : -1
}

export const countModels = ({ segments }: Columns): number =>
  segments.reduce((sum, segment) => sum + countBits(segment.alive), 0)
