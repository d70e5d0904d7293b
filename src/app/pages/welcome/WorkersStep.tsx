import type { WorkersState } from '#contract/workers'
import { CircleCheck } from 'lucide-react'
import { useTexts } from '../../locale.tsx'
import { useQueryChange } from '../../router.tsx'
import { useWorkers } from '../../state/machine.ts'
import { useWorkerName } from '../../state/worker-names.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { writeWhatIf } from '../discover/query/discover-query.ts'
import { VariantCard } from '../machine/InstallWorkers.tsx'
import { Step, type StepProps } from './Step.tsx'

export function WorkersStep(step: StepProps) {
  const { workers: say } = useTexts().welcome
  const state = useWorkers()
  const running = state?.workers.filter(({ problem }) => problem === null) ?? []
  if (state !== undefined && !state.scanning && running.length === 0)
    return <NoWorkers {...step} state={state} />
  return (
    <Step {...step} title={say.title} lead={say.lead}>
      {running.length === 0 ? (
        <Skeleton className="h-24 w-full rounded-card" />
      ) : (
        <Running workers={running} />
      )}
    </Step>
  )
}

function Running({ workers }: { readonly workers: WorkersState['workers'] }) {
  const { machine: say } = useTexts()
  const workerName = useWorkerName()
  return (
    <Card className="divide-y divide-line">
      {workers.map(({ id, version }) => (
        <div key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3.5">
          <span className="min-w-0 flex-1 basis-40">
            <span className="font-medium">{workerName(id)}</span>{' '}
            <span className="text-sm text-soft">{version ?? ''}</span>
          </span>
          <Badge tone="good" icon={<CircleCheck aria-hidden />}>
            {say.runsHere}
          </Badge>
        </div>
      ))}
    </Card>
  )
}

/** How to get the right ones, or what it would be like to have them. */
function NoWorkers({ state, ...step }: StepProps & { readonly state: WorkersState }) {
  const { welcome, machine } = useTexts()
  const { workers: say } = welcome
  const change = useQueryChange()
  const best = state.recommended.filter((variant) => variant.best)
  const lookAround = () => {
    change(writeWhatIf({ workers: best.map(({ family, backend }) => ({ family, backend })) }), {
      replace: true,
    })
    step.onNext()
  }
  return (
    <Step
      {...step}
      title={say.missingTitle}
      lead={say.missingLead}
      other={
        best.length > 0 && (
          <Button onClick={lookAround} title={say.lookAroundHint}>
            {say.lookAround}
          </Button>
        )
      }
    >
      {best.length > 0 && <h2 className="unseen">{machine.install}</h2>}
      {best.map((variant) => (
        <VariantCard key={`${variant.family}-${variant.backend}`} variant={variant} />
      ))}
      {best.length === 0 && <p className="text-soft">{say.none}</p>}
    </Step>
  )
}
