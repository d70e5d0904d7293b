/** Reading answers that nobody promised: every reader takes anything and gives a plain value or `null`. */

export type Loose = Readonly<Record<string, unknown>>

const nothing: Loose = Object.freeze(Object.create(null))

export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A record, or one without any keys. Inherited keys are never read: see `field`. */
export const recordOf = (value: unknown): Loose => (isRecord(value) ? value : nothing)

/** Own keys only, so that a name like `constructor` finds nothing that the hub did not send. */
export const field = (record: Loose, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Text with something in it, trimmed. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim()
  return text === '' ? null : text
}

/** Nothing that would be drawn in another order than it stands, nor break a line. */
const DECEIVING = /\p{Bidi_Control}|\p{Cc}/gu

/** What somebody calls a thing, or themselves. */
export const nameOf = (value: unknown): string | null =>
  typeof value === 'string' ? textOf(value.replace(DECEIVING, '')) : null

/** The texts of a list, or of one text alone. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()]
  return listOf(value).flatMap((entry) => textOf(entry) ?? [])
}

/** A count or size: finite and not negative. Old answers send numbers as text. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null
}

/** Like `numberOf`, of a figure that cannot be nothing: a length, a number of weights. */
export function positiveOf(value: unknown): number | null {
  const number = numberOf(value)
  return number === 0 ? null : number
}

/** Milliseconds since 1970. A time without a zone is UTC. */
export function timeOf(value: unknown): number | null {
  const text = textOf(value)
  if (text === null || !/^\d{4}-\d\d-\d\d/.test(text)) return null
  const time = Date.parse(/T[\d:.]+$/.test(text) ? `${text}Z` : text)
  return Number.isNaN(time) ? null : time
}

export function sha256Of(value: unknown): string | null {
  const text = textOf(value)
  return text !== null && /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : null
}

/** Leaves out repeated entries and keeps the order of the rest. */
export const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]

/** The sum, or `null` as soon as one part is unknown. */
export function sumOf(parts: readonly (number | null)[]): number | null {
  let sum = 0
  for (const part of parts) {
    if (part === null) return null
    sum += part
  }
  return parts.length === 0 ? null : sum
}
