/** Downloads as the rest of the app sees them: plan, queue and transfers in one service. */
import { dirname, join } from 'node:path'
import type { DownloadPlanView, Wanted, downloadsCalls } from '#contract/downloads'
import { FailureError } from '#contract/failure'
import type { HandlersFor } from '#core/handlers'
import { marketplaceFacts } from '#core/library/entry'
import type { Found } from '#core/library/scan'
import type { Log } from '#core/log'
import type { Platform } from '#domain/hardware'
import type { Artifact, Model } from '#domain/model'
import { say, type Saying } from '#domain/sayings/saying'
import { findCandidates, type OwnModel } from './install/candidates.ts'
import { install, type Installed, type InstallRequest } from './install/install.ts'
import type { Occupied } from './plan/entry-id.ts'
import { planDownload, type DownloadPlan, type PlanProblem } from './plan/plan.ts'
import type { HubUrls } from './plan/urls.ts'
import { planWarnings, type Circumstances } from './plan/warnings.ts'
import { volumeOf } from './queue/disk-space.ts'
import { createItemStore } from './queue/item-store.ts'
import { remainingBytes } from './queue/item.ts'
import { createQueue, type DownloadsEmit, type Queue } from './queue/queue.ts'
import type { Token } from './transfer/redirect.ts'
import type { Transfers } from './transfer/transfers.ts'

export interface DownloadsDeps {
  /** Where the queue is kept. */
  readonly dir: string
  readonly platform: Platform
  readonly transfers: Transfers
  readonly emit: DownloadsEmit
  readonly log: Log
  readonly nowMs?: () => number
  readonly monotonicMs?: () => number
  /** The folder new models go to: the first of the library's. */
  modelsDir(): string
  hubs(): HubUrls
  /** The hub's own cache, where bytes may lie already. */
  readonly hubCache: string
  /** What is on disk, read anew. */
  library(): Promise<readonly Found[]>
  /** The model as the hub has it now, or at that revision, with all its files, sizes and hashes. */
  freshModel(modelId: string, signal: AbortSignal, revision?: string): Promise<Model>
  /** A small JSON file of a repository, at that revision; null where it has none. */
  repositoryJson(model: Model, path: string, signal: AbortSignal): Promise<unknown>
  triggerWords(model: Model, artifact: Artifact): Promise<readonly string[]>
  token(url: string): Promise<Token | null>
  /** The user wants no network at all. */
  offline(): boolean
  judge(
    model: Model,
    artifact: Artifact,
    workerId: string | null,
  ): Pick<Circumstances, 'compatibility' | 'tooLarge'>
  /** A model is in its place; `model` is corrected by what its files say. Returns what the user should know. */
  onInstalled(model: Model, installed: Installed, request: InstallRequest): Promise<readonly Saying[]>
}

export interface Downloads {
  readonly handlers: HandlersFor<typeof downloadsCalls>
  readonly queue: Queue
  dispose(): Promise<void>
}

export function createDownloads(deps: DownloadsDeps): Downloads {
  const queue = createQueue({
    store: createItemStore({ dir: join(deps.dir, 'queue'), log: deps.log }),
    emit: deps.emit,
    log: deps.log,
    nowMs: deps.nowMs ?? Date.now,
    monotonicMs: deps.monotonicMs ?? (() => performance.now()),
    setSpeedLimit: deps.transfers.limit,
    offline: deps.offline,
    install: (request, options) =>
      install(
        {
          transfers: deps.transfers,
          nowMs: deps.nowMs ?? Date.now,
          tokenFor: deps.token,
          candidates: async (sha256) =>
            findCandidates(sha256, { hubCache: deps.hubCache, models: ownModels(await deps.library()) }),
        },
        request,
        options,
      ),
    onInstalled: (request, installed) =>
      deps.onInstalled(corrected(request.model, installed), installed, request),
  })
  return { queue, handlers: createHandlers(deps, queue), dispose: () => queue.dispose() }
}

const ownModels = (found: readonly Found[]): readonly OwnModel[] =>
  found.flatMap(({ read }) =>
    read.kind === 'entry' && read.facts ? [{ folder: read.folder, facts: read.facts }] : [],
  )

/** What the file says of itself is worth more than what the hub said about it. */
function corrected(model: Model, { facts }: Installed): Model {
  if (facts?.format !== 'gguf' || facts.architecture === null) return model
  return {
    ...model,
    architecture: { value: facts.architecture, from: 'gguf' },
    claims: { ...model.claims, gguf: facts.architecture },
    contextLength: facts.contextLength ?? model.contextLength,
  }
}

