/** Everything that talks to the hubs, over this machine's network, folders and settings. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Emit } from '#contract/contract'
import { FailureError } from '#contract/failure'
import type { detailsCalls } from '#contract/catalog-details'
import type { syncCalls } from '#contract/catalog-sync'
import type { ModelShape } from '#domain/fit/shape'
import type { Artifact, Model, Source } from '#domain/model'
import type { InstalledWorker } from '#domain/worker'
import type { WorkerFamily } from '#domain/worker-family'
import type { Folders, Place } from '../folders.ts'
import type { HandlersFor } from '../handlers.ts'
import { createHttp, type Http } from '../http/http.ts'
import { configuredHubs, offlineByEnvironment } from '../http/hub-config.ts'
import type { HubName } from '../http/hubs.ts'
import type { Log } from '../log.ts'
import type { SettingsService } from '../settings/settings.ts'
import { loadFamilies } from '../workers/families.ts'
import type { WorkersService } from '../workers/workers.ts'
import type { CatalogStore } from './catalog-api.ts'
import type { Catalog } from './catalog.ts'
import { createDetails, type Details, type DetailsDeps } from './details/details.ts'
import { createFileCache, type FileCache } from './details/file-cache.ts'
import { createPictures } from './details/pictures.ts'
import { createCivitaiSource, modelOfVersion } from './sources/civitai/source.ts'
import { readGgufShape } from './sources/huggingface/gguf-shape.ts'
import { createHuggingFaceSource, readRepositoryJson } from './sources/huggingface/source.ts'
import type { CatalogSource } from './sources/source.ts'
import { createConditions } from './sync/conditions.ts'
import { createSync, type Sync } from './sync/sync.ts'

export interface HubsHereOptions {
  readonly place: Place
  readonly folders: Folders
  readonly version: string
  readonly settings: Pick<SettingsService, 'get' | 'onChange'>
  readonly workers: Pick<WorkersService, 'state' | 'onChange'>
  readonly token: (source: Source) => string | null
  readonly store: Pick<Catalog, keyof CatalogStore | 'plant'>
  readonly emit: Emit
  readonly log: Log
}

export interface HubsHere {
  readonly handlers: HandlersFor<typeof syncCalls> & HandlersFor<typeof detailsCalls>
  readonly http: Http
  readonly sync: Sync
  readonly details: Details
  /** What was looked at once, and the pictures of it, in folders that may be deleted at any time. */
  readonly caches: Caches
  baseUrl(source: HubName): string
  /** As the hub has it now, with every file's size and hash: what a download is planned from. */
  freshModel(modelId: string, signal: AbortSignal, revision?: string): Promise<Model>
  /** A small JSON file of a repository at its revision; null where it has none. */
  repositoryJson(model: Model, path: string, signal: AbortSignal): Promise<unknown>
  /** How a model is built, from the header of that GGUF file; null where it does not tell. */
  ggufShape(model: Model, artifact: Artifact, signal: AbortSignal): Promise<ModelShape | null>
  dispose(): Promise<void>
}

const DETAILS_BYTES = 64 * 1024 * 1024
const PICTURES_BYTES = 256 * 1024 * 1024

type Caches = Readonly<Record<'details' | 'pictures', FileCache>>

export function hubsHere(options: HubsHereOptions): HubsHere {
  const { place, workers, store, emit, log } = options
  const settings = options.settings.get
  const hubs = () => configuredHubs(settings().hubs, place.env, tokens(options))
  const baseUrl = (source: HubName): string => hubs().find((hub) => hub.source === source)?.baseUrl ?? ''
  const http = createHttp({
    // Not a browser's name: CivitAI would answer a browser with pages instead of errors.
    userAgent: `rbee-marketplace/${options.version} (+https://rbee.dev)`,
    hubs,
    proxy: () => settings().hubs.proxy,
    offline: () => offlineByEnvironment(place.env),
  })
  const families = loadFamilies()
  const civitai = { http, baseUrl: () => baseUrl('civitai') }
  const huggingface = { http, baseUrl: () => baseUrl('huggingface') }
  const sources: readonly CatalogSource[] = [
    createHuggingFaceSource({ ...huggingface, families }),
    createCivitaiSource({ ...civitai, nsfw: () => settings().content.mature !== 'hide' }),
  ]
  const sync = createSync({
    store,
    sources,
    families: () => chosen(families, workers.state().workers),
    modelOfVersion: (id, signal) => modelOfVersion(id, { ...civitai, signal }),
    plant: store.plant,
    http,
    conditions: createConditions(place.platform),
    settings: () => ({ inBackground: settings().catalog.refresh, onMetered: settings().catalog.onMetered }),
    emit,
    log,
    sleep: (ms, signal) => wait(ms, undefined, { signal }),
  })
  workers.onChange(sync.reconsider)
  options.settings.onChange(sync.reconsider)
  const caches = cachesIn(join(options.folders.data, 'cache'))
  const details = detailsHere(options, { http, sources, baseUrl, caches })

  return {
    handlers: { ...sync.handlers, ...details.handlers },
    http,
    sync,
    details,
    caches,
    baseUrl,
    async freshModel(modelId, signal, revision) {
      const source = sources.find((one) => modelId.startsWith(`${one.source}:`))
      if (!source) throw new FailureError({ code: 'not-found', what: modelId })
      return source.files(modelId.slice(source.source.length + 1), { signal, ...(revision && { revision }) })
    },
    repositoryJson: (model, path, signal) => readRepositoryJson(model, path, { ...huggingface, signal }),
    ggufShape: (model, artifact, signal) => readGgufShape(model, artifact, { ...huggingface, signal }),
    async dispose() {
      await sync.dispose()
      await http.dispose()
    },
  }
}

const cachesIn = (dir: string): Caches => ({
  details: createFileCache({ dir: join(dir, 'details'), maxBytes: DETAILS_BYTES }),
  pictures: createFileCache({ dir: join(dir, 'pictures'), maxBytes: PICTURES_BYTES }),
})

function detailsHere(
  { store, settings }: HubsHereOptions,
  {
    caches,
    ...rest
  }: Pick<DetailsDeps, 'sources' | 'baseUrl'> & { readonly http: Http; readonly caches: Caches },
): Details {
  return createDetails({
    ...rest,
    store,
    cache: caches.details,
    pictures: createPictures({ http: rest.http, cache: caches.pictures }),
    contentLevel: () => settings.get().content.mature,
  })
}

const tokens = ({ token }: HubsHereOptions) => ({
  huggingface: token('huggingface'),
  civitai: token('civitai'),
})

/** Without any worker there is nothing to choose by: all that we know. */
function chosen(
  families: readonly WorkerFamily[],
  installed: readonly InstalledWorker[],
): readonly WorkerFamily[] {
  const here = families.filter(({ id }) => installed.some(({ family }) => family === id))
  return here.length === 0 ? families : here
}
