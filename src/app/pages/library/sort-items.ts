import type { LibraryItem } from '#contract/library'
import type { Sorting } from '../../ui/Table.tsx'

/** What is not known comes last, whichever way it is sorted. */
export function sortItems(
  items: readonly LibraryItem[],
  { key, descending }: Sorting,
): readonly LibraryItem[] {
  const sign = descending ? -1 : 1
  return items.toSorted((a, b) => {
    if (key === 'name') return sign * a.name.localeCompare(b.name)
    if (key === 'added') {
      if (a.addedAt === null || b.addedAt === null)
        return Number(a.addedAt === null) - Number(b.addedAt === null)
      return sign * (a.addedAt - b.addedAt)
    }
    return sign * (a.sizeBytes - b.sizeBytes)
  })
}
