import type { CatalogDetails } from '#contract/catalog-details'
import type { IncomingAsk } from '#contract/incoming'
import { otherRevision } from '#domain/named-artifacts'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useTexts } from '../../locale.tsx'
import { go } from '../../router.tsx'
import { Button } from '../../ui/Button.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useLinkedModel } from './incoming.ts'
import { LinkedDownload } from './LinkedDownload.tsx'

type ModelAsk = Extract<IncomingAsk, { kind: 'model' }>
interface Props {
  readonly ask: ModelAsk
  readonly onDone: () => void
}

/** What the link names: whether it runs here, and what exactly would be fetched from where. */
export function LinkedModel({ ask, onDone }: Props) {
  const { incoming: say } = useTexts()
  const { data, error, isPending, refetch } = useLinkedModel(ask.text)
  if (isPending)
    return (
      <p role="status" className="text-soft">
        {say.looking}
      </p>
    )
  if (error !== null) return <FailureNote failure={failureOf(error)} onRetry={() => void refetch()} />
  if (data === null)
    return (
      <ProblemNote tone="fair" title={say.notFound.title}>
        {say.notFound.detail}
      </ProblemNote>
    )
  const { resolved, details } = data
  const open = () => {
    onDone()
    go('discover', { id: resolved.id })
  }
  return (
    <>
      <h3 className="font-medium wrap-anywhere">
        <bdi>{details.model.name}</bdi>
      </h3>
      <LinkedDownload
        model={details.model}
        named={{ ...resolved, path: ask.file ?? resolved.path }}
        onDone={onDone}
        facts={<ModelFacts ask={ask} details={details} revision={otherRevision(details.model, resolved)} />}
        other={<Button onClick={open}>{say.openModel}</Button>}
      />
    </>
  )
}

interface FactsProps {
  readonly ask: ModelAsk
  readonly details: CatalogDetails
  readonly revision: string | null
}

function ModelFacts({ ask, details, revision }: FactsProps) {
  const { incoming: say } = useTexts()
  const { author, licence } = details.model
  return (
    <Facts>
      <Fact label={say.author} value={author} />
      <Fact label={say.licence} value={licence} />
      <Fact label={say.revision} value={revision} />
      {ask.worker !== null && (
        <Fact label={say.wantedWorker} value={`${ask.worker}. ${say.wantedWorkerHint}`} />
      )}
    </Facts>
  )
}
