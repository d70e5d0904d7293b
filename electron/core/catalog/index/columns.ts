/** The catalog in memory, as queries see it: one large segment, and small ones for what came since. */
import { adoptNext } from './adopt.ts'
import { clearBit, countBits } from './bits.ts'
import { createDictionaries, type Dictionaries } from './dictionaries.ts'
import { unflatten, type FlatSegment } from './flat.ts'
import type { Segment } from './segment.ts'

export interface Columns {
  readonly dictionaries: Dictionaries
  readonly segments: readonly Segment[]
}

/** What makes the columns show the database as it is now. */
export interface ColumnsChange {
  /** In place of everything before. */
  readonly base: FlatSegment | null
  /** So many of the last segments go: what they showed is in the one that is added. */
  readonly drop: number
  /** Keys of rows that are no longer true. */
  readonly gone: Uint32Array<ArrayBuffer>
  readonly added: FlatSegment | null
}

export interface NextColumns {
  readonly columns: Columns
  /** The old columns share rows with the new ones: these die when the new ones are shown. */
  readonly bury: () => void
}

export function nextColumns(
  current: Columns | null,
  { base, drop, gone, added }: ColumnsChange,
): NextColumns {
  const before = base ? firstOf(base) : current
  if (!before) throw new Error('a change of nothing')
  const kept = before.segments.slice(0, before.segments.length - drop)
  const next = added ? [adoptNext(unflatten(added), before.dictionaries)] : []
  return {
    columns: { dictionaries: before.dictionaries, segments: [...kept, ...next] },
    bury() {
      for (const segment of kept) for (const key of gone) killKey(segment, key)
    },
  }
}

export function firstOf(flat: FlatSegment): Columns {
  const { segment, dictionaries } = unflatten(flat)
  return { segments: [segment], dictionaries: createDictionaries(dictionaries) }
}

function killKey(segment: Segment, key: number): void {
  const row = rowOfKey(segment, key)
  if (row !== -1) clearBit(segment.alive, row)
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
