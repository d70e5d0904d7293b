/**
 * What a click would fetch and where it would lie: from a model, one of its artifacts and a worker to files,
 * sizes, hashes and folders. Pure: nothing is asked of the network or the disk here.
 */
import { posix, win32 } from 'node:path'
import type { Platform } from '#domain/hardware'
import type { Artifact, ArtifactFile, Model } from '#domain/model'
import { entryIdsOf, folderNameOf, type Occupied } from './entry-id.ts'
import { isNeverFetched } from './never.ts'
import { collidingPaths, pathProblem, safeFileName } from './paths.ts'
import { hubPageUrl, hubFileUrl, type HubUrls } from './urls.ts'

export interface PlanRequest {
  readonly model: Model
  readonly artifact: Artifact
  readonly workerId: string | null
  /** The text of a pipeline's `model_index.json`, parsed, where there is one. */
  readonly modelIndex: unknown
  readonly modelsDir: string
  readonly platform: Platform
  readonly hubs: HubUrls
  /** What is in the library already. */
  readonly occupied: readonly Occupied[]
}

export interface PlannedFile {
  /** Below the plan's folder, with `/`. */
  readonly path: string
  readonly remotePath: string
  readonly url: string
  readonly sizeBytes: number | null
  readonly sha256: string | null
}

export type Layout = 'transformers' | 'gguf' | 'diffusers' | 'civitai'

export interface DownloadPlan {
  readonly modelId: string
  readonly artifactId: string
  readonly workerId: string | null
  readonly name: string
  readonly layout: Layout
  /** rbee's id of the entry, and the folder made from it. */
  readonly entryId: string
  readonly folder: string
  /** What the worker is started with: the folder, or the one file in it. */
  readonly modelPath: string
  readonly revision: string | null
  readonly pageUrl: string
  readonly files: readonly PlannedFile[]
  readonly totalBytes: number | null
  /** What of the artifact is left out, because no worker should ever read it. */
  readonly skipped: readonly string[]
}

export type PlanProblem =
  | { readonly code: 'no-files' }
  | { readonly code: 'no-safe-format' }
  | { readonly code: 'no-revision' }
  | { readonly code: 'unsafe-path'; readonly path: string; readonly why: string }
  | { readonly code: 'colliding-paths'; readonly paths: readonly string[] }
  | { readonly code: 'folder-taken'; readonly folder: string }
  | { readonly code: 'bad-id' }

export type PlanResult =
  { readonly ok: true; readonly plan: DownloadPlan } | { readonly ok: false; readonly problem: PlanProblem }

const refuse = (problem: PlanProblem): PlanResult => ({ ok: false, problem })

export function planDownload(request: PlanRequest): PlanResult {
  const { model, artifact } = request
  if (artifact.format !== 'safetensors' && artifact.format !== 'gguf')
    return refuse({ code: 'no-safe-format' })
  if (!isHubId(model)) return refuse({ code: 'bad-id' })
  const revision = artifact.version?.id ?? model.revision
  if (revision === null) return refuse({ code: 'no-revision' })
  const layout = layoutOf(model, artifact)
  const wanted = implied(artifact.files, layout, request.modelIndex)
  const kept = wanted.filter(({ path }) => !isNeverFetched(path))
  if (!kept.some(({ path }) => /\.(safetensors|gguf)$/i.test(path))) return refuse({ code: 'no-files' })
  const problem = unsafe(kept, layout)
  if (problem) return refuse(problem)
  const files = kept.map((file) => plannedFile(request, { file, layout, revision, alone: kept.length === 1 }))
  const paths = files.map(({ path }) => path)
  const colliding = collidingPaths(paths)
  if (colliding.length > 0) return refuse({ code: 'colliding-paths', paths: colliding })
  return placed(request, { layout, revision, files, skipped: artifact.files.length - kept.length })
}

interface Parts {
  readonly layout: Layout
  readonly revision: string
  readonly files: readonly PlannedFile[]
  readonly skipped: number
}

