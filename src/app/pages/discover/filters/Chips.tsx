import { X } from 'lucide-react'
import { memo } from 'react'
import { useTexts } from '../../../locale.tsx'
import { useQueryChange, type Query } from '../../../router.tsx'
import { useFacetLabel } from '../facet-label.ts'
import { noFilters, rangeNames, showNames, writeValues, type Choices } from '../query/discover-query.ts'
import { toggled } from './facet-values.ts'
import { useBoundsWords } from './RangeFilter.tsx'

interface Chip {
  readonly key: string
  readonly label: string
  /** What has to change in the address to be rid of it. */
  readonly without: Query
}

/** What narrows the results, each with its own way out. */
export const Chips = memo(function Chips({ choices }: { readonly choices: Choices }) {
  const { discover } = useTexts()
  const change = useQueryChange()
  const chips = useChips(choices)
  if (chips.length === 0) return null
  return (
    <ul className="flex flex-wrap items-center gap-1.5 px-4 pb-3" aria-label={discover.filters}>
      {chips.map((chip) => (
        <li key={chip.key}>
          <button
            type="button"
            aria-label={discover.removeFilter(chip.label)}
            onClick={() => change(chip.without)}
            className="flex h-6.5 items-center gap-1 rounded-full border border-line bg-surface ps-2.5 pe-1.5 text-sm hover:bg-hover [&_svg]:size-3.5 [&_svg]:text-faint"
          >
            <span className="max-w-56 truncate">{chip.label}</span>
            <X aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          onClick={() => change(noFilters)}
          className="h-6.5 rounded-control px-1.5 text-sm text-soft hover:text-ink"
        >
          {discover.clearAll}
        </button>
      </li>
    </ul>
  )
})

function useChips({ facets, ranges, updatedWithinDays, show }: Choices): readonly Chip[] {
  const { filters } = useTexts()
  const label = useFacetLabel()
  const words = useBoundsWords()
  const facetChips = (Object.keys(facets) as (keyof typeof facets)[]).flatMap((facet) =>
    (facets[facet] ?? []).map((value) => ({
      key: `${facet}=${value}`,
      label: label(facet, value),
      without: { [facet]: writeValues(toggled(facets[facet] ?? [], value)) },
    })),
  )
  const rangeChips = rangeNames.flatMap((range) => {
    const bounds = ranges[range]
    return bounds === undefined
      ? []
      : [{ key: range, label: `${filters.ranges[range]}: ${words(range, bounds)}`, without: { [range]: '' } }]
  })
  const within = filters.within as Readonly<Record<string, string>>
  const ageChips =
    updatedWithinDays === null
      ? []
      : [
          {
            key: 'within',
            label: `${filters.updated}: ${within[updatedWithinDays] ?? updatedWithinDays}`,
            without: { within: '' },
          },
        ]
  const shown = {
    comingSoon: filters.showSoon,
    tooLarge: filters.showTooLarge,
    incompatible: filters.showIncompatible,
    nsfw: filters.showNsfw,
  }
  const showChips = showNames
    .filter((name) => show[name])
    .map((name) => ({ key: name, label: shown[name], without: { [name]: '' } }))
  return [...facetChips, ...rangeChips, ...ageChips, ...showChips]
}
