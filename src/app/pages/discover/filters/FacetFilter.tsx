import type { FacetCount, FacetName } from '#contract/catalog'
import { memo, useState } from 'react'
import { useFormat, useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Input } from '../../../ui/Input.tsx'
import { useFacetLabel } from '../facet-label.ts'
import { writeValues } from '../query/discover-query.ts'
import { listedValues, shortList, toggled } from './facet-values.ts'
import { FilterSection } from './FilterSection.tsx'

interface Props {
  readonly facet: FacetName
  readonly chosen: readonly string[] | undefined
  readonly counts: readonly FacetCount[] | undefined
  readonly startsOpen: boolean
}

const mostShort = 6
const searchFrom = 12

export const FacetFilter = memo(function FacetFilter(props: Props) {
  const { facet, chosen = none, counts = noCounts, startsOpen } = props
  const { filters } = useTexts()
  const change = useQueryChange()
  if (counts.length === 0 && chosen.length === 0) return null
  return (
    <FilterSection
      title={filters.facets[facet]}
      startsOpen={startsOpen}
      active={chosen.length > 0}
      onReset={() => change({ [facet]: '' })}
    >
      <FacetValues facet={facet} chosen={chosen} counts={counts} />
    </FilterSection>
  )
})

const none: readonly string[] = []
const noCounts: readonly FacetCount[] = []

interface ValuesProps {
  readonly facet: FacetName
  readonly chosen: readonly string[]
  readonly counts: readonly FacetCount[]
}

function FacetValues({ facet, chosen, counts }: ValuesProps) {
  const { filters, ui } = useTexts()
  const format = useFormat()
  const label = useFacetLabel()
  const change = useQueryChange()
  const [all, setAll] = useState(false)
  const [find, setFind] = useState('')
  const values = listedValues(counts, chosen, (value) => label(facet, value), find)
  const shown = all || find !== '' ? values : shortList(values, chosen, mostShort)
  return (
    <>
      {all && counts.length >= searchFrom && (
        <Input
          aria-label={filters.find(filters.facets[facet])}
          placeholder={filters.find(filters.facets[facet])}
          value={find}
          onChange={(event) => setFind(event.target.value)}
          boxClassName="mx-2 mb-1 h-7"
          className="text-sm"
        />
      )}
      <div className={all ? 'max-h-72 overflow-y-auto' : undefined}>
        {shown.map(({ value, count }) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            onChange={() => change({ [facet]: writeValues(toggled(chosen, value)) })}
            after={count === null ? undefined : format.number(count)}
          >
            {label(facet, value)}
          </Checkbox>
        ))}
      </div>
      {values.length > mostShort && (
        <button
          type="button"
          onClick={() => setAll(!all)}
          className="ms-8 h-7 rounded-control px-1 text-sm text-soft hover:text-ink"
        >
          {all ? ui.showLess : filters.more(format.number(values.length - shown.length))}
        </button>
      )}
    </>
  )
}