function placed(request: PlanRequest, { layout, revision, files }: Parts): PlanResult {
  const { model, artifact, modelsDir, platform } = request
  const { join } = platform === 'win32' ? win32 : posix
  const entryId = entryIdsOf(request, layout).find((id) => isFree(request, id))
  if (entryId === undefined) return refuse({ code: 'folder-taken', folder: folderNameOf(model.sourceId) })
  const problem = pathProblem(folderNameOf(entryId))
  if (problem) return refuse({ code: 'unsafe-path', path: folderNameOf(entryId), why: problem })
  const folder = join(modelsDir, folderNameOf(entryId))
  const sizes = files.map(({ sizeBytes }) => sizeBytes)
  const fetched = new Set(files.map(({ remotePath }) => remotePath))
  const plan: DownloadPlan = {
    modelId: model.id,
    artifactId: artifact.id,
    workerId: request.workerId,
    name: model.name,
    layout,
    entryId,
    folder,
    modelPath: layout === 'gguf' || layout === 'civitai' ? join(folder, files[0]?.path ?? '') : folder,
    revision,
    pageUrl: hubPageUrl(request.hubs, model),
    files,
    totalBytes: sizes.some((size) => size === null)
      ? null
      : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    skipped: artifact.files.map(({ path }) => path).filter((path) => !fetched.has(path)),
  }
  return { ok: true, plan }
}

/** Free, or held by this very artifact: then the download completes or renews it. */
const isFree = ({ occupied, model, artifact }: PlanRequest, id: string): boolean =>
  occupied.every((entry) => {
    if (folderNameOf(entry.entryId).toLowerCase() !== folderNameOf(id).toLowerCase()) return true
    // rbee's own entry for the same repository; of CivitAI's it does not say which version it holds.
    if (entry.modelId === null) return entry.entryId === id && model.source === 'huggingface'
    return entry.modelId === model.id && entry.artifactId === artifact.id
  })

const isHubId = ({ source, sourceId }: Model): boolean =>
  source === 'civitai' ? /^\d{1,15}$/.test(sourceId) : /^[\w.-]+\/[\w.-]+$/.test(sourceId)

function layoutOf(model: Model, artifact: Artifact): Layout {
  if (model.source === 'civitai') return 'civitai'
  if (artifact.format === 'gguf') return 'gguf'
  return artifact.files.some(({ path }) => path === 'model_index.json') ? 'diffusers' : 'transformers'
}

/** Of a pipeline only the parts that its own index names. */
function implied(
  files: readonly ArtifactFile[],
  layout: Layout,
  modelIndex: unknown,
): readonly ArtifactFile[] {
  if (layout !== 'diffusers' || typeof modelIndex !== 'object' || modelIndex === null) return files
  const parts = new Set(
    Object.entries(modelIndex).flatMap(([name, value]) =>
      Array.isArray(value) && value.some((item) => item !== null) ? [name] : [],
    ),
  )
  return files.filter(({ path }) => !path.includes('/') || parts.has(path.slice(0, path.indexOf('/'))))
}

function unsafe(files: readonly ArtifactFile[], layout: Layout): PlanProblem | null {
  for (const { path } of files) {
    // CivitAI's names are free text and are made safe; a repository's paths mean what they say.
    const why = layout === 'civitai' ? null : pathProblem(path)
    if (why) return { code: 'unsafe-path', path, why }
  }
  return null
}

interface Placing {
  readonly file: ArtifactFile
  readonly layout: Layout
  readonly revision: string
  readonly alone: boolean
}

function plannedFile(request: PlanRequest, { file, layout, revision, alone }: Placing): PlannedFile {
  const base = file.path.slice(file.path.lastIndexOf('/') + 1)
  const path = {
    // rbee itself calls a single GGUF file so; shards must keep their names, for the loader finds them by these.
    gguf: alone ? 'model.gguf' : base,
    civitai: safeFileName(file.path, '.safetensors'),
    transformers: file.path,
    diffusers: file.path,
  }[layout]
  return {
    path,
    remotePath: file.path,
    url: hubFileUrl(request.hubs, { model: request.model, file, revision }),
    sizeBytes: file.sizeBytes,
    sha256: file.sha256,
  }
}
