import type { DownloadItem, DownloadsState } from '#contract/downloads'
import { Pause, Play } from 'lucide-react'
import { PageShell } from '../../frame/PageShell.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { isActive, sumOf, useDownloads } from '../../state/downloads.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { InSight } from '../../ui/InSight.tsx'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { DownloadRow } from './DownloadRow.tsx'
import { QueuedRows } from './QueuedRows.tsx'
import { useDownloadActions } from './download-actions.ts'

export function DownloadsPage() {
  const { frame, empty } = useTexts()
  const state = useDownloads()
  const lead = useLead(state)
  if (state === undefined) return <PageSkeleton />
  if (state.items.length === 0)
    return (
      <PageShell title={frame.downloads}>
        <EmptyState
          title={empty.downloads.title}
          action={
            <Link to="discover" className={buttonClass('primary')}>
              {empty.downloads.action}
            </Link>
          }
        >
          {empty.downloads.detail}
        </EmptyState>
      </PageShell>
    )
  return (
    <PageShell title={frame.downloads} lead={lead} actions={<Actions state={state} />}>
      <Groups items={state.items} />
    </PageShell>
  )
}

function useLead(state: DownloadsState | undefined): string {
  const { frame, downloads: say } = useTexts()
  const format = useFormat()
  const { count, bytesPerSecond } = sumOf(state?.items ?? [])
  if (count === 0) return say.leadIdle
  return say.lead(frame.downloading(count), say.perSecond(format.bytes(bytesPerSecond)))
}

const isFinished = ({ status: { kind } }: DownloadItem): boolean => kind === 'done' || kind === 'failed'

function Actions({ state }: { readonly state: DownloadsState }) {
  const { downloads: say } = useTexts()
  const { pauseAll, resumeAll, clearFinished } = useDownloadActions()
  return (
    <>
      {state.items.some(isFinished) && <Button onClick={clearFinished}>{say.clearFinished}</Button>}
      {!state.items.some(isActive) ? null : state.allPaused ? (
        <Button icon={<Play aria-hidden className="fill-current" strokeWidth={1} />} onClick={resumeAll}>
          {say.resumeAll}
        </Button>
      ) : (
        <Button icon={<Pause aria-hidden className="fill-current" strokeWidth={1} />} onClick={pauseAll}>
          {say.pauseAll}
        </Button>
      )}
    </>
  )
}

function Groups({ items }: { readonly items: readonly DownloadItem[] }) {
  const { downloads: say } = useTexts()
  const groups = [
    [say.active, items.filter((item) => !isFinished(item) && item.status.kind !== 'queued')],
    [say.queued, items.filter((item) => item.status.kind === 'queued')],
    [say.finished, items.filter(isFinished).toReversed()],
  ] as const
  return groups.map(
    ([title, group]) =>
      group.length > 0 && (
        <section key={title} aria-label={title} className="flex flex-col gap-2">
          <h2 className="text-sm font-medium text-soft">{title}</h2>
          <Card className="divide-y divide-line">
            <Rows items={group} queued={title === say.queued} />
          </Card>
        </section>
      ),
  )
}

/** From here on rows are made only near what is in sight. */
const longList = 30
const rowPixels = 57

function Rows({ items, queued }: { readonly items: readonly DownloadItem[]; readonly queued: boolean }) {
  if (queued) return <QueuedRows items={items} />
  if (items.length < longList) return items.map((item) => <DownloadRow key={item.id} item={item} />)
  return items.map((item) => (
    <InSight key={item.id} height={rowPixels}>
      <DownloadRow item={item} />
    </InSight>
  ))
}
