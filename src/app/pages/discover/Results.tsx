import type { CatalogPage, CatalogQueryInput } from '#contract/catalog'
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import type { Choices } from './query/discover-query.ts'
import { useRows } from './query/results.ts'
import { ModelGrid } from './results/ModelGrid.tsx'
import { ModelTable } from './results/ModelTable.tsx'
import { NoResults } from './NoResults.tsx'
import { VerdictPopovers } from './verdict/VerdictPopover.tsx'

interface Props {
  readonly page: CatalogPage
  readonly query: CatalogQueryInput
  /** What the page answers, without the text. */
  readonly choices: Choices
  readonly view: Choices['view']
  readonly openId: string | undefined
}

export const Results = memo(function Results({ page, query, view, choices, openId }: Props) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const [error, setError] = useState<unknown>(null)
  const rows = useRows(page, query, setError)
  useTopFor(JSON.stringify(query), scroller)
  if (page.total === 0) return <NoResults choices={choices} text={query.text ?? ''} page={page} />
  return (
    <div ref={setScroller} className="min-h-0 flex-1 overflow-auto px-4 pb-4 [scrollbar-gutter:stable]">
      {error !== null && <FailureNote failure={failureOf(error)} onRetry={() => setError(null)} />}
      <VerdictPopovers>
        {scroller === null ? null : view === 'table' ? (
          <ModelTable rows={rows} openId={openId} scroller={scroller} choices={choices} />
        ) : (
          <ModelGrid rows={rows} openId={openId} scroller={scroller} pictures={choices.tab === 'image'} />
        )}
      </VerdictPopovers>
    </div>
  )
})

/** Another question is read from its first answer on. Where nobody has scrolled, the page is not measured for it. */
function useTopFor(asked: string, scroller: HTMLElement | null): void {
  const scrolled = useRef(false)
  useEffect(() => {
    const onScroll = () => {
      scrolled.current = true
    }
    scroller?.addEventListener('scroll', onScroll, { passive: true })
    return () => scroller?.removeEventListener('scroll', onScroll)
  }, [scroller])
  useLayoutEffect(() => {
    if (asked === '' || !scrolled.current) return
    scroller?.scrollTo(0, 0)
    scrolled.current = false
  }, [asked, scroller])
}
