import { sortNames, type SortName } from '#contract/catalog'
import { ArrowDownWideNarrow, ArrowUpNarrowWide, Grid3x3, LayoutGrid, Rows3 } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { Link, usePlace, useQueryChange } from '../../router.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import { memo } from 'react'
import { tabs, type Choices } from './query/discover-query.ts'
import { WorkerChoice } from './what-if/WorkerChoice.tsx'

/** How the results are cut, ordered and drawn. */
export const Toolbar = memo(function Toolbar({ choices }: { readonly choices: Choices }) {
  const { discover: say } = useTexts()
  const change = useQueryChange()
  const ascending = choices.direction === 'asc'
  return (
    <>
      <Segments
        label={say.kind}
        value={choices.tab}
        segments={tabs.map((tab) => ({ value: tab, label: say.tabs[tab] }))}
        onChange={(tab) => change({ tab: tab === 'all' ? '' : tab, task: '', worker: '' })}
      />
      <WorkerChoice choices={choices} />
      <div className="flex gap-2">
        <Select<SortName>
          label={say.sort}
          className="sm:min-w-40"
          value={choices.sort}
          options={sortNames.map((sort) => ({ value: sort, label: say.sorts[sort] }))}
          onChange={(sort) => change({ sort, dir: '' })}
        />
        <IconButton
          label={ascending ? say.ascending : say.descending}
          onClick={() => change({ dir: ascending ? '' : 'asc' })}
        >
          {ascending ? <ArrowUpNarrowWide aria-hidden /> : <ArrowDownWideNarrow aria-hidden />}
        </IconButton>
        <Segments
          label={say.view}
          iconsOnly
          value={choices.view}
          onChange={(view) => change({ view: view === 'grid' ? '' : view })}
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
