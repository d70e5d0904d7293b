import type { DownloadPlanView, Wanted } from '#contract/downloads'
import type { CatalogDetails } from '#contract/catalog-details'
import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { fitSettingsOf } from '#domain/fit/fit-model'
import { failureOf, FailureNote } from '../../frame/FailureNote.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { go } from '../../router.tsx'
import { useApi } from '../../state/api.tsx'
import { useFitWish } from '../../state/fit-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useAsking, useStart } from '../discover/get/get-flow.ts'
import { PlanFacts } from '../discover/get/PlanFacts.tsx'
import { PlanWarnings } from '../discover/get/PlanWarnings.tsx'
import { FileList } from '../model/FileList.tsx'
import { bestOf, type Judged, type Judgement } from '../model/judgement.ts'
import { useJudgement } from '../model/model-data.ts'
import { VerdictSection } from '../model/VerdictSection.tsx'

interface Props {
  readonly model: CatalogDetails['model']
  /** The one that the link names, if any. */
  readonly file: string | null
  readonly onDone: () => void
  readonly facts: ReactNode
  readonly other: ReactNode
}

/** The verdict, then the plan: which files, how large, from where and to where. Only then the question. */
export function LinkedDownload({ model, file, onDone, facts, other }: Props) {
  const { incoming: say } = useTexts()
  const { contextTokens, imagePixels } = useFitWish()
  const settings = useMemo(() => fitSettingsOf(contextTokens, imagePixels), [contextTokens, imagePixels])
  const judged = useJudgement(model, null, settings)
  const best = judged === null ? null : meant(judged.judgement, file)
  const isThere = file === null || model.artifacts.some((artifact) => holds(artifact, file))
  return (
    <>
      {judged === null ? (
        <Skeleton className="h-24" />
      ) : (
        <VerdictSection judgement={judged.judgement} of={best} />
      )}
      {facts}
      {!isThere && <ProblemNote tone="fair" title={say.fileGone(file)} />}
      {best !== null && (
        <Plan
          wanted={{ modelId: model.id, artifactId: best.artifact.id, workerId: best.workerId }}
          best={best}
          onDone={onDone}
          other={other}
        />
      )}
      {judged !== null && best === null && <div>{other}</div>}
    </>
  )
}

const holds = ({ files }: { readonly files: readonly { readonly path: string }[] }, file: string): boolean =>
  files.some(({ path }) => path === file)

/** What holds the file that the link names, at its best worker; else what is recommended here. */
function meant(judgement: Judgement, file: string | null): Judged | null {
  const named = file === null ? [] : judgement.all.filter(({ artifact }) => holds(artifact, file))
  return named.length > 0 ? bestOf(named) : judgement.best
}

interface PlanProps {
  readonly wanted: Wanted
  readonly best: Judged
  readonly onDone: () => void
  readonly other: ReactNode
}

function Plan({ wanted, best, onDone, other }: PlanProps) {
  const api = useApi()
  const { modelId, artifactId, workerId } = wanted
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['plan', modelId, artifactId, workerId],
    queryFn: ({ signal }) => api.call('downloads.plan', { modelId, artifactId, workerId }, signal),
    staleTime: 30_000,
  })
  if (isPending) return <Skeleton className="h-20" />
  if (error !== null)
    return (
      <>
        <FailureNote failure={failureOf(error)} onRetry={() => void refetch()} />
        <div>{other}</div>
      </>
    )
  return (
    <>
      <PlanFacts plan={data} />
      <FileList artifacts={[best.artifact]} />
      <PlanWarnings warnings={data.warnings} />
      <div className="flex flex-wrap gap-3">
        <GetIt wanted={wanted} plan={data} runs={best.confidence !== 'none'} onDone={onDone} />
        {other}
      </div>
    </>
  )
}

interface GetItProps {
  readonly wanted: Wanted
  readonly plan: DownloadPlanView
  readonly runs: boolean
  readonly onDone: () => void
}

/** All has been said above; what does not run here is asked about once more. */
function GetIt({ wanted, plan, runs, onDone }: GetItProps) {
  const { get: say } = useTexts()
  const format = useFormat()
  const start = useStart()
  const ask = useAsking((state) => state.ask)
  const get = () => {
    if (!runs) return ask({ wanted, plan })
    start.mutate({ wanted, plan })
    onDone()
    go('downloads')
  }
  return (
    <Button kind={runs ? 'primary' : 'plain'} onClick={get}>
      {plan.totalBytes === null ? say.download : say.downloadSize(format.bytes(plan.totalBytes))}
    </Button>
  )
}
