import type { DownloadPlanView, Wanted } from '#contract/downloads'
import type { CatalogDetails } from '#contract/catalog-details'
import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { fitSettingsOf } from '#domain/fit/fit-model'
import type { Artifact } from '#domain/model'
import { namedArtifacts, otherRevision, type Naming } from '#domain/named-artifacts'
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
  readonly named: Naming
  readonly onDone: () => void
  readonly facts: ReactNode
  readonly other: ReactNode
}

/** The verdict, then the plan: which files, how large, from where and to where. Only then the question. */
export function LinkedDownload({ model, named, onDone, facts, other }: Props) {
  const { incoming: say } = useTexts()
  const { contextTokens, imagePixels } = useFitWish()
  const settings = useMemo(() => fitSettingsOf(contextTokens, imagePixels), [contextTokens, imagePixels])
  const judged = useJudgement(model, null, settings)
  const revision = otherRevision(model, named)
  const artifacts = namedArtifacts(model, named)
  const best = judged === null ? null : meant(judged.judgement, artifacts)
  return (
    <>
      {judged === null ? (
        <Skeleton className="h-24" />
      ) : (
        <VerdictSection judgement={judged.judgement} of={best} />
      )}
      {facts}
      {artifacts?.length === 0 && <ProblemNote tone="fair" title={say.partGone(partOf(named))} />}
      {best !== null && (
        <Plan
          wanted={{
            modelId: model.id,
            artifactId: best.artifact.id,
            workerId: best.workerId,
            ...(revision !== null && { revision }),
          }}
          best={best}
          onDone={onDone}
          other={other}
        />
      )}
      {judged !== null && best === null && <div>{other}</div>}
    </>
  )
}

const partOf = ({ path, quantization, revision }: Naming): string => path ?? quantization ?? revision ?? ''

/** What the link names, at its best worker; else what is recommended here. */
function meant(judgement: Judgement, named: readonly Artifact[] | null): Judged | null {
  const these = judgement.all.filter(({ artifact }) => named?.includes(artifact))
  return these.length > 0 ? bestOf(these) : judgement.best
}

interface PlanProps {
  readonly wanted: Wanted
  readonly best: Judged
  readonly onDone: () => void
  readonly other: ReactNode
}

function Plan({ wanted, best, onDone, other }: PlanProps) {
  const api = useApi()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['plan', wanted],
    queryFn: ({ signal }) => api.call('downloads.plan', wanted, signal),
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
      <FileList artifacts={[wanted.revision === undefined ? best.artifact : planned(best.artifact, data)]} />
      <PlanWarnings warnings={data.warnings} />
      <div className="flex flex-wrap gap-3">
        <GetIt wanted={wanted} plan={data} runs={best.confidence !== 'none'} onDone={onDone} />
        {other}
      </div>
    </>
  )
}

/** Another revision may have other files than those that we know. */
const planned = (artifact: Artifact, { files }: DownloadPlanView): Artifact => ({
  ...artifact,
  files: files.map((file) => ({ ...file, hubId: null })),
})

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
