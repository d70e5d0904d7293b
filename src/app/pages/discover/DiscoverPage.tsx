import { useMemo, useState } from 'react'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useTexts } from '../../locale.tsx'
import { usePlace } from '../../router.tsx'
import { DiscoverHeader } from './DiscoverHeader.tsx'
import { FilterPanel } from './filters/FilterPanel.tsx'
import { FilterSheet } from './filters/FilterSheet.tsx'
import { catalogQuery, readChoices } from './query/discover-query.ts'
import { useFirstPage } from './query/results.ts'
import { Results } from './Results.tsx'
import { GridSkeleton } from './results/CardSkeleton.tsx'
import { useFiltersOpen } from './filters/filters-open.ts'

export function DiscoverPage() {
  const { query: place } = usePlace()
  const choices = useMemo(() => readChoices(place), [place])
  const query = useMemo(() => catalogQuery(choices), [choices])
  const { data, error, refetch } = useFirstPage(query)
  const page = data?.page
  const [sheetOpen, setSheetOpen] = useState(false)
  const filtersOpen = useFiltersOpen((state) => state.open)
  const { discover: say } = useTexts()
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <DiscoverHeader choices={choices} page={page} onOpenFilters={() => setSheetOpen(true)} />
      <div className="flex min-h-0 flex-1">
        {filtersOpen && (
          <aside
            aria-label={say.filters}
            className="w-66 shrink-0 overflow-y-auto border-e border-line px-2 pb-4 max-md:hidden"
          >
            <FilterPanel choices={choices} page={page} />
          </aside>
        )}
        <section aria-label={say.resultsLabel} className="flex min-h-0 min-w-0 flex-1 flex-col pt-3">
          {error !== null && (
            <div className="px-4 pb-3">
              <FailureNote failure={failureOf(error)} onRetry={() => void refetch()} />
            </div>
          )}
          {data === undefined ? (
            <div className="overflow-hidden px-4">{error === null && <GridSkeleton />}</div>
          ) : (
            <Results
              key={JSON.stringify(data.query)}
              page={data.page}
              query={data.query}
              choices={choices}
              openId={place['id']}
            />
          )}
        </section>
      </div>
      <FilterSheet open={sheetOpen} onClose={() => setSheetOpen(false)}>
        <FilterPanel choices={choices} page={page} />
      </FilterSheet>
    </div>
  )
}
