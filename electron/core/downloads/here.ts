/** Downloads, library and accounts over this machine's folders, hubs, workers and settings. */
import { join } from 'node:path'
import type { accountsCalls, AccountsState } from '#contract/accounts'
import type { downloadsCalls } from '#contract/downloads'
import type { libraryCalls, LibraryState } from '#contract/library'
import type { Settings } from '#contract/settings'
import type { Catalog } from '#core/catalog/catalog'
import type { HubsHere } from '#core/catalog/hubs-here'
import { carryOver } from '#core/catalog/sync/carry-over'
import type { Folders, Place } from '#core/folders'
import type { HandlersFor } from '#core/handlers'
import { offlineByEnvironment } from '#core/http/hub-config'
import { tokenFor } from '#core/http/hubs'
import { createLibrary, type Library } from '#core/library/library'
import { modelOfEntry } from '#core/library/model-of-entry'
import { recogniseByHash } from '#core/library/recognise'
import type { Trash } from '#core/library/relocate'
import type { Log } from '#core/log'
import { createAccounts } from '#core/settings/accounts'
import type { Secrets } from '#core/settings/secrets'
import type { SettingsService } from '#core/settings/settings'
import { threadUrl } from '#core/threads'
import type { Hardware } from '#domain/hardware'
import type { InstalledWorker } from '#domain/worker'
import type { WorkerFamily } from '#domain/worker-family'
import { inEnglish } from '#domain/sayings/saying'
import { createDownloads, type Downloads } from './downloads.ts'
import { hubCacheDir } from './install/candidates.ts'
import { createJudgeHere, headerWarnings, type JudgeHere } from './judge-here.ts'
import { limitsOf } from './queue/limits.ts'
import type { DownloadsEmit } from './queue/queue.ts'
import { createTransfers, type Transfers } from './transfer/transfers.ts'

export interface DownloadsHereOptions {
  readonly place: Place
  readonly folders: Folders
  readonly version: string
  readonly settings: Pick<SettingsService, 'get' | 'onChange'>
  readonly families: readonly WorkerFamily[]
  workers(): readonly InstalledWorker[]
  hardware(): Hardware
  readonly catalog: Pick<Catalog, 'getModels' | 'update'>
  readonly hubs: Pick<HubsHere, 'http' | 'baseUrl' | 'freshModel' | 'repositoryJson' | 'details'>
  readonly secrets: Secrets
  /** Where tokens are kept, to be told. */
  readonly keptIn: 'system' | 'file'
  /** Null: what is removed is gone at once. */
  readonly trash: Trash | null
  /** Shows a file in the file manager; false where there is none. */
  readonly reveal: (path: string) => Promise<boolean>
  readonly emit: DownloadsEmit & {
    (name: 'library.changed', value: LibraryState): void
    (name: 'accounts.changed', value: AccountsState): void
  }
  readonly log: Log
}

export interface DownloadsHere {
  readonly handlers: HandlersFor<typeof downloadsCalls> &
    HandlersFor<typeof libraryCalls> &
    HandlersFor<typeof accountsCalls>
  readonly downloads: Downloads
  readonly library: Library
  dispose(): Promise<void>
}

/** rbee's own folder first, unless the user wants new models elsewhere. */
export const modelRoots = (
  { target, modelFolders }: Settings['downloads'],
  rbeeCache: string,
): readonly string[] => {
  const own = join(rbeeCache, 'models')
  return [...new Set([target ?? own, own, ...modelFolders])]
}

export function downloadsHere(options: DownloadsHereOptions): DownloadsHere {
  const { settings, folders, version, emit, secrets, hubs } = options
  const judge = createJudgeHere(options)
  const transfers = createTransfers({
    threadUrl: threadUrl('transfer'),
    hashThreadUrl: threadUrl('hash'),
    userAgent: `rbee-marketplace/${version} (+https://rbee.dev)`,
  })
  const roots = () => modelRoots(settings.get().downloads, folders.rbeeCache)
  const library = libraryHere(options, { transfers, judge, roots })
  const downloads = queueHere(options, { transfers, judge, roots, library })
  const accounts = createAccounts({
    secrets,
    http: hubs.http,
    hubs: () => ({ huggingface: hubs.baseUrl('huggingface'), civitai: hubs.baseUrl('civitai') }),
    keptIn: options.keptIn,
    emit,
  })
  const follow = ({ hubs: { proxy }, downloads: now }: Settings): void => {
    transfers.proxy(proxy)
    downloads.queue.setLimits(limitsOf(now))
  }
  follow(settings.get())
  const stopFollowing = settings.onChange(follow)
  const stopRoots = followRoots(settings, roots, () => {
    library
      .rescan()
      .catch((error: unknown) => options.log.error('looking into the model folders failed', error))
  })
  return {
    handlers: { ...downloads.handlers, ...library.handlers, ...accounts.handlers },
    downloads,
    library,
    async dispose() {
      stopFollowing()
      stopRoots()
      await downloads.dispose()
      await transfers.dispose()
    },
  }
}

