import type { CatalogPage, CatalogQueryInput } from '#contract/catalog'
import { useLayoutEffect, useState } from 'react'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { StillContext, useWhenStill } from '../../ui/settled.ts'
import type { Choices } from './query/discover-query.ts'
import { useRows } from './query/results.ts'
import { ModelGrid } from './results/ModelGrid.tsx'
import { ModelTable } from './results/ModelTable.tsx'
import { NoResults } from './NoResults.tsx'

interface Props {
  readonly page: CatalogPage
  readonly query: CatalogQueryInput
  readonly choices: Choices
  /** The same without the text. */
  readonly filterChoices: Choices
  readonly openId: string | undefined
}

export function Results({ page, query, choices, filterChoices, openId }: Props) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const [error, setError] = useState<unknown>(null)
  const rows = useRows(page, query, setError)
  const whenStill = useWhenStill(scroller)
  useTopFor(JSON.stringify(query), scroller)
  if (page.total === 0) return <NoResults choices={choices} page={page} />
  return (
    <div ref={setScroller} className="min-h-0 flex-1 overflow-auto px-4 pb-4 [scrollbar-gutter:stable]">
      {error !== null && <FailureNote failure={failureOf(error)} onRetry={() => setError(null)} />}
      <StillContext value={whenStill}>
        {scroller === null ? null : choices.view === 'table' ? (
          <ModelTable rows={rows} openId={openId} scroller={scroller} choices={filterChoices} />
        ) : (
          <ModelGrid rows={rows} openId={openId} scroller={scroller} pictures={choices.tab === 'image'} />
        )}
      </StillContext>
    </div>
  )
}

/** Another question is read from its first answer on. */
function useTopFor(asked: string, scroller: HTMLElement | null): void {
  useLayoutEffect(() => {
    if (asked !== '') scroller?.scrollTo(0, 0)
  }, [asked, scroller])
}
