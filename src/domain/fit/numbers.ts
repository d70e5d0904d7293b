/** Reading figures out of files that others wrote: a whole, positive, believable number, or nothing. */

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** GGUF readers give 64-bit integers as `bigint`. */
export function count(value: unknown): number | null {
  const figure = typeof value === 'bigint' ? Number(value) : value
  return typeof figure === 'number' && Number.isSafeInteger(figure) && figure > 0 ? figure : null
}

/** Like `count`, where none is a figure too: layers without attention, for one. */
export function countOrNone(value: unknown): number | null {
  return value === 0 || value === 0n ? 0 : count(value)
}

/** The first of several names that holds a count. */
export function firstCount(fields: Fields, names: readonly string[]): number | null {
  for (const name of names) {
    const figure = count(fields[name])
    if (figure !== null) return figure
  }
  return null
}

/** One figure for all layers, or one for each of them; anything else is unknown. */
export function perLayer(value: unknown, layers: number): readonly number[] | null {
  if (!Array.isArray(value)) {
    const same = count(value)
    return same === null ? null : Array.from({ length: layers }, () => same)
  }
  if (value.length !== layers) return null
  const figures = value.map(countOrNone)
  return figures.every((figure) => figure !== null) ? figures : null
}

/** A stack taller than this is no model but a mistake. */
export const mostLayers = 2000
