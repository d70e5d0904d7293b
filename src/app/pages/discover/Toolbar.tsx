import { sortNames, type SortName } from '#contract/catalog'
import { ArrowDownWideNarrow, ArrowUpNarrowWide, Grid3x3, LayoutGrid, Rows3 } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { Link, usePlace, useQueryChange } from '../../router.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import { memo } from 'react'
import { isAscending, tabs, writeDirection, type Choices } from './query/discover-query.ts'
import { WorkerChoice } from './what-if/WorkerChoice.tsx'

interface Props extends Pick<Choices, 'tab' | 'sort' | 'direction' | 'view' | 'whatIf'> {
  readonly workers: readonly string[] | undefined
}

const orderOf = (sort: SortName): 'size' | 'date' | 'rank' => {
  if (sort === 'size') return 'size'
  return sort === 'updated' || sort === 'created' ? 'date' : 'rank'
}

/** How the results are cut, ordered and drawn. A filter that is chosen draws nothing of it again. */
export const Toolbar = memo(function Toolbar({ tab, sort, direction, view, whatIf, workers }: Props) {
  const { discover: say } = useTexts()
  const change = useQueryChange()
  const ascending = isAscending({ sort, direction })
  const order = say.order[orderOf(sort)]
  return (
    <>
      <Segments
        label={say.kind}
        value={tab}
        segments={tabs.map((each) => ({ value: each, label: say.tabs[each] }))}
        onChange={(next) => change({ tab: next === 'all' ? '' : next, task: '', worker: '' })}
      />
      <WorkerChoice workers={workers} whatIf={whatIf} />
      <div className="flex gap-2">
        <Select<SortName>
          label={say.sort}
          className="sm:min-w-40"
          value={sort}
          options={sortNames.map((each) => ({ value: each, label: say.sorts[each] }))}
          onChange={(next) => change({ sort: next, dir: '' })}
        />
        <IconButton
          label={ascending ? order.ascending : order.descending}
          onClick={() => change({ dir: writeDirection(sort, !ascending) })}
        >
          {ascending ? <ArrowUpNarrowWide aria-hidden /> : <ArrowDownWideNarrow aria-hidden />}
        </IconButton>
        <Segments
          label={say.view}
          iconsOnly
          value={view}
          onChange={(next) => change({ view: next === 'grid' ? '' : next })}
          segments={[
            { value: 'grid', label: say.views.grid, icon: <LayoutGrid aria-hidden /> },
            { value: 'table', label: say.views.table, icon: <Rows3 aria-hidden /> },
          ]}
        />
        <MatrixLink />
      </div>
    </>
  )
})

function MatrixLink() {
  const { frame } = useTexts()
  const { query } = usePlace()
  return (
    <Link
      to="matrix"
      query={query}
      title={frame.matrix}
      aria-label={frame.matrix}
      className={buttonClass('quiet', 'md', 'px-2')}
    >
      <Grid3x3 aria-hidden />
    </Link>
  )
}
