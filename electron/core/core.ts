/** The only wiring place: makes the services, joins their handlers, and takes everything down again. */
import { join } from 'node:path'
import type { AppInfo, PathKind } from '#contract/app'
import type { Emit } from '#contract/contract'
import { createCatalog } from './catalog/catalog.ts'
import { followMachine } from './catalog/follow-machine.ts'
import { hubsHere, type HubsHere } from './catalog/hubs-here.ts'
import { createDoor, type Door } from './door.ts'
import { downloadsHere } from './downloads/here.ts'
import type { Queue } from './downloads/queue/queue.ts'
import { createEvents, type EventListener } from './events.ts'
import { ensureWritable, type Folders, type Place } from './folders.ts'
import type { Handlers } from './handlers.ts'
import { correctionsFile } from './hardware/corrections.ts'
import { createHardware } from './hardware/hardware.ts'
import { createMachine } from './hardware/machine.ts'
import { watchDrivers } from './hardware/watch-drivers.ts'
import { offlineByEnvironment } from './http/hub-config.ts'
import { createIncoming, type Incoming } from './incoming/incoming.ts'
import { createJudge } from './judge/judge.ts'
import type { Trash } from './library/relocate.ts'
import type { Log } from './log.ts'
import { createSecrets, type Cipher } from './settings/secrets.ts'
import { createSettings, type SettingsService } from './settings/settings.ts'
import { removeOwnData } from './remove-data.ts'
import { storageHere } from './storage.ts'
import { createUpdates, type Updates, type UpdatesDeps } from './updates/updates.ts'
import { threadUrl } from './threads.ts'
import { loadFamilies } from './workers/families.ts'
import { workersHere } from './workers/here.ts'
import { keepWorkersCurrent, type KeepCurrent } from './workers/keep-current.ts'
import type { WorkersService } from './workers/workers.ts'

/** What differs between the shells. */
export interface Shell {
  readonly info: AppInfo
  /** Opens an https address; false where the page does that itself. */
  openExternal(url: string): Promise<boolean>
  /** The system's key store for tokens; without one they lie in files that only their owner can read. */
  readonly cipher?: Cipher
  /** The system's trash; without one what is removed is gone at once. */
  readonly trash?: Trash
  /** How the app replaces itself, or why it cannot; a shell that has neither is not installed. */
  readonly updater?: UpdatesDeps['updater']
  /** Shows a file in the file manager; false where there is none after all. */
  reveal?(path: string): Promise<boolean>
  /** Asks with the system's own dialog; null where nothing was chosen. */
  choosePath?(kind: PathKind): Promise<string | null>
  /** Ends the app, once the page has its answer. */
  quit?(): void
  /** Takes away what the shell keeps by itself: the app is to leave no trace. */
  forget?(): void
}

export interface Core {
  readonly door: Door
  readonly settings: SettingsService
  /** For links that the system hands to the shell. */
  readonly incoming: Incoming
  /** For the tray, the task bar, and for when the machine wakes up. */
  readonly queue: Queue
  /** For what is to be put in place when the app ends. */
  readonly updates: Updates
  subscribe(listener: EventListener): () => void
  /** The machine slept: an external GPU may have gone, and hours have passed. */
  resumed(): void
  dispose(): Promise<void>
}

export interface CoreOptions {
  readonly shell: Shell
  readonly folders: Folders
  /** Where this process runs: probes look here. */
  readonly place: Place
  /** Holds `resources/`. */
  readonly appRoot: string
  readonly log: Log
}

export function createCore(options: CoreOptions): Core {
  const { shell, folders, log } = options
  ensureWritable(folders.data)
  const { emit, subscribe } = createEvents({ log })
  const settings = createSettings({ file: join(folders.data, 'settings.json'), emit, log })
  const services = createServices(options, { emit, settings })
  const { hardware, workers, catalog, hubs, downloads } = services
  const current = currentHere({ ...options, ...services, settings })

  let removing = false
  const incoming = createIncoming({ emit })
  const updates = updatesOf(options, { emit, subscribe, settings, queue: downloads.downloads.queue })

  const handlers: Handlers = {
    'app.info': async () => shell.info,
    'app.openExternal': ({ url }) => shell.openExternal(url),
    'app.choosePath': async ({ kind }) => (await shell.choosePath?.(kind)) ?? null,
    ...settings.handlers,
    ...hardware.handlers,
    ...workers.handlers,
    ...catalog.handlers,
    ...createJudge({ hardware, workers, catalog, ggufShape: hubs.ggufShape }).handlers,
    ...hubs.handlers,
    ...storageHere(folders.data, hubs.caches),
    async 'storage.removeAll'() {
      removing = true
      shell.quit?.()
    },
    ...downloads.handlers,
    ...incoming.handlers,
    ...updates.handlers,
  }

  return {
    door: createDoor({ handlers, log }),
    settings,
    incoming,
    queue: downloads.downloads.queue,
    updates,
    subscribe,
    resumed() {
      hardware.scan().catch((error: unknown) => log.error('looking at the hardware failed', error))
      downloads.downloads.queue.wake()
      void current.look()
    },
    async dispose() {
      current.dispose()
      await updates.dispose()
      await downloads.dispose()
      workers.dispose()
      hardware.dispose()
      // Together: what is being written to the catalog ends with its thread, and so does who waits for it.
      await Promise.all([hubs.dispose(), catalog.dispose()])
      if (!removing) return
      shell.forget?.()
      removeOwnData(folders.data)
    },
  }
}

