/** Sets of byte ranges `[start, end)`, sorted and merged: what of a file is there, and what is being fetched. */
export type ByteRange = readonly [start: number, end: number]

export function addRange(set: readonly ByteRange[], start: number, end: number): readonly ByteRange[] {
  if (end <= start) return set
  const before = set.filter(([, stop]) => stop < start)
  const after = set.filter(([begin]) => begin > end)
  const touching = set.slice(before.length, set.length - after.length)
  const merged: ByteRange = [
    Math.min(start, touching[0]?.[0] ?? start),
    Math.max(end, touching.at(-1)?.[1] ?? end),
  ]
  return [...before, merged, ...after]
}

export const totalOf = (set: readonly ByteRange[]): number =>
  set.reduce((sum, [start, end]) => sum + end - start, 0)

/** How far the file is whole from its first byte on. */
export const frontOf = (set: readonly ByteRange[]): number => (set[0]?.[0] === 0 ? set[0][1] : 0)

/** The first bytes below `limit` that are in neither set, at most `most` of them. */
export function firstGap(
  done: readonly ByteRange[],
  claimed: readonly ByteRange[],
  limit: number,
  most: number,
): ByteRange | null {
  const taken = [...done, ...claimed].toSorted((a, b) => a[0] - b[0])
  let start = 0
  for (const [from, to] of taken) {
    if (from > start) return [start, Math.min(from, start + most, limit)]
    start = Math.max(start, to)
  }
  return start < limit ? [start, Math.min(limit, start + most)] : null
}

/** Only what can be true of a file of that length: ranges read from disk are not to be trusted. */
export const clipRanges = (set: readonly ByteRange[], lengthBytes: number): readonly ByteRange[] =>
  set
    .filter(([start, end]) => Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0)
    .reduce<readonly ByteRange[]>(
      (clean, [start, end]) => addRange(clean, start, Math.min(end, lengthBytes)),
      [],
    )
