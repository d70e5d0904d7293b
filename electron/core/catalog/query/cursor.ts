/** Where the next page starts: a place in the order, not a number of rows, so that changes neither repeat nor skip. */
import type { SortName } from '#contract/catalog'

export interface Cursor {
  readonly generation: number
  readonly sort: SortName
  readonly ascending: boolean
  readonly tier: number
  readonly value: number | null
  readonly popularity: number
  readonly key: number
}

/** What the page sent back is not what we gave it. */
export class BadCursorError extends Error {
  override readonly name = 'BadCursorError'
}

export const writeCursor = (cursor: Cursor): string => {
  const { generation, sort, ascending, tier, value, popularity, key } = cursor
  const fields = [generation, sort, ascending, tier, value, popularity, key]
  return Buffer.from(JSON.stringify(fields)).toString('base64url')
}

/** A cursor belongs to the order that it was made in. */
export function readCursor(text: string, { sort, ascending }: Pick<Cursor, 'sort' | 'ascending'>): Cursor {
  const fields = parse(text)
  const [generation, madeFor, direction, tier, value, popularity, key] = fields
  const numbers = [generation, tier, popularity, key]
  if (!numbers.every((field) => typeof field === 'number') || !(value === null || typeof value === 'number'))
    throw new BadCursorError('not one of ours')
  if (madeFor !== sort || direction !== ascending) throw new BadCursorError('made for another sort')
  const [ofGeneration, ofTier, ofPopularity, ofKey] = numbers as [number, number, number, number]
  return {
    generation: ofGeneration,
    sort,
    ascending,
    tier: ofTier,
    value,
    popularity: ofPopularity,
    key: ofKey,
  }
}

function parse(text: string): readonly unknown[] {
  try {
    const fields: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(fields) ? fields : []
  } catch {
    return []
  }
}
