import type { CatalogNotice } from '#contract/catalog'
import type { HubSync, SyncState } from '#contract/catalog-sync'
import { useMutation } from '@tanstack/react-query'
import { Database, Pause, RefreshCw } from 'lucide-react'
import { memo } from 'react'
import { cx } from '../../lib/cx.ts'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { useFailureWords } from '../../frame/FailureNote.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { useApi } from '../../state/api.tsx'
import { useLive } from '../../state/live.ts'
import { useNow, useSeconds } from '../../state/now.ts'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { useCatalogState } from '../../state/catalog.ts'

/** How fresh the catalog is, and what keeps it so. */
export const CatalogStatus = memo(function CatalogStatus() {
  const { catalog: say } = useTexts()
  const state = useLive('sync.get', 'sync.changed').data
  const notices = useCatalogState()?.notices ?? []
  const busy = state?.phase === 'running' || state?.phase === 'snapshot'
  return (
    <Popover
      title={say.title}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={say.title}
          title={say.title}
          className={cx(
            'inline-flex size-8 shrink-0 items-center justify-center rounded-control hover:bg-hover hover:text-ink [&_svg]:size-4',
            notices.length > 0 ? 'text-should' : 'text-soft',
          )}
        >
          {busy ? <RefreshCw aria-hidden className="motion-safe:animate-spin" /> : <Database aria-hidden />}
        </button>
      }
    >
      {notices.map((notice) => (
        <Notice key={notice.kind + notice.why} notice={notice} />
      ))}
      {state !== undefined && <SyncWords state={state} busy={busy} />}
    </Popover>
  )
})

function Notice({ notice }: { readonly notice: CatalogNotice }) {
  const { catalog: say } = useTexts()
  return <p className="mb-2 text-sm text-should">{say.notices[notice.kind](notice.why)}</p>
}

function SyncWords({ state, busy }: { readonly state: SyncState; readonly busy: boolean }) {
  const { catalog: say } = useTexts()
  const format = useFormat()
  const api = useApi()
  const failed = useFailureToast()
  const { mutate } = useMutation({
    mutationFn: (call: 'sync.start' | 'sync.pause') => api.call(call, undefined),
    onError: failed,
  })
  return (
    <div className="flex flex-col gap-2">
      {state.snapshot !== null && (
        <p className="text-sm text-soft">
          {say.snapshot(format.number(state.snapshot.models), format.date(Date.parse(state.snapshot.madeAt)))}
        </p>
      )}
      {state.pausedBy !== null && <p className="text-sm">{say.pausedBy[state.pausedBy]}</p>}
      <ul className="flex flex-col gap-1.5">
        {state.hubs.map((hub) => (
          <HubRow key={hub.source} hub={hub} />
        ))}
      </ul>
      <Button
        size="sm"
        className="self-start"
        icon={busy ? <Pause aria-hidden /> : <RefreshCw aria-hidden />}
        onClick={() => mutate(busy ? 'sync.pause' : 'sync.start')}
      >
        {busy ? say.pause : say.refresh}
      </Button>
    </div>
  )
}

function HubRow({ hub }: { readonly hub: HubSync }) {
  const { source } = useTexts()
  return (
    <li className="text-sm">
      <span className="font-medium">{source[hub.source]}</span> <HubWords hub={hub} />
    </li>
  )
}

function HubWords({ hub: { activity, modelsRead, refreshedAt, rateLimit } }: { readonly hub: HubSync }) {
  const { catalog: say } = useTexts()
  const format = useFormat()
  const now = useNow()
  switch (activity.kind) {
    case 'idle':
      return (
        <span className="text-soft">
          {refreshedAt === null ? say.never : say.asOf(format.ago(refreshedAt, now))}
        </span>
      )
    case 'reading':
      return (
        <span className="text-soft">
          {say.reading(format.number(modelsRead))}
          <RequestsLeft rateLimit={rateLimit} />
        </span>
      )
    case 'waiting':
      return <Waiting {...activity} />
    case 'failed':
      return <FailedWords failure={activity.failure} />
  }
}

type Wait = Extract<HubSync['activity'], { kind: 'waiting' }>

function Waiting({ why, until }: Pick<Wait, 'why' | 'until'>) {
  const { catalog: say } = useTexts()
  const format = useFormat()
  const leftMs = until - useSeconds()
  return (
    <span className="text-soft">
      {say.waiting[why]}
      {leftMs > 0 && `; ${say.againIn(format.duration(leftMs))}`}
    </span>
  )
}

/** As the hub counts them; most say nothing. */
function RequestsLeft({ rateLimit }: Pick<HubSync, 'rateLimit'>) {
  const { catalog: say } = useTexts()
  const format = useFormat()
  const { remaining, quota } = rateLimit ?? { remaining: null, quota: null }
  if (remaining === null || quota === null) return null
  return ` · ${say.requestsLeft(format.number(remaining), format.number(quota))}`
}

function FailedWords({ failure }: { readonly failure: Parameters<typeof useFailureWords>[0] }) {
  return <span className="text-soft">{useFailureWords(failure).detail}</span>
}