function createHandlers(deps: DownloadsDeps, queue: Queue): HandlersFor<typeof downloadsCalls> {
  const then = async (work: unknown) => {
    await work
    return queue.state()
  }
  return {
    'downloads.get': async () => queue.state(),
    async 'downloads.plan'(wanted, { signal }) {
      return viewOf(deps, queue, await prepare(deps, wanted, signal))
    },
    async 'downloads.start'(wanted, { signal }) {
      return { id: queue.add(await prepare(deps, wanted, signal)) }
    },
    'downloads.pause': ({ id }) => then(queue.pause(id)),
    'downloads.resume': async ({ id }) => then(queue.resume(id)),
    'downloads.retry': async ({ id }) => then(queue.resume(id)),
    'downloads.cancel': ({ id }) => then(queue.cancel(id)),
    'downloads.move': async ({ id, before }) => then(queue.move(id, before)),
    'downloads.pauseAll': () => then(queue.pauseAll()),
    'downloads.resumeAll': async () => then(queue.resumeAll()),
    'downloads.clearFinished': async () => then(queue.clearFinished()),
  }
}

/** Asks the hub for the newest facts and makes a plan of them. */
async function prepare(
  deps: DownloadsDeps,
  { modelId, artifactId, workerId, revision }: Wanted,
  signal: AbortSignal,
): Promise<InstallRequest> {
  const model = await deps.freshModel(modelId, signal, revision)
  const artifact = model.artifacts.find(({ id }) => id === artifactId)
  if (!artifact) throw new FailureError({ code: 'not-found', what: `${artifactId} of ${model.name}` })
  const hasIndex = artifact.files.some(({ path }) => path === 'model_index.json')
  const result = planDownload({
    model,
    artifact,
    workerId,
    modelIndex: hasIndex ? await deps.repositoryJson(model, 'model_index.json', signal) : null,
    modelsDir: deps.modelsDir(),
    platform: deps.platform,
    hubs: deps.hubs(),
    occupied: (await deps.library()).flatMap(occupiedOf),
  })
  if (!result.ok) throw new FailureError({ code: 'refused', why: problemSaid(result.problem) })
  return { plan: result.plan, model, artifact, triggerWords: await deps.triggerWords(model, artifact) }
}

function occupiedOf({ read }: Found): readonly Occupied[] {
  if (read.kind === 'damaged') return []
  const facts = read.kind === 'entry' ? marketplaceFacts(read.entry) : null
  return [{ entryId: read.entry.id, modelId: facts?.modelId ?? null, artifactId: facts?.artifactId ?? null }]
}

async function viewOf(
  deps: DownloadsDeps,
  queue: Queue,
  { plan, model, artifact }: InstallRequest,
): Promise<DownloadPlanView> {
  const volume = await volumeOf(plan.folder)
  const queuedBytes = await queuedOn(queue, plan, volume.id)
  const now: Circumstances = {
    ...deps.judge(model, artifact, plan.workerId),
    hasToken: (await deps.token(plan.files[0]?.url ?? plan.pageUrl)) !== null,
    freeBytes: volume.freeBytes,
    queuedBytes,
  }
  const { modelId, artifactId, workerId, name, folder, revision, totalBytes } = plan
  return {
    modelId,
    artifactId,
    workerId,
    name,
    host: new URL(plan.files[0]?.url ?? plan.pageUrl).host,
    folder,
    revision,
    totalBytes,
    queuedBytes,
    freeBytes: volume.freeBytes,
    files: plan.files.map(({ path, sizeBytes, sha256 }) => ({ path, sizeBytes, sha256 })),
    warnings: [...planWarnings(plan, model, now)],
  }
}

/** What is still to come of all others that go to the same volume. */
async function queuedOn(queue: Queue, plan: DownloadPlan, volumeId: string): Promise<number> {
  const others = queue.items().filter(({ stored }) => stored.plan.folder !== plan.folder)
  const volumes = await Promise.all(others.map(({ stored }) => volumeOf(dirname(stored.plan.folder))))
  return others.reduce(
    (sum, item, index) => sum + (volumes[index]?.id === volumeId ? remainingBytes(item) : 0),
    0,
  )
}

function problemSaid(problem: PlanProblem): Saying {
  switch (problem.code) {
    case 'no-files':
    case 'no-safe-format':
    case 'no-revision':
    case 'bad-id':
      return say(`plan-${problem.code}`)
    case 'unsafe-path':
      return say('plan-unsafe-path', { path: problem.path.slice(0, 120) })
    case 'colliding-paths':
      return say('plan-colliding-paths', { paths: problem.paths.slice(0, 4) })
    case 'folder-taken':
      return say('plan-folder-taken', { folder: problem.folder })
  }
}