/** Other model folders hold other models. */
function followRoots(
  settings: DownloadsHereOptions['settings'],
  roots: () => readonly string[],
  onOthers: () => void,
): () => void {
  let before = roots().join('\n')
  return settings.onChange(() => {
    const now = roots().join('\n')
    if (now !== before) onOthers()
    before = now
  })
}

interface Parts {
  readonly transfers: Transfers
  readonly judge: JudgeHere
  readonly roots: () => readonly string[]
}

function libraryHere(
  { catalog, hubs, trash, reveal, emit, log }: DownloadsHereOptions,
  { transfers, judge, roots }: Parts,
): Library {
  return createLibrary({
    roots,
    transfers,
    trash,
    reveal,
    emit,
    log,
    nowMs: Date.now,
    freshModel: hubs.freshModel,
    async workersFor({ modelId, artifactId }, entry) {
      const [model] = modelId === null ? [] : await catalog.getModels([modelId])
      if (model) return judge.runners(model, artifactId)
      // The catalog does not know it: its entry may still say what it is.
      const told = entry && modelOfEntry(entry)
      return told && judge.runners(told.model, told.artifact.id)
    },
    recognise: (sha256) => recogniseByHash(sha256, { http: hubs.http, civitai: hubs.baseUrl('civitai') }),
  })
}

function queueHere(options: DownloadsHereOptions, parts: Parts & { readonly library: Library }): Downloads {
  const { place, folders, hubs, secrets, catalog, emit, log } = options
  const { transfers, judge, roots, library } = parts
  const base = () => ({ huggingface: hubs.baseUrl('huggingface'), civitai: hubs.baseUrl('civitai') })
  return createDownloads({
    dir: join(folders.data, 'downloads'),
    platform: place.platform,
    transfers,
    emit,
    log,
    modelsDir: () => roots()[0] ?? join(folders.rbeeCache, 'models'),
    hubs: base,
    hubCache: hubCacheDir(place.env, place.home),
    library: () => library.read(),
    freshModel: hubs.freshModel,
    repositoryJson: hubs.repositoryJson,
    async triggerWords(model, artifact) {
      if (artifact.version === null) return []
      const page = await hubs.details
        .get(model.id, { refresh: false, signal: AbortSignal.timeout(20_000) })
        .catch(() => null)
      const version = page?.details?.versions.find(({ id }) => id === artifact.version?.id)
      return version?.trainedWords ?? []
    },
    async token(url) {
      const known = (['huggingface', 'civitai'] as const).map((source) => ({
        source,
        baseUrl: base()[source],
        token: secrets.token(source)?.value ?? null,
      }))
      const value = tokenFor(new URL(url), known)
      return value === null ? null : { origin: new URL(url).origin, value }
    },
    offline: () => offlineByEnvironment(place.env),
    judge: judge.judge,
    async onInstalled(model, installed, request) {
      if (model !== request.model)
        await catalog.update([model.id], (known) => ({
          feed: null,
          upsert: [carryOver(model, known.get(model.id), null)],
        }))
      await library.rescan()
      const { compatibility } = judge.judge(model, request.artifact, request.plan.workerId)
      const before = judge.judge(request.model, request.artifact, request.plan.workerId).compatibility
      const news = [
        ...(compatibility?.compatible === false ? compatibility.said.reasons : []),
        ...(compatibility?.said.warnings ?? []),
      ]
      const known = new Set([...(before?.reasons ?? []), ...(before?.warnings ?? [])])
      return [...news.filter((saying) => !known.has(inEnglish(saying))), ...headerWarnings(installed.facts)]
    },
  })
}
