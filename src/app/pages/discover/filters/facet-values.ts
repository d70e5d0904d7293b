import type { FacetCount } from '#contract/catalog'

export interface ListedValue {
  readonly value: string
  /** `null` where a chosen value is in no result. */
  readonly count: number | null
}

/** Chosen values first, so that none is lost from sight; then by count, as the catalog gives them. */
export function listedValues(
  counts: readonly FacetCount[],
  chosen: readonly string[],
  labelOf: (value: string) => string,
  find: string,
): readonly ListedValue[] {
  const countOf = new Map(counts.map(({ value, count }) => [value, count]))
  const picked = chosen.map((value) => ({ value, count: countOf.get(value) ?? null }))
  const others = counts.filter(({ value }) => !chosen.includes(value))
  const wanted = find.trim().toLocaleLowerCase()
  return [...picked, ...others].filter(
    ({ value }) => wanted === '' || labelOf(value).toLocaleLowerCase().includes(wanted),
  )
}

export const toggled = (chosen: readonly string[], value: string): readonly string[] =>
  chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
