import type { CatalogDetails } from '#contract/catalog-details'
import type { WhatIf } from '#contract/catalog'
import { fitSettingsOf } from '#domain/fit/fit-model'
import { lazy, Suspense, useMemo, useState } from 'react'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { usePlace } from '../../router.tsx'
import { useFitWish } from '../../state/fit-settings.ts'
import { useNow } from '../../state/now.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Artifacts } from './Artifacts.tsx'
import { ChatTemplate } from './ChatTemplate.tsx'
import { Explanations } from './Explain.tsx'
import { FileList } from './FileList.tsx'
import { FitSection } from './FitSection.tsx'
import { Gallery } from './Gallery.tsx'
import { Licence } from './Licence.tsx'
import { useDetails, useJudgement } from './model-data.ts'
import { ModelFacts } from './ModelFacts.tsx'
import { ModelHeader } from './ModelHeader.tsx'
import { TriggerWords } from './TriggerWords.tsx'
import { Usage } from './Usage.tsx'
import { VersionChoice } from './VersionChoice.tsx'
import { versionOf } from './version-choice.ts'
import { VerdictSection } from './VerdictSection.tsx'
import { WorkerMatrix } from './WorkerMatrix.tsx'

const Description = lazy(async () => ({ default: (await import('./Description.tsx')).Description }))

interface Props {
  readonly id: string
  readonly whatIf: WhatIf | null
}

/** Everything about one model. The same as a page and as a panel beside the results. */
export function ModelView({ id, whatIf }: Props) {
  const { data, error, refetch } = useDetails(id)
  const retry = () => void refetch()
  if (data !== undefined) return <Sections details={data} whatIf={whatIf} onRetry={retry} />
  if (error !== null)
    return (
      <>
        <h1 className="mb-4 text-xl font-bold wrap-anywhere">{id.slice(id.indexOf(':') + 1)}</h1>
        <FailureNote failure={failureOf(error)} onRetry={retry} />
      </>
    )
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-7 w-2/3" />
      <Skeleton className="h-24 rounded-card" />
      <Skeleton className="h-40 rounded-card" />
    </div>
  )
}

interface SectionsProps {
  readonly details: CatalogDetails
  readonly whatIf: WhatIf | null
  readonly onRetry: () => void
}

function Sections({ details, whatIf, onRetry }: SectionsProps) {
  const { model } = details
  const wish = useFitWish()
  const [chosen, setContext] = useState<number | null>(null)
  const context = chosen ?? wish.contextTokens
  const settings = useMemo(() => fitSettingsOf(context, wish.imagePixels), [context, wish.imagePixels])
  const judged = useJudgement(model, whatIf, settings)
  const { query } = usePlace()
  const versions = details.details?.versions ?? []
  const version = versionOf(versions, query['version'], judged?.judgement ?? null)
  const chatTemplate = details.details?.hub.chatTemplate ?? null
  return (
    <Explanations>
      <div className="flex flex-col gap-6">
        <ModelHeader details={details} judgement={judged?.judgement ?? null} />
        <Staleness details={details} onRetry={onRetry} />
        {judged !== null && (
          <>
            <VerdictSection judgement={judged.judgement} />
            <FitSection {...judged} model={model} context={context} onContext={setContext} />
            <Artifacts model={model} judgement={judged.judgement} />
            <WorkerMatrix judgement={judged.judgement} />
            <Usage model={model} judgement={judged.judgement} prompts={details.details?.hub.prompts ?? []} />
          </>
        )}
        {version !== null && versions.length > 1 && (
          <VersionChoice model={model} versions={versions} version={version} />
        )}
        <TriggerWords words={version?.trainedWords ?? []} />
        <Gallery key={version?.id} name={model.name} pictures={version?.previews ?? []} />
        <Licence details={details} />
        <ModelFacts details={details} />
        <FileList artifacts={model.artifacts} />
        {chatTemplate !== null && <ChatTemplate template={chatTemplate} />}
        <Suspense fallback={<Skeleton className="h-40" />}>
          <Description details={details} version={version} />
        </Suspense>
      </div>
    </Explanations>
  )
}

/** Why this is not the latest, or not to be had any more. */
function Staleness({
  details: { model, failure, fetchedAt },
  onRetry,
}: Pick<SectionsProps, 'details' | 'onRetry'>) {
  const { model: say, ui } = useTexts()
  const format = useFormat()
  const now = useNow()
  return (
    <>
      {model.unavailable !== null && <ProblemNote title={say.unavailable[model.unavailable]} />}
      {failure !== null &&
        (fetchedAt === null ? (
          <FailureNote failure={failure} onRetry={onRetry} />
        ) : (
          <ProblemNote
            tone="neutral"
            title={say.offline(format.ago(fetchedAt, now))}
            action={
              <Button size="sm" onClick={onRetry}>
                {ui.retry}
              </Button>
            }
          />
        ))}
    </>
  )
}
