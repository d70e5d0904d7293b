import type { WorkersState } from '#contract/workers'
import { CircleCheck, CircleSlash } from 'lucide-react'
import { useFormat, useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { Badge } from '../../ui/Badge.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { ProblemWords } from './ProblemWords.tsx'
import { Heading } from './Heading.tsx'
import { WorkerDetails } from './WorkerDetails.tsx'

type Worker = WorkersState['workers'][number]
type Variant = WorkersState['recommended'][number]

export function WorkerList({ state }: { readonly state: WorkersState }) {
  const { machine: say } = useTexts()
  return (
    <section className="flex flex-col gap-3">
      <Heading title={say.workers} lead={say.workersLead} />
      <Card className="divide-y divide-line">
        {state.workers.length === 0 && (
          <div className="p-4">
            <p className="font-medium">{state.scanning ? say.lookingForWorkers : say.noWorkers}</p>
            {!state.scanning && <p className="text-soft">{say.noWorkersDetail}</p>}
          </div>
        )}
        {state.workers.map((worker) => (
          <WorkerRow key={worker.id} worker={worker} variant={variantOf(state, worker)} />
        ))}
      </Card>
    </section>
  )
}

/** Its own variant where this hardware could use it; else one of its family, which tells the rest. */
function variantOf({ recommended }: WorkersState, { family, backend }: Worker): Variant | undefined {
  const own = recommended.filter((variant) => variant.family === family)
  return own.find((variant) => variant.backend === backend) ?? own[0]
}

function WorkerRow({ worker, variant }: { readonly worker: Worker; readonly variant: Variant | undefined }) {
  const { machine: say, backend } = useTexts()
  const { problem } = worker
  const name = variant?.name ?? worker.family
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{name}</span>
          {worker.backend !== null && <Badge>{backend[worker.backend]}</Badge>}
          <span className="text-sm text-soft">{worker.version ?? say.versionUnknown}</span>
        </p>
        {worker.path !== null && (
          <p className="truncate font-mono text-xs text-faint" title={worker.path}>
            {worker.path}
          </p>
        )}
        {problem === null ? (
          <Declared worker={worker} />
        ) : (
          <p className="mt-1 text-sm">
            <ProblemWords problem={problem} />
          </p>
        )}
      </div>
      {problem === null ? (
        <>
          <Badge tone="good" icon={<CircleCheck aria-hidden />}>
            {say.runsHere}
          </Badge>
          <Link to="discover" query={{ worker: worker.id }} className={buttonClass('plain', 'sm')}>
            {say.showModels}
          </Link>
        </>
      ) : (
        <Badge tone="bad" icon={<CircleSlash aria-hidden />}>
          {say.cannotRun}
        </Badge>
      )}
      {variant !== undefined && (
        <div className="basis-full">
          <WorkerDetails
            name={worker.backend === null ? name : `${name} ${backend[worker.backend]}`}
            variant={variant}
            placesKnown={variant.backend === worker.backend}
          />
        </div>
      )}
    </div>
  )
}

/** What the worker says of itself; most say nothing. */
function Declared({ worker: { declared } }: { readonly worker: Worker }) {
  const { machine: say } = useTexts()
  const format = useFormat()
  if (declared === null) return null
  const parts = [
    declared.formats.length > 0 && say.declares(format.list(declared.formats)),
    declared.architectures.length > 0 && format.list(declared.architectures),
    declared.maxContextLength !== null && say.contextUpTo(format.context(declared.maxContextLength)),
  ].filter(Boolean)
  return parts.length === 0 ? null : <p className="mt-0.5 text-sm text-soft">{parts.join(' · ')}</p>
}
