/** The catalog and the hubs for a command that then ends. */
import { join } from 'node:path'
import { createCatalog, type Catalog } from '#core/catalog/catalog'
import { hubsHere, type HubsHere } from '#core/catalog/hubs-here'
import { ensureWritable } from '#core/folders'
import { createSecrets, type Secrets } from '#core/settings/secrets'
import { createSettings, type SettingsService } from '#core/settings/settings'
import { threadUrl } from '#core/threads'
import { workersHere } from '#core/workers/here'
import type { Emit, EventValue } from '#contract/contract'
import type { InstalledWorker } from '#domain/worker'
import type { CliContext } from './context.ts'

export interface OpenHubs extends HubsHere {
  readonly catalog: Catalog
  readonly workers: readonly InstalledWorker[]
  readonly settings: SettingsService
  readonly secrets: Secrets
}

export interface OpenOptions {
  readonly onSync?: (state: EventValue<'sync.changed'>) => void
}

export async function withHubs<T>(
  context: CliContext,
  work: (hubs: OpenHubs, signal: AbortSignal) => Promise<T>,
  { onSync }: OpenOptions = {},
): Promise<T> {
  const { folders, log } = context
  ensureWritable(folders.data)
  const emit: Emit = (name, value) => {
    if (name === 'sync.changed') onSync?.(value as EventValue<'sync.changed'>)
  }
  const settings = createSettings({ file: join(folders.data, 'settings.json'), emit, log })
  const secrets = createSecrets({
    dir: folders.data,
    env: context.env,
    home: context.place.home,
    cipher: null,
    hide: log.hide,
  })
  const workers = workersHere({ ...context, watch: false, emit })
  const catalog = createCatalog({
    dataDir: join(folders.data, 'catalog'),
    threadUrl: threadUrl('catalog'),
    snapshotFile: join(context.appRoot, 'resources/catalog-snapshot.br'),
    emit,
    log,
    checkAfterMs: null,
  })
  const token = (source: Parameters<typeof secrets.token>[0]) => secrets.token(source)?.value ?? null
  const hubs = hubsHere({ ...context, settings, workers, token, store: catalog, emit })
  const stop = new AbortController()
  const onStop = () => stop.abort()
  process.once('SIGINT', onStop)
  try {
    await workers.scan()
    return await work({ ...hubs, catalog, workers: workers.state().workers, settings, secrets }, stop.signal)
  } finally {
    process.off('SIGINT', onStop)
    await hubs.dispose()
    workers.dispose()
    await catalog.dispose()
  }
}