/** Everything behind the handlers, each over what it needs of the others. */
function createServices(
  { shell, folders, place, appRoot, log }: CoreOptions,
  { emit, settings }: { emit: Emit; settings: SettingsService },
) {
  const { hardware, workers } = machineHere({ place, folders, emit, log })
  const catalog = createCatalog({
    dataDir: join(folders.data, 'catalog'),
    threadUrl: threadUrl('catalog'),
    snapshotFile: join(appRoot, 'resources/catalog-snapshot.br'),
    emit,
    log,
    onRecovered: () => hubs.sync.startBackground(),
  })
  followMachine({ catalog, hardware, workers, file: join(folders.data, 'catalog/machine.json'), log })

  const secrets = createSecrets({
    dir: folders.data,
    env: place.env,
    home: place.home,
    cipher: shell.cipher ?? null,
    hide: log.hide,
  })
  const hubs = hubsHere({
    place,
    folders,
    version: shell.info.version,
    settings,
    workers,
    token: (source) => secrets.token(source)?.value ?? null,
    store: catalog,
    emit,
    log,
  })

  hubs.sync.startBackground()

  const downloads = downloadsHere({
    place,
    folders,
    version: shell.info.version,
    settings,
    families: loadFamilies(),
    workers: () => workers.state().workers,
    hardware: () => hardware.state().hardware,
    catalog,
    hubs,
    secrets,
    keptIn: shell.cipher ? 'system' : 'file',
    trash: shell.trash ?? null,
    reveal: async (path) => (await shell.reveal?.(path)) ?? false,
    emit,
    log,
  })
  downloads.downloads.queue.start()
  workers.onChange(() => {
    downloads.library.refresh().catch((error: unknown) => log.error('judging the library failed', error))
  })
  return { hardware, workers, catalog, hubs, downloads }
}

/** Newer versions of the app, and what runs that they must not interrupt. */
function updatesOf(
  { shell, folders, log }: CoreOptions,
  {
    emit,
    subscribe,
    settings,
    queue,
  }: Pick<Core, 'settings' | 'queue' | 'subscribe'> & { readonly emit: Emit },
): Updates {
  const updates = createUpdates({
    updater: shell.updater ?? 'not-here',
    file: join(folders.data, 'updates.json'),
    automatic: () => settings.get().updates.check,
    transferring: () => queue.state().items.some(({ status }) => status.kind === 'running'),
    emit,
    log,
  })
  subscribe((name) => {
    if (name === 'downloads.changed') updates.transfersChanged()
  })
  return updates
}

/** Newer workers, as the worker catalog online tells of them. */
function currentHere({
  place,
  settings,
  workers,
  hubs,
  log,
}: Pick<CoreOptions, 'place' | 'log'> & {
  settings: SettingsService
  workers: WorkersService
  hubs: HubsHere
}): KeepCurrent {
  const current = keepWorkersCurrent({
    workers,
    http: hubs.http,
    baseUrl: () => hubs.baseUrl('worker-catalog'),
    wanted: () => settings.get().catalog.refresh && !offlineByEnvironment(place.env),
    log,
  })
  settings.onChange(() => void current.look())
  void current.look()
  return current
}

/** What is here: looked at once at the start, and watched from then on. */
function machineHere({
  place,
  folders,
  emit,
  log,
}: Pick<CoreOptions, 'place' | 'folders' | 'log'> & { emit: Emit }) {
  const hardware = createHardware({
    machine: createMachine(place),
    file: correctionsFile(folders),
    emit,
    log,
    watchDrivers: watchDrivers(place),
  })
  const workers = workersHere({ place, folders, watch: true, emit, log })
  // While figures still arrive, a GPU not seen yet is no GPU missing.
  hardware.onChange(({ scanning, hardware: known }) => scanning || workers.setHardware(known))
  Promise.all([hardware.scan(), workers.scan()]).catch((error: unknown) =>
    log.error('looking at this machine failed', error),
  )
  return { hardware, workers }
}
