import { useState, type CSSProperties } from 'react'
import { useTexts } from '../../locale.tsx'
import { usePlace } from '../../router.tsx'
import { useWorkerName } from '../../state/worker-names.ts'
import { rowHeight } from '../../ui/Table.tsx'
import { useVirtualLines } from '../../ui/virtual.ts'
import { useArriving } from '../discover/query/results.ts'
import type { Rows } from '../discover/query/rows.ts'
import type { CellReader } from './cells.ts'
import { useGridFocus } from './grid-focus.ts'
import { MatrixRow, type Looked } from './MatrixRow.tsx'
import type { MatrixWorker } from './matrix-workers.ts'

interface Props {
  readonly rows: Rows
  readonly workers: readonly MatrixWorker[]
  readonly reader: CellReader
  readonly onLook: (looked: Looked | null) => void
}

export function MatrixGrid(props: Props) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  return (
    <div
      ref={setScroller}
      onPointerLeave={() => props.onLook(null)}
      className="min-h-0 flex-1 overflow-auto [scrollbar-gutter:stable]"
    >
      {scroller !== null && <Grid {...props} scroller={scroller} />}
    </div>
  )
}

function Grid({ rows, workers, reader, onLook, scroller }: Props & { readonly scroller: HTMLDivElement }) {
  const { matrix: say } = useTexts()
  const { query: place } = usePlace()
  useArriving(rows)
  const { total, lines } = useVirtualLines({
    scroller,
    count: rows.total,
    size: rowHeight,
    overscan: 12,
    onLook: rows.look,
  })
  const { spot, setSpot, onKeyDown } = useGridFocus(rows.total, workers.length + 1)
  const inSight = lines.some(({ index }) => index === spot.row)
  const stopRow = inSight ? spot.row : lines[0]?.index
  const tracks = `minmax(var(--names), 1fr) repeat(${workers.length}, minmax(8rem, 11rem))`
  return (
    <div
      role="grid"
      aria-label={say.label}
      aria-rowcount={rows.total + 1}
      aria-colcount={workers.length + 1}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="min-w-fit [--names:9rem] sm:[--names:16rem]"
      style={{ '--tracks': tracks } as CSSProperties}
    >
      <Head workers={workers} />
      <div role="rowgroup" className="relative" style={{ height: total }}>
        {lines.map(({ index, start }) => (
          <MatrixRow
            key={index}
            index={index}
            start={start}
            model={rows.at(index)}
            workers={workers}
            reader={reader}
            place={place}
            stop={index === stopRow ? (inSight ? spot.column : 0) : null}
            onSpot={setSpot}
            onLook={onLook}
          />
        ))}
      </div>
    </div>
  )
}

function Head({ workers }: Pick<Props, 'workers'>) {
  const { matrix: say } = useTexts()
  const workerName = useWorkerName()
  return (
    <div role="rowgroup" className="sticky top-0 z-20 bg-canvas">
      <div
        role="row"
        aria-rowindex={1}
        className="grid min-h-11 grid-cols-(--tracks) border-b border-line text-sm"
      >
        <div
          role="columnheader"
          className="sticky start-0 z-10 flex items-end border-e border-line bg-canvas px-3 pb-1.5 text-soft"
        >
          {say.model}
        </div>
        {workers.map(({ id, installed }) => (
          <div
            key={id}
            role="columnheader"
            title={workerName(id)}
            className="flex min-w-0 flex-col justify-end px-2 pb-1.5 leading-tight"
          >
            <span className="truncate">{workerName(id)}</span>
            {!installed && <span className="truncate text-xs text-faint">{say.notInstalled}</span>}
          </div>
        ))}
      </div>
    </div>
  )
}
