import { ArrowDown, ArrowUp } from 'lucide-react'
import type { CSSProperties, KeyboardEvent, ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import { useColumnWidths } from './column-widths.ts'
import { ColumnHandle, resizeByKey } from './ColumnHandle.tsx'

export interface Column<Row> {
  readonly key: string
  readonly title: string
  /** A second line under the title. */
  readonly note?: string | undefined
  /** Read aloud only. */
  readonly hideTitle?: boolean
  /** Pixels, or a share of what is left: '2fr'. A dragged width replaces either. */
  readonly width: number | `${number}fr`
  /** Of a share: never narrower, in pixels. */
  readonly least?: number
  readonly end?: boolean
  readonly sortable?: boolean
  /** Stays in sight at the end when the table is wider than its place. */
  readonly pinned?: boolean
  readonly cell: (row: Row) => ReactNode
}

export interface Sorting {
  readonly key: string
  readonly descending: boolean
}

interface HeadProps<Row> {
  readonly id: string
  readonly columns: readonly Column<Row>[]
  readonly sorting?: Sorting | undefined
  readonly onSort?: ((key: string) => void) | undefined
}

const minWidth = 56
const leastShare = 150
const track = (width: number | string, least = leastShare): string =>
  typeof width === 'number' ? `${width}px` : `minmax(${least}px, ${width})`

export function useColumnTracks<Row>(id: string, columns: readonly Column<Row>[]): string {
  const widths = useColumnWidths((state) => state.widths)
  return columns.map((column) => track(widths[`${id}/${column.key}`] ?? column.width, column.least)).join(' ')
}

export const rowHeight = 36
const cellBase = 'flex min-w-0 items-center gap-2 px-3'

export const cellClass = ({
  end = false,
  pinned = false,
}: {
  readonly end?: boolean
  readonly pinned?: boolean
}): string =>
  cx(cellBase, end && 'justify-end', pinned && 'sticky end-0 z-[1] border-s border-line bg-inherit')

export function TableHead<Row>({ id, columns, sorting, onSort }: HeadProps<Row>) {
  const setWidth = useColumnWidths((state) => state.set)
  return (
    <div role="rowgroup" className="sticky top-0 z-10 bg-canvas">
      <div
        role="row"
        className="grid h-9 grid-cols-(--tracks) bg-canvas border-b border-line text-sm text-soft"
      >
        {columns.map((column) => (
          <div
            key={column.key}
            role="columnheader"
            aria-sort={ariaSort(column, sorting)}
            className={cx(cellClass(column), column.pinned !== true && 'relative')}
          >
            <HeadTitle
              column={column}
              sorting={sorting}
              onSort={onSort}
              onKeyDown={(event) =>
                resizeByKey(event, (width) => setWidth(id, column.key, Math.max(minWidth, width)))
              }
            />
            <ColumnHandle onResize={(width) => setWidth(id, column.key, Math.max(minWidth, width))} />
          </div>
        ))}
      </div>
    </div>
  )
}

const ariaSort = <Row,>(column: Column<Row>, sorting: Sorting | undefined) => {
  if (column.sortable !== true) return undefined
  if (sorting?.key !== column.key) return 'none'
  return sorting.descending ? 'descending' : 'ascending'
}

interface TitleProps<Row> {
  readonly column: Column<Row>
  readonly sorting: Sorting | undefined
  readonly onSort: ((key: string) => void) | undefined
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

function HeadTitle<Row>({ column, sorting, onSort, onKeyDown }: TitleProps<Row>) {
  if (column.sortable !== true || onSort === undefined)
    return (
      <span
        className={column.hideTitle === true ? 'unseen' : 'min-w-0 leading-tight'}
        title={column.note === undefined ? undefined : column.title}
      >
        <span className="block truncate">{column.title}</span>
        {column.note !== undefined && (
          <span className="block truncate text-xs text-faint">{column.note}</span>
        )}
      </span>
    )
  const active = sorting?.key === column.key
  const Arrow = sorting?.descending === true ? ArrowDown : ArrowUp
  return (
    <button
      type="button"
      onClick={() => onSort(column.key)}
      onKeyDown={onKeyDown}
      className={cx('flex min-w-0 items-center gap-1 rounded-control hover:text-ink', active && 'text-ink')}
    >
      <span className="truncate">{column.title}</span>
      {active && <Arrow aria-hidden className="size-3.5 shrink-0" />}
    </button>
  )
}

interface Props<Row> extends HeadProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly rowClassName?: (row: Row) => string
}

/** A table that fits on a page. Long lists use the same head over virtual rows. */
export function Table<Row>({ label, rows, rowKey, rowClassName, ...head }: Props<Row>) {
  const tracks = useColumnTracks(head.id, head.columns)
  return (
    <div className="overflow-x-auto">
      <div
        role="table"
        aria-label={label}
        className="min-w-fit"
        style={{ '--tracks': tracks } as CSSProperties}
      >
        <TableHead {...head} />
        <div role="rowgroup">
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} columns={head.columns} className={rowClassName?.(row)} />
          ))}
        </div>
      </div>
    </div>
  )
}

interface RowProps<Row> {
  readonly row: Row
  readonly columns: readonly Column<Row>[]
  readonly className?: string | undefined
}

function TableRow<Row>({ row, columns, className }: RowProps<Row>) {
  return (
    <div
      role="row"
      className={cx(
        'grid min-h-9 grid-cols-(--tracks) border-b border-line bg-canvas last:border-0 hover:bg-sunken',
        className,
      )}
    >
      {columns.map((column) => (
        <div key={column.key} role="cell" className={cellClass(column)}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  )
}
