import type { ModelCard, SortName } from '#contract/catalog'
import { memo, type CSSProperties } from 'react'
import { useTexts } from '../../../locale.tsx'
import { useQueryChange } from '../../../router.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { cellClass, rowHeight, TableHead, useColumnTracks, type Column } from '../../../ui/Table.tsx'
import { lineStyle, useVirtualLines } from '../../../ui/virtual.ts'
import { isAscending, writeDirection, type Choices } from '../query/discover-query.ts'
import { useArriving } from '../query/results.ts'
import type { Rows } from '../query/rows.ts'
import { useModelColumns } from './model-columns.tsx'

interface Props {
  readonly rows: Rows
  readonly openId: string | undefined
  readonly scroller: HTMLDivElement
  readonly choices: Choices
}

const id = 'models'
const none: readonly Column<ModelCard>[] = []
const nameOnly = {}
const isSort = (key: string): key is SortName =>
  ['fit', 'size', 'downloads', 'likes', 'updated'].includes(key)

export const ModelTable = memo(function ModelTable({ rows, openId, scroller, choices }: Props) {
  const { discover } = useTexts()
  const columns = useModelColumns()
  const tracks = useColumnTracks(id, columns)
  const change = useQueryChange()
  useArriving(rows)
  const { total, lines, flying } = useVirtualLines({
    scroller,
    count: rows.total,
    size: rowHeight,
    overscan: 6,
    onLook: rows.look,
  })
  const ascending = isAscending(choices)
  return (
    <div
      role="table"
      aria-label={discover.resultsLabel}
      aria-rowcount={rows.total}
      className="min-w-fit"
      style={{ '--tracks': tracks } as CSSProperties}
    >
      <TableHead
        id={id}
        columns={columns}
        sorting={{ key: choices.sort, descending: !ascending }}
        onSort={(key) => {
          if (isSort(key))
            change({ sort: key, dir: choices.sort === key ? writeDirection(key, !ascending) : '' })
        }}
      />
      <div role="rowgroup" className="relative" style={{ height: total }}>
        {lines.map((line) => (
          <VirtualRow
            key={line.key}
            index={line.index}
            start={line.start}
            model={rows.at(line.index)}
            columns={flying ? none : columns}
            open={rows.at(line.index)?.id === openId}
          />
        ))}
      </div>
    </div>
  )
})

interface RowProps {
  readonly index: number
  readonly start: number
  readonly model: ModelCard | undefined
  /** None while it flies past: then its name is all there is to see. */
  readonly columns: readonly Column<ModelCard>[]
  readonly open: boolean
}

const VirtualRow = memo(function VirtualRow({ index, start, model, columns, open }: RowProps) {
  const flying = columns.length === 0
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-missing={model === undefined || undefined}
      data-open={(model !== undefined && open) || undefined}
      className="absolute inset-x-0 grid h-9 [contain:size_layout_style] grid-cols-(--tracks) border-b border-line bg-canvas hover:bg-sunken data-open:bg-honey-wash"
      style={lineStyle(start, flying)}
    >
      {model === undefined || flying ? (
        <div role="cell" className={cellClass(nameOnly)}>
          {model?.name ?? <Skeleton className="h-3 w-2/3" />}
        </div>
      ) : (
        columns.map((column) => (
          <div key={column.key} role="cell" className={cellClass(column)}>
            {column.cell(model)}
          </div>
        ))
      )}
    </div>
  )
})
