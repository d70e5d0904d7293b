import type { MatrixCell } from '#contract/judge'
import type { ModelCard } from '#contract/catalog'
import { useTexts } from '../../locale.tsx'
import { Link, type Query } from '../../router.tsx'
import { useWorkerName } from '../../state/worker-names.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useCellWords } from './cell-words.ts'
import { useCells, type CellReader } from './cells.ts'
import { spotId, type GridSpot } from './grid-focus.ts'
import { MatrixTile } from './MatrixCellView.tsx'
import type { MatrixWorker } from './matrix-workers.ts'

export interface Looked {
  readonly model: ModelCard
  readonly workerId: string
  readonly cell: MatrixCell
}

interface Props {
  readonly index: number
  readonly start: number
  readonly model: ModelCard | undefined
  readonly workers: readonly MatrixWorker[]
  readonly reader: CellReader
  readonly place: Query
  /** The column that the Tab key stops at, where it is in this row. */
  readonly stop: number | null
  readonly onSpot: (spot: GridSpot) => void
  readonly onLook: (looked: Looked | null) => void
}

export function MatrixRow(props: Props) {
  const { index, start, model, workers, reader, place, stop, onSpot } = props
  const cells = useCells(reader, model?.id)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="group absolute inset-x-0 top-0 grid h-9 grid-cols-(--tracks) border-b border-line"
      style={{ transform: `translateY(${start}px)` }}
    >
      <div
        role="rowheader"
        className="sticky start-0 z-10 flex min-w-0 items-center border-e border-line bg-canvas px-3 group-hover:bg-sunken"
      >
        {model === undefined ? (
          <Skeleton className="h-3 w-2/3" />
        ) : (
          <Link
            id={spotId({ row: index, column: 0 })}
            to="discover"
            query={{ ...place, id: model.id }}
            tabIndex={stop === 0 ? 0 : -1}
            onFocus={() => onSpot({ row: index, column: 0 })}
            title={model.name}
            className="group/name min-w-0 truncate rounded-control py-1"
          >
            <bdi className="group-hover/name:underline">{model.name}</bdi>{' '}
            <bdi className="text-sm text-faint max-sm:hidden">{model.author}</bdi>
          </Link>
        )}
      </div>
      {workers.map((worker, at) => (
        <Cell key={worker.id} {...props} column={at + 1} workerId={worker.id} cell={cells?.[at]} />
      ))}
    </div>
  )
}

interface CellProps extends Props {
  readonly column: number
  readonly workerId: string
  readonly cell: MatrixCell | undefined
}

function Cell({ index, model, stop, onSpot, onLook, column, workerId, cell }: CellProps) {
  const { matrix: say } = useTexts()
  const words = useCellWords()
  const workerName = useWorkerName()
  const look = () => {
    if (model !== undefined && cell !== undefined) onLook({ model, workerId, cell })
  }
  return (
    <div
      id={spotId({ row: index, column })}
      role="gridcell"
      tabIndex={stop === column ? 0 : -1}
      aria-label={
        model === undefined || cell === undefined
          ? undefined
          : say.cell(model.name, workerName(workerId), words(cell))
      }
      onFocus={() => {
        onSpot({ row: index, column })
        look()
      }}
      onPointerEnter={look}
      className="min-w-0 p-0.5 focus-visible:-outline-offset-2"
    >
      {cell === undefined ? <Skeleton className="size-full" /> : <MatrixTile cell={cell} />}
    </div>
  )
}
