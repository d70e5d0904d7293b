import type { Release, UpdatesState } from '#contract/updates'
import type { ReactNode } from 'react'
import { FailureNote } from '../../frame/FailureNote.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { useAppInfo } from '../../state/app-info.ts'
import { useNow } from '../../state/now.ts'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { useUpdateActions, useUpdates } from '../../state/updates.ts'
import { Button } from '../../ui/Button.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Row, Section, SwitchRow } from './Section.tsx'

export function Updates() {
  const { updates: say } = useTexts().settings
  const version = useAppInfo()?.version
  const state = useUpdates()
  const settings = useSettings()
  const change = useChangeSettings()
  return (
    <Section id="updates" title={say.title}>
      <Row label={say.version}>
        <span className="text-soft">{version}</span>
      </Row>
      {state?.off === null && <Current state={state} />}
      {state?.off === null && settings !== undefined && (
        <SwitchRow
          label={say.automatic}
          hint={say.automaticHint}
          checked={settings.updates.check}
          onChange={(check) => change({ updates: { check } })}
        />
      )}
      {state !== undefined && state.off !== null && (
        <p className="px-4 py-3 text-pretty text-soft">{say.off[state.off]}</p>
      )}
    </Section>
  )
}

/** Where the next version stands, and what can be done about it. */
function Current({ state }: { readonly state: UpdatesState }) {
  const { phase } = state
  switch (phase.kind) {
    case 'idle':
    case 'checking':
    case 'current':
      return <Look state={state} />
    case 'available':
      return <Available release={phase.release} asksPassword={state.asksPassword} />
    case 'fetching':
      return <Fetching {...phase} />
    case 'ready':
      return <Ready {...phase} asksPassword={state.asksPassword} />
    case 'failed':
      return <Failed {...phase} />
  }
}

function Look({ state: { phase, checkedAt } }: { readonly state: UpdatesState }) {
  const { updates: say } = useTexts().settings
  const format = useFormat()
  const now = useNow()
  const { check } = useUpdateActions()
  const isChecking = phase.kind === 'checking'
  return (
    <Row
      label={phase.kind === 'current' ? say.current : say.look}
      hint={checkedAt === null ? say.never : say.checked(format.ago(checkedAt, now))}
    >
      <Button aria-busy={isChecking} disabled={isChecking} onClick={check}>
        {isChecking ? say.checking : say.check}
      </Button>
    </Row>
  )
}

interface AvailableProps {
  readonly release: Release
  readonly asksPassword: boolean
}

function Available({ release, asksPassword }: AvailableProps) {
  const { updates: say } = useTexts().settings
  const format = useFormat()
  const { install, later } = useUpdateActions()
  const size = release.sizeBytes === null ? null : format.bytes(release.sizeBytes)
  return (
    <Offer release={release} title={say.available(release.version)} hint={asksPassword ? say.password : ''}>
      <Button onClick={later}>{say.later}</Button>
      <Button kind="primary" onClick={install}>
        {say.fetch(size)}
      </Button>
    </Offer>
  )
}

function Fetching({
  release,
  receivedBytes,
  totalBytes,
}: Extract<UpdatesState['phase'], { kind: 'fetching' }>) {
  const { updates: say } = useTexts().settings
  const { ui } = useTexts()
  const { later } = useUpdateActions()
  const part = totalBytes === null ? null : Math.min(1, receivedBytes / totalBytes)
  return (
    <div className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <p>{say.fetching(release.version)}</p>
        <Button onClick={later}>{ui.cancel}</Button>
      </div>
      <Progress label={say.fetching(release.version)} value={part} />
    </div>
  )
}

type ReadyProps = Extract<UpdatesState['phase'], { kind: 'ready' }> & Pick<AvailableProps, 'asksPassword'>

function Ready({ release, blocked, asksPassword }: ReadyProps) {
  const { updates: say } = useTexts().settings
  const { install } = useUpdateActions()
  const quiet = asksPassword ? say.password : say.atEnd
  return (
    <Offer release={release} title={say.ready(release.version)} hint={blocked ? say.blocked : quiet}>
      <Button kind="primary" disabled={blocked} onClick={install}>
        {say.restart}
      </Button>
    </Offer>
  )
}

interface OfferProps {
  readonly release: Release
  readonly title: string
  readonly hint: string
  readonly children: ReactNode
}

/** The notes come from the release: they are text here, whatever stands in them. */
function Offer({ release, title, hint, children }: OfferProps) {
  const { updates: say } = useTexts().settings
  const format = useFormat()
  const date = release.releasedAt === null ? Number.NaN : Date.parse(release.releasedAt)
  const when = Number.isNaN(date) ? '' : format.date(date)
  return (
    <div>
      <Row label={title} hint={[when, hint].filter(Boolean).join(' · ')}>
        <span className="flex flex-wrap gap-2">{children}</span>
      </Row>
      {release.notes !== null && (
        <details className="px-4 pb-3" open>
          <summary className="min-h-7 text-sm text-soft">{say.notes}</summary>
          <p
            tabIndex={0}
            role="region"
            aria-label={say.notes}
            className="max-h-60 overflow-auto text-sm wrap-anywhere whitespace-pre-wrap"
          >
            {release.notes}
          </p>
        </details>
      )}
    </div>
  )
}

function Failed({ failure, release }: Extract<UpdatesState['phase'], { kind: 'failed' }>) {
  const { updates: say } = useTexts().settings
  const { ui } = useTexts()
  const { check, install } = useUpdateActions()
  return (
    <div className="flex flex-col items-start gap-3 px-4 py-3">
      <p>{release === null ? say.checkFailed : say.fetchFailed(release.version)}</p>
      <FailureNote failure={failure} />
      <Button onClick={release === null ? check : install}>{ui.retry}</Button>
    </div>
  )
}
