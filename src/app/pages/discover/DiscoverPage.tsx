import type { CatalogPage } from '#contract/catalog'
import { lazy, Suspense, useMemo, useState } from 'react'
import { cx } from '../../lib/cx.ts'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useTexts } from '../../locale.tsx'
import { usePlace, type Query } from '../../router.tsx'
import { useCatalogState } from '../../state/catalog.ts'
import { useHeld } from '../../state/held.ts'
import { useShared } from '../../state/shared.ts'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { DiscoverHeader } from './DiscoverHeader.tsx'
import { Chips } from './filters/Chips.tsx'
import { DeferredFilters } from './filters/FilterPanel.tsx'
import { FilterSheet } from './filters/FilterSheet.tsx'
import { useWorkerKinds } from './query/worker-kinds.ts'
import { catalogQuery, readChoices, type Choices } from './query/discover-query.ts'
import { useAskAhead, useFirstPage } from './query/results.ts'
import { Results } from './Results.tsx'
import { GridSkeleton } from './results/CardSkeleton.tsx'
import { useFiltersOpen } from './filters/filters-open.ts'

const ModelPanel = lazy(async () => ({ default: (await import('./ModelPanel.tsx')).ModelPanel }))

export function DiscoverPage() {
  const { query: place } = usePlace()
  const choices = useMemo(() => readChoices(place), [place])
  const filterChoices = useFilterChoices(place, choices.sort)
  const openId = place['id']
  const [sheetOpen, setSheetOpen] = useState(false)
  const filtersOpen = useFiltersOpen((state) => state.open)
  const { discover: say } = useTexts()
  const kinds = useWorkerKinds(choices.whatIf)
  const query = useMemo(() => catalogQuery(choices, kinds), [choices, kinds])
  useAskAhead(kinds)
  const answer = useFirstPage(query)
  const page = useShared(answer.data?.page)
  return (
    <div className="flex min-h-0 flex-1">
      <div className={cx('flex min-h-0 min-w-0 flex-1 flex-col', openId !== undefined && 'max-xl:hidden')}>
        <DiscoverHeader
          choices={choices}
          filterChoices={filterChoices}
          page={page}
          onOpenFilters={() => setSheetOpen(true)}
        />
        <div className="flex min-h-0 flex-1">
          {filtersOpen && (
            <aside
              aria-label={say.filters}
              className="w-66 shrink-0 overflow-y-auto border-e border-line px-2 pb-4 max-md:hidden"
            >
              <DeferredFilters choices={filterChoices} page={page} />
            </aside>
          )}
          <ResultsSection
            answer={answer}
            page={page}
            busy={answer.isPending || answer.isPlaceholderData}
            choices={filterChoices}
            openId={openId}
          />
        </div>
        <FilterSheet open={sheetOpen} onClose={() => setSheetOpen(false)}>
          <DeferredFilters choices={filterChoices} page={page} />
        </FilterSheet>
      </div>
      {openId !== undefined && (
        <Suspense
          fallback={
            <div className="w-full xl:w-120 xl:shrink-0 xl:border-s xl:border-line 2xl:w-140">
              <PageSkeleton />
            </div>
          }
        >
          <ModelPanel key={openId} id={openId} choices={choices} />
        </Suspense>
      )}
    </div>
  )
}

/** The choices without the text: what shows them need not be drawn again for what is typed. */
function useFilterChoices(place: Query, sort: Choices['sort']): Choices {
  return useShared(readChoices({ ...place, sort, q: '', id: '' }))
}

interface SectionProps {
  readonly answer: ReturnType<typeof useFirstPage>
  readonly page: CatalogPage | undefined
  /** What is shown does not answer the choices yet. */
  readonly busy: boolean
  readonly choices: Choices
  readonly openId: string | undefined
}

/** Chips and results change together, when the answer is here: until then they are what they were. */
function ResultsSection({ answer, page, busy, choices, openId }: SectionProps) {
  const { data, error, refetch } = answer
  const answered = useHeld(choices, busy && error === null)
  const { discover: say } = useTexts()
  const isPreparing = useCatalogState()?.phase === 'preparing'
  return (
    <section
      aria-label={say.resultsLabel}
      aria-busy={busy}
      className="flex min-h-0 min-w-0 flex-1 flex-col pt-3"
    >
      <Chips choices={answered} />
      {error !== null && (
        <div className="px-4 pb-3">
          <FailureNote failure={failureOf(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {data === undefined || page === undefined || (isPreparing && page.total === 0) ? (
        <div className="overflow-hidden px-4">{error === null && <GridSkeleton />}</div>
      ) : (
        <Results page={page} query={data.query} choices={answered} view={choices.view} openId={openId} />
      )}
    </section>
  )
}
