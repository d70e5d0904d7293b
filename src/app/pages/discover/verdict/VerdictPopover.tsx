import type { ModelCard } from '#contract/catalog'
import { useQuery } from '@tanstack/react-query'
import { createContext, use, useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useTexts } from '../../../locale.tsx'
import { usePlace } from '../../../router.tsx'
import { useApi } from '../../../state/api.tsx'
import { useWorkers } from '../../../state/machine.ts'
import { useWorkerName } from '../../../state/worker-names.ts'
import { SharedPopover, SharedTrigger, usePopoverHandle, type PopoverHandle } from '../../../ui/Popover.tsx'
import { VerdictBadge } from '../../../ui/VerdictBadge.tsx'
import { readChoices, whatIfInput } from '../query/discover-query.ts'
import { Findings } from './Findings.tsx'

interface Props {
  readonly model: ModelCard
}

const HandleContext = createContext<PopoverHandle<ModelCard> | null>(null)

/** The badge, and behind it why: on hover, on click, and from the keyboard. */
export function VerdictPopover({ model }: Props) {
  const { verdict, card } = useTexts()
  const handle = use(HandleContext)
  const { confidence } = model.verdict
  const badge = <VerdictBadge confidence={confidence} />
  if (handle === null) return badge
  return (
    <SharedTrigger
      handle={handle}
      of={model}
      trigger={
        <button
          type="button"
          aria-label={card.why(verdict[confidence].word, model.name)}
          className="flex rounded-control"
        >
          {badge}
        </button>
      }
    />
  )
}

/** Holds the one popover of all badges within. */
export function VerdictPopovers({ children }: { readonly children: ReactNode }) {
  const { verdict } = useTexts()
  const handle = usePopoverHandle<ModelCard>()
  const place = usePlace()
  // What it points at may be gone.
  const before = useRef(place)
  useEffect(() => {
    if (before.current !== place) handle.close()
    before.current = place
  }, [handle, place])
  return (
    <HandleContext value={handle}>
      {children}
      <SharedPopover handle={handle} align="end" title={(model) => verdict[model.verdict.confidence].word}>
        {(model) => <Explained model={model} />}
      </SharedPopover>
    </HandleContext>
  )
}

function Explained({ model }: Props) {
  const { verdict, model: say } = useTexts()
  const workerName = useWorkerName()
  const { confidence, workerId } = model.verdict
  return (
    <>
      <p className="text-sm text-soft">
        {verdict[confidence].meaning}{' '}
        {workerId !== null && confidence !== 'none' && say.with(workerName(workerId))}
      </p>
      <Explanation model={model} />
    </>
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
