import type { DownloadItem } from '#contract/downloads'
import { Check, CircleAlert } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { FailureNote } from '../../frame/FailureNote.tsx'
import { useSpell, useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { fractionOf } from '../../state/downloads.ts'
import { useWorkerName } from '../../state/worker-names.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { DownloadFiles } from './DownloadFiles.tsx'
import { RowActions } from './RowActions.tsx'
import { useDownloadActions } from './download-actions.ts'
import { useStatusWords } from './status-words.ts'

interface Props {
  readonly item: DownloadItem
  /** To take it by, where its place can be changed. */
  readonly handle?: ReactNode
}

export function DownloadRow({ item, handle }: Props) {
  const { downloads: say } = useTexts()
  const spell = useSpell()
  const words = useStatusWords(item)
  const { retry } = useDownloadActions()
  const [filesOpen, setFilesOpen] = useState(false)
  const { status, progress, name } = item
  const ended = status.kind === 'done' || status.kind === 'failed'
  const begun = status.kind !== 'queued' || progress.receivedBytes > 0
  return (
    <article aria-label={name} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-center gap-3">
        {handle}
        {status.kind === 'done' && <Check aria-hidden className="size-4 shrink-0 text-verified" />}
        {status.kind === 'failed' && <CircleAlert aria-hidden className="size-4 shrink-0 text-never" />}
        <Title item={item} />
        <p className="shrink-0 text-sm text-soft tabular-nums max-sm:hidden">{words}</p>
        <RowActions item={item} onFiles={() => setFilesOpen(!filesOpen)} />
      </div>
      <p className="text-sm text-soft tabular-nums sm:hidden">{words}</p>
      {!ended && begun && (
        <Progress
          label={say.progress(name)}
          value={fractionOf(progress)}
          say={words}
          quiet={status.kind !== 'running'}
        />
      )}
      {status.kind === 'failed' && <FailureNote failure={status.failure} onRetry={() => retry(item.id)} />}
      {status.kind === 'done' &&
        status.warnings.map((warning) => (
          <p key={warning.id} className="text-sm text-should">
            {spell(warning)}
          </p>
        ))}
      {filesOpen && <DownloadFiles files={progress.files} />}
    </article>
  )
}

function Title({ item }: { readonly item: DownloadItem }) {
  const workerName = useWorkerName()
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <h3 className="truncate font-medium">
        <Link to="discover" query={{ id: item.modelId }} className="rounded-control py-1 hover:underline">
          <bdi>{item.name}</bdi>
        </Link>
      </h3>
      <Badge className="max-sm:hidden">{item.artifactId}</Badge>
      {item.workerId !== null && (
        <span className="truncate text-sm text-faint max-md:hidden">{workerName(item.workerId)}</span>
      )}
    </div>
  )
}
