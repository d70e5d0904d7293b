import type { CatalogPage, CatalogQueryInput } from '#contract/catalog'
import { LayoutGrid } from 'lucide-react'
import { useMemo, useState } from 'react'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useSpell, useTexts } from '../../locale.tsx'
import { Link, usePlace } from '../../router.tsx'
import { useWorkerName } from '../../state/worker-names.ts'
import { buttonClass } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { VerdictBadge } from '../../ui/VerdictBadge.tsx'
import { Chips } from '../discover/filters/Chips.tsx'
import { useHeadline } from '../discover/headline.ts'
import { NoResults } from '../discover/NoResults.tsx'
import { catalogQuery, readChoices, type Choices } from '../discover/query/discover-query.ts'
import { useFirstPage, useRows } from '../discover/query/results.ts'
import { useWorkerKinds } from '../discover/query/worker-kinds.ts'
import { WhatIfBanner } from '../discover/what-if/WhatIfBanner.tsx'
import { useCellWords } from './cell-words.ts'
import { useCellReader } from './cells.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { MatrixGrid } from './MatrixGrid.tsx'
import type { Looked } from './MatrixRow.tsx'
import { useMatrixWorkers } from './matrix-workers.ts'

/** Models and workers against each other, for the filter that stands in the address. */
export function MatrixPage() {
  const { query: place } = usePlace()
  const choices = useMemo(() => readChoices(place), [place])
  const kinds = useWorkerKinds(choices.whatIf)
  const query = useMemo(() => catalogQuery(choices, kinds), [choices, kinds])
  const { data, error, refetch } = useFirstPage(query)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Header choices={choices} page={data?.page} query={query} />
      {error !== null && (
        <div className="p-4">
          <FailureNote failure={failureOf(error)} onRetry={() => void refetch()} />
        </div>
      )}
      {data !== undefined && (
        <Body key={JSON.stringify(data.query)} page={data.page} query={data.query} choices={choices} />
      )}
      {data === undefined && error === null && <MatrixSkeleton />}
    </div>
  )
}

interface HeaderProps {
  readonly choices: Choices
  readonly page: CatalogPage | undefined
  readonly query: CatalogQueryInput
}

function Header({ choices, page, query }: HeaderProps) {
  const { frame, matrix: say } = useTexts()
  const { query: place } = usePlace()
  const headline = useHeadline({ choices, page })
  return (
    <header className="flex flex-col gap-3 border-b border-line px-4 pt-4 pb-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-xl font-bold">{frame.matrix}</h1>
          <p role="status" className="mt-1 text-pretty text-soft">
            {headline}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Link to="discover" query={place} className={buttonClass()}>
            <LayoutGrid aria-hidden />
            {say.toDiscover}
          </Link>
          <ExportMenu choices={choices} query={query} total={page?.total ?? 0} />
        </div>
      </div>
      {choices.whatIf !== null && <WhatIfBanner whatIf={choices.whatIf} />}
      <Chips choices={choices} />
    </header>
  )
}

interface BodyProps {
  readonly choices: Choices
  readonly page: CatalogPage
  readonly query: CatalogQueryInput
}

function Body({ choices, page, query }: BodyProps) {
  const [error, setError] = useState<unknown>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const rows = useRows(page, query, setError)
  const workers = useMatrixWorkers(choices.whatIf)
  const reader = useCellReader(workers, choices.whatIf)
  if (page.total === 0) return <NoResults choices={choices} text={choices.text} page={page} />
  return (
    <>
      {error !== null && (
        <div className="p-4">
          <FailureNote failure={failureOf(error)} onRetry={() => setError(null)} />
        </div>
      )}
      <MatrixGrid rows={rows} workers={workers} reader={reader} onLook={setLooked} />
      <Explained looked={looked} />
    </>
  )
}

/** Says of the cell at hand what it means, and why. */
function Explained({ looked }: { readonly looked: Looked | null }) {
  const { matrix: say } = useTexts()
  const words = useCellWords()
  const spell = useSpell()
  const workerName = useWorkerName()
  return (
    <div
      role="status"
      className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-sunken px-4 py-2 text-sm"
    >
      {looked === null ? (
        <p className="text-soft">{say.hint}</p>
      ) : (
        <>
          <VerdictBadge confidence={looked.cell.confidence} />
          <p className="min-w-0 flex-1 basis-60">
            <span className="font-medium">
              {say.cell(looked.model.name, workerName(looked.workerId), words(looked.cell))}
            </span>
            {looked.cell.reason !== null && <span className="text-soft"> · {spell(looked.cell.reason)}</span>}
          </p>
        </>
      )}
    </div>
  )
}

function MatrixSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-4">
      {[0, 1, 2, 3, 4, 5, 6, 7].map((line) => (
        <Skeleton key={line} className="h-7 w-full" />
      ))}
    </div>
  )
}
