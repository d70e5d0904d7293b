export interface Share {
  readonly name: string
  readonly bytes: number
}

const shown = 11

/** The largest, and all the rest as one. */
export function shares(
  items: readonly { readonly name: string; readonly sizeBytes: number }[],
  others: string,
): readonly Share[] {
  const sorted = items.toSorted((a, b) => b.sizeBytes - a.sizeBytes)
  const rest = sorted.slice(shown).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const largest = sorted.slice(0, shown).map(({ name, sizeBytes }) => ({ name, bytes: sizeBytes }))
  return rest === 0 ? largest : [...largest, { name: others, bytes: rest }]
}
