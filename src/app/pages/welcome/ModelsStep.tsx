import { useMemo } from 'react'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { usePlace } from '../../router.tsx'
import { useCatalogState } from '../../state/catalog.ts'
import { catalogQuery, readChoices } from '../discover/query/discover-query.ts'
import { useFirstPage } from '../discover/query/results.ts'
import { CardSkeleton } from '../discover/results/CardSkeleton.tsx'
import { ModelCardView } from '../discover/results/ModelCardView.tsx'
import { useWhatIfWords } from '../discover/what-if/what-if-words.ts'
import { Step, type StepProps } from './Step.tsx'

const shown = 6

export function ModelsStep(step: StepProps) {
  const { models: say } = useTexts().welcome
  const { query: place } = usePlace()
  const choices = useMemo(() => readChoices(place), [place])
  const query = useMemo(() => catalogQuery(choices), [choices])
  const { data, error, refetch } = useFirstPage(query)
  const known = useCatalogState()?.models ?? 0
  const page = known === 0 ? undefined : data?.page
  return (
    <Step
      {...step}
      title={choices.whatIf === null ? say.title : say.whatIfTitle}
      lead={useLead(page?.total, choices.whatIf)}
      next={say.all}
    >
      {error !== null && <FailureNote failure={failureOf(error)} onRetry={() => void refetch()} />}
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(312px,100%),1fr))] gap-2.5">
        {page === undefined
          ? [0, 1, 2, 3].map((card) => <CardSkeleton key={card} />)
          : page.items
              .slice(0, shown)
              .map((model) => <ModelCardView key={model.id} model={model} open={false} />)}
      </div>
    </Step>
  )
}

function useLead(
  total: number | undefined,
  whatIf: Parameters<ReturnType<typeof useWhatIfWords>>[0] | null,
): string {
  const { models: say } = useTexts().welcome
  const format = useFormat()
  const whatIfWords = useWhatIfWords()
  if (total === undefined) return say.opening
  if (total === 0) return say.none
  const count = format.number(total)
  return whatIf === null ? say.lead(count) : say.whatIfLead(count, whatIfWords(whatIf))
}
