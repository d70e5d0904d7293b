import type { CatalogPage, FacetName } from '#contract/catalog'
import { memo, useDeferredValue } from 'react'
import { useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { useShared } from '../../../state/shared.ts'
import { hasFilters, noFilters, rangeNames, type Choices } from '../query/discover-query.ts'
import { Button } from '../../../ui/Button.tsx'
import { FacetFilter } from './FacetFilter.tsx'
import { RangeFilter } from './RangeFilter.tsx'
import { ShowFilter } from './ShowFilter.tsx'
import { UpdatedFilter } from './UpdatedFilter.tsx'

/** Most telling first; what most people never touch comes last and folded. */
const firstFacets: readonly FacetName[] = ['worker', 'fit', 'architecture', 'baseModel', 'type', 'task']
const lastFacets: readonly FacetName[] = [
  'format',
  'quantization',
  'licenceGroup',
  'licence',
  'language',
  'source',
]

interface Props {
  readonly choices: Choices
  readonly page: CatalogPage | undefined
}

/** A choice shows at once; its counts follow when the results are drawn. */
export function DeferredFilters({ choices, page }: Props) {
  const { facets, hidden } = useDeferredValue(page) ?? noCounts
  return <FilterPanel choices={choices} counts={useShared({ facets, hidden })} />
}

interface PanelProps extends Pick<Props, 'choices'> {
  readonly counts: Pick<CatalogPage, 'facets' | 'hidden'>
}

const noCounts: PanelProps['counts'] = { facets: null, hidden: null }

/** Before the first counts only what needs none: what comes later would push it down. */
const FilterPanel = memo(function FilterPanel({ choices, counts: { facets, hidden } }: PanelProps) {
  const { filters } = useTexts()
  const change = useQueryChange()
  const facet = (name: FacetName, open: boolean) => (
    <FacetFilter
      key={name}
      facet={name}
      chosen={choices.facets[name]}
      counts={facets?.[name]}
      startsOpen={open || choices.facets[name] !== undefined}
    />
  )
  return (
    <div role="group" aria-label={filters.title} className="flex flex-col divide-y divide-line">
      <ShowFilter show={choices.show} hidden={hidden} />
      {facets !== null && (
        <>
          {firstFacets.map((name) => facet(name, name !== 'task'))}
          {rangeNames.map((name) => (
            <RangeFilter
              key={name}
              range={name}
              bounds={choices.ranges[name]}
              startsOpen={name === 'parameters'}
            />
          ))}
          <UpdatedFilter days={choices.updatedWithinDays} />
          {lastFacets.map((name) => facet(name, false))}
          <div className="px-2 pt-3">
            <Button size="sm" disabled={!hasFilters(choices)} onClick={() => change(noFilters)}>
              {filters.resetAll}
            </Button>
          </div>
        </>
      )}
    </div>
  )
})
