import type { FacetCount } from '#contract/catalog'

export interface ListedValue {
  readonly value: string
  /** `null` where a chosen value is in no result. */
  readonly count: number | null
}

/** By count, as the catalog gives them: what is chosen keeps its place. Before them what is chosen and in no result. */
export function listedValues(
  counts: readonly FacetCount[],
  chosen: readonly string[],
  labelOf: (value: string) => string,
  find: string,
): readonly ListedValue[] {
  const known = new Set(counts.map(({ value }) => value))
  const lost = chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: null }))
  const wanted = find.trim().toLocaleLowerCase()
  return [...lost, ...counts].filter(
    ({ value }) => wanted === '' || labelOf(value).toLocaleLowerCase().includes(wanted),
  )
}

/** The first of them, and every chosen one wherever it stands. */
export const shortList = (
  values: readonly ListedValue[],
  chosen: readonly string[],
  most: number,
): readonly ListedValue[] => values.filter(({ value }, at) => at < most || chosen.includes(value))

export const toggled = (chosen: readonly string[], value: string): readonly string[] =>
  chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
