import type { HubSync } from '#contract/catalog-sync'
import type { StorageState } from '#contract/storage'
import { describeFailure } from '../../failures.ts'
import { useFormat, useTexts } from '../../locale.tsx'
import { useCatalogState, useSync } from '../../state/catalog.ts'
import { useNow } from '../../state/now.ts'
import { useChangeSettings, useSettings } from '../../state/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { RemoveAll } from './RemoveAll.tsx'
import { Row, Section, SwitchRow } from './Section.tsx'
import { useClear, useRebuild, useRefreshNow, useStorage } from './storage.ts'

export function Data() {
  return (
    <>
      <CatalogSection />
      <StorageSection />
      <RemoveAll />
    </>
  )
}

function CatalogSection() {
  const { data: say } = useTexts().settings
  const format = useFormat()
  const catalog = useCatalogState()
  const settings = useSettings()
  const change = useChangeSettings()
  const rebuild = useRebuild()
  if (settings === undefined) return null
  return (
    <Section id="catalog" title={say.catalog}>
      <Row label={say.models}>
        <span className="text-soft">{catalog === undefined ? '' : format.number(catalog.models)}</span>
      </Row>
      <RefreshRow />
      <SwitchRow
        label={say.refresh}
        hint={say.refreshHint}
        checked={settings.catalog.refresh}
        onChange={(refresh) => change({ catalog: { refresh } })}
      />
      {settings.catalog.refresh && (
        <SwitchRow
          label={say.metered}
          hint={say.meteredHint}
          checked={settings.catalog.onMetered}
          onChange={(onMetered) => change({ catalog: { onMetered } })}
        />
      )}
      <Row label={say.rebuild} hint={say.rebuildHint}>
        <Button aria-busy={rebuild.isPending} disabled={rebuild.isPending} onClick={() => rebuild.mutate()}>
          {say.rebuildAction}
        </Button>
      </Row>
    </Section>
  )
}

function RefreshRow() {
  const { data: say } = useTexts().settings
  const format = useFormat()
  const now = useNow()
  const sync = useSync()
  const refresh = useRefreshNow()
  const hubs = sync?.hubs ?? []
  const running = sync?.phase === 'snapshot' || hubs.some(({ activity }) => activity.kind === 'reading')
  const times = hubs.map(({ refreshedAt }) => refreshedAt).filter((at) => at !== null)
  const when = times.length === 0 ? say.never : format.ago(Math.min(...times), now)
  const words = [when, sync?.pausedBy === 'metered' && say.heldBack, ...useHubWords(hubs)].filter(Boolean)
  return (
    <Row label={say.refreshedAt} hint={sync === undefined ? '' : words.join(' · ')}>
      <Button aria-busy={running} disabled={running || refresh.isPending} onClick={() => refresh.mutate()}>
        {running ? say.running : say.now}
      </Button>
    </Row>
  )
}

/** What keeps a hub from being read, where something does. */
function useHubWords(hubs: readonly HubSync[]): readonly string[] {
  const texts = useTexts()
  const format = useFormat()
  const { data: say } = texts.settings
  return hubs.flatMap(({ source, activity }) => {
    if (activity.kind === 'waiting') return [say.hub[activity.why](texts.source[source])]
    if (activity.kind === 'failed')
      return [`${texts.source[source]}: ${describeFailure(activity.failure, { texts, format }).title}`]
    return []
  })
}

function StorageSection() {
  const { data: say } = useTexts().settings
  const storage = useStorage()
  return (
    <Section id="storage" title={say.storage} lead={say.storageLead}>
      {storage?.parts.map((part) => (
        <PartRow key={part.part} {...part} />
      ))}
    </Section>
  )
}

function PartRow({ part, sizeBytes }: StorageState['parts'][number]) {
  const { data: say } = useTexts().settings
  const { ui } = useTexts()
  const format = useFormat()
  const clear = useClear()
  return (
    <Row label={say.parts[part]} hint={say.partHints[part]}>
      <span className="flex items-center gap-3">
        <span className="text-soft" title={format.exactBytes(sizeBytes)}>
          {format.bytes(sizeBytes)}
        </span>
        {part !== 'catalog' && (
          <Button
            aria-label={say.clear(say.parts[part])}
            disabled={sizeBytes === 0 || clear.isPending}
            onClick={() => clear.mutate({ part, sizeBytes })}
          >
            {ui.clear}
          </Button>
        )}
      </span>
    </Row>
  )
}
