/** Where the next page starts: a place in the order, not a number of rows, so that changes neither repeat nor skip. */
import { z } from 'zod'
import { sortNames } from '#contract/catalog'
import { FailureError } from '#contract/failure'

const Cursor = z.object({
  g: z.number(),
  s: z.enum(sortNames),
  a: z.boolean(),
  t: z.int().min(0).max(3),
  v: z.number().nullable(),
  p: z.number(),
  k: z.number(),
})

export interface Cursor {
  readonly generation: number
  readonly sort: (typeof sortNames)[number]
  readonly ascending: boolean
  readonly tier: number
  readonly value: number | null
  readonly popularity: number
  readonly key: number
}

export const writeCursor = (cursor: Cursor): string => {
  const { generation: g, sort: s, ascending: a, tier: t, value: v, popularity: p, key: k } = cursor
  return Buffer.from(JSON.stringify({ g, s, a, t, v, p, k })).toString('base64url')
}

/** A cursor belongs to the order that it was made in. */
export function readCursor(text: string, order: Pick<Cursor, 'sort' | 'ascending'>): Cursor {
  const { g, s, a, t, v, p, k } = parse(text)
  if (s !== order.sort || a !== order.ascending) throw bad('cursor: made for another sort')
  return { generation: g, sort: s, ascending: a, tier: t, value: v, popularity: p, key: k }
}

function parse(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch (error) {
    throw bad('cursor: not one of ours', error)
  }
}

const bad = (issue: string, cause?: unknown): FailureError =>
  new FailureError({ code: 'bad-request', issues: [issue] }, { cause })
