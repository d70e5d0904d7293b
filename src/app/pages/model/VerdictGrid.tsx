import { likelyVerdict } from '#domain/fit/fit'
import { useMemo, useState, type ReactNode } from 'react'
import { useTexts } from '../../locale.tsx'
import { useWorkers } from '../../state/machine.ts'
import { useWorkerName } from '../../state/worker-names.ts'
import { Button } from '../../ui/Button.tsx'
import { Table, type Column } from '../../ui/Table.tsx'
import { ProblemWords } from '../machine/ProblemWords.tsx'
import { useCellWords } from '../matrix/cell-words.ts'
import { MatrixTile } from '../matrix/MatrixCellView.tsx'
import { artifactWords } from './artifact-words.ts'
import { ArtifactName } from './ArtifactName.tsx'
import { Explain } from './Explain.tsx'
import { JudgedFindings } from './JudgedFindings.tsx'
import { isRecommended, mostRelevant, type Judged, type Judgement } from './judgement.ts'
import type { BrokenWorker } from './WorkerMatrix.tsx'

const mostRows = 6
const columnWidth = 148

interface Props {
  readonly judgement: Judgement
  readonly broken: readonly BrokenWorker[]
}

/** Every artifact with every worker: what is installed, what is broken, and what one only thinks of. */
export function VerdictGrid({ judgement, broken }: Props) {
  const { model: say, ui } = useTexts()
  const [all, setAll] = useState(false)
  const columns = useColumns({ judgement, broken })
  const { byArtifact } = judgement
  return (
    <>
      <Table
        id="workers"
        label={say.workers}
        columns={columns}
        rows={all ? byArtifact : mostRelevant(judgement, mostRows)}
        rowKey={({ artifact }) => artifact.id}
      />
      {byArtifact.length > mostRows && (
        <Button className="self-start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? ui.showLess : ui.showAll}
        </Button>
      )}
    </>
  )
}

function useColumns({ judgement, broken }: Props): readonly Column<Judged>[] {
  const { model: say, matrix, machine } = useTexts()
  const workerName = useWorkerName()
  const installed = useWorkers()?.workers
  return useMemo(() => {
    const isThere = (id: string) => installed?.some((worker) => worker.id === id) ?? true
    return [
      {
        key: 'artifact',
        title: judgement.best?.artifact.version == null ? say.file : say.version,
        width: '1fr',
        cell: ({ artifact }) => (
          <ArtifactName artifact={artifact} recommended={isRecommended(judgement, artifact)} />
        ),
      },
      ...judgement.byWorker.map(({ workerId }): Column<Judged> => {
        const own = new Map(
          judgement.all
            .filter((judged) => judged.workerId === workerId)
            .map((judged) => [judged.artifact, judged]),
        )
        return {
          key: workerId,
          title: workerName(workerId),
          note: isThere(workerId) ? undefined : matrix.notInstalled,
          width: columnWidth,
          cell: ({ artifact }) => <JudgedCell judged={own.get(artifact)} worker={workerName(workerId)} />,
        }
      }),
      ...broken.map(({ id, problem }): Column<Judged> => ({
        key: id,
        title: workerName(id),
        note: machine.cannotRun,
        width: columnWidth,
        cell: (judged) => (
          <Cell judged={{ ...judged, confidence: 'none' }} worker={workerName(id)}>
            <p className="text-sm text-soft">
              <ProblemWords problem={problem} />
            </p>
          </Cell>
        ),
      })),
    ]
  }, [judgement, broken, say, matrix, machine, workerName, installed])
}

interface CellProps {
  readonly judged: Judged
  readonly worker: string
  readonly children: ReactNode
}

const JudgedCell = ({ judged, worker }: { readonly judged: Judged | undefined; readonly worker: string }) =>
  judged === undefined ? null : (
    <Cell judged={judged} worker={worker}>
      <JudgedFindings judged={judged} />
    </Cell>
  )

/** A tile of the matrix, and behind it why. */
function Cell({ judged: { artifact, confidence, fit }, worker, children }: CellProps) {
  const { matrix } = useTexts()
  const words = useCellWords()
  const cell = { confidence, fit: likelyVerdict(fit), artifactId: artifact.id, reason: null }
  const name = matrix.cell(artifactWords(artifact).name, worker, words(cell))
  return (
    <Explain label={name} title={name} body={children} className="h-7 w-full min-w-0">
      <MatrixTile cell={cell} />
    </Explain>
  )
}
