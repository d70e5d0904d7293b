/** What a repository's name says of itself. The weakest source, and marked as such. */

const words = (name: string): readonly string[] => name.toLowerCase().split(/[-_\s/]+/)

/**
 * The number of weights in a name: `Llama-3.1-8B` → 8e9, `SmolLM-135M` → 135e6. Where several figures could be meant
 * (`8x7B`, `E4B`) it says nothing; the active weights of a mixture (`30B-A3B`) are not its weights.
 */
export function parametersInName(name: string): number | null {
  const parts = words(name)
  if (parts.some((word) => /^\d+x\d/.test(word) || /^e\d+b$/.test(word))) return null
  const figures = parts.flatMap((word) => {
    const match = /^(\d{1,4}(?:\.\d{1,3})?)([bmt])$/.exec(word)
    return match === null
      ? []
      : Number(match[1]) * ({ m: 1e6, b: 1e9, t: 1e12 }[match[2] ?? ''] ?? Number.NaN)
  })
  const [only, ...others] = new Set(figures)
  return only !== undefined && others.length === 0 && only > 0 ? Math.round(only) : null
}
