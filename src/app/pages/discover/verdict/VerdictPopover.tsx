import type { ModelCard } from '#contract/catalog'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTexts } from '../../../locale.tsx'
import { usePlace } from '../../../router.tsx'
import { useApi } from '../../../state/api.tsx'
import { useWorkers } from '../../../state/machine.ts'
import { useWorkerName } from '../../../state/worker-names.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { useSettled } from '../../../ui/settled.ts'
import { VerdictBadge } from '../../../ui/VerdictBadge.tsx'
import { readChoices, whatIfInput } from '../query/discover-query.ts'
import { Findings } from './Findings.tsx'

interface Props {
  readonly model: ModelCard
}

/** The badge, and behind it why: on hover, on click, and from the keyboard. */
export function VerdictPopover({ model }: Props) {
  return useSettled() ? <Explained model={model} /> : <VerdictBadge confidence={model.verdict.confidence} />
}

function Explained({ model }: Props) {
  const { verdict, model: say, card } = useTexts()
  const workerName = useWorkerName()
  const [open, setOpen] = useState(false)
  const { confidence, workerId } = model.verdict
  const { word, meaning } = verdict[confidence]
  return (
    <Popover
      title={word}
      openOnHover
      align="end"
      onOpenChange={setOpen}
      trigger={
        <button type="button" aria-label={card.why(word, model.name)} className="flex rounded-control">
          <VerdictBadge confidence={confidence} />
        </button>
      }
    >
      <p className="text-sm text-soft">
        {meaning} {workerId !== null && confidence !== 'none' && say.with(workerName(workerId))}
      </p>
      {open && <Explanation model={model} />}
    </Popover>
  )
}

function Explanation({ model }: Props) {
  const { model: say } = useTexts()
  const api = useApi()
  const workers = useWorkers()?.revision
  const { query } = usePlace()
  const whatIf = useMemo(() => {
    const wish = readChoices(query).whatIf
    return wish === null ? null : whatIfInput(wish)
  }, [query])
  const question = {
    modelId: model.id,
    artifactId: model.verdict.artifact?.id ?? null,
    workerId: model.verdict.workerId,
    whatIf,
  }
  const { data } = useQuery({
    queryKey: ['judge', 'explain', question, workers],
    queryFn: ({ signal }) => api.call('judge.explain', question, signal),
    staleTime: 60_000,
  })
  if (data === undefined || data === null) return null
  return (
    <div className="mt-2.5 flex flex-col gap-2.5 border-t border-line pt-2.5">
      <Findings title={say.reasons} sayings={data.said.reasons} />
      <Findings title={say.warnings} sayings={data.said.warnings} />
      <Findings title={say.instead} sayings={data.said.recommendations} />
    </div>
  )
}
