import type { CatalogDetails } from '#contract/catalog-details'
import type { IncomingAsk } from '#contract/incoming'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { go } from '../../router.tsx'
import { useSettings } from '../../state/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { useLinkedModel } from './incoming.ts'
import { sizesOf } from './sizes.ts'

type ModelAsk = Extract<IncomingAsk, { kind: 'model' }>
interface Props {
  readonly ask: ModelAsk
  readonly onDone: () => void
}

/** What would be fetched, from where, and how large it is. The choice itself is made on the model's own page. */
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
  const open = () => {
    onDone()
    go('discover', { id: data.resolved.id })
  }
  return (
    <>
      <h3 className="font-medium wrap-anywhere">{data.details.model.name}</h3>
      <ModelFacts ask={{ ...ask, file: ask.file ?? data.resolved.path }} details={data.details} />
      <div className="flex flex-wrap items-center gap-3">
        <Button kind="primary" onClick={open}>
          {say.openModel}
        </Button>
        <p className="text-sm text-soft">{say.openModelHint}</p>
      </div>
    </>
  )
}

function ModelFacts({ ask, details }: { readonly ask: ModelAsk; readonly details: CatalogDetails }) {
  const { incoming: say } = useTexts()
  const { model, links } = details
  const configured = useSettings()?.hubs[model.source]
  return (
    <Facts>
      <Fact label={say.hub} value={new URL(configured ?? links.page).host} />
      <Fact label={say.author} value={model.author} />
      <Fact label={say.size} value={<Size ask={ask} model={model} />} />
      {ask.file !== null && <Fact label={say.file} value={<File file={ask.file} model={model} />} />}
      <Fact label={say.licence} value={model.licence} />
      {ask.worker !== null && (
        <Fact label={say.wantedWorker} value={`${ask.worker}. ${say.wantedWorkerHint}`} />
      )}
    </Facts>
  )
}

interface OfModel {
  readonly model: CatalogDetails['model']
}

function Size({ ask, model }: OfModel & { readonly ask: ModelAsk }) {
  const { incoming: say } = useTexts()
  const format = useFormat()
  const range = sizesOf(model.artifacts, ask.file)
  if (range === null) return say.sizeUnknown
  const [least, most] = [format.bytes(range.leastBytes), format.bytes(range.mostBytes)]
  return least === most ? least : say.sizeRange(least, most)
}

function File({ file, model }: OfModel & { readonly file: string }) {
  const { incoming: say } = useTexts()
  const isThere = model.artifacts.some(({ files }) => files.some(({ path }) => path === file))
  return isThere ? file : say.fileGone(file)
}
