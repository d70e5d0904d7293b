/** A plan carried out: lock, files, checks, and last the entry that makes the model count as installed. */
import { readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FailureError } from '#contract/failure'
import { Metadata, marketplaceFacts, type InstalledFile } from '#core/library/entry'
import { METADATA, writeEntry } from '#core/library/write-entry'
import type { Artifact, Model } from '#domain/model'
import { inEnglish } from '#domain/sayings/saying'
import type { FileFacts } from '../inspect/facts.ts'
import { readSidecars } from '../inspect/sidecars.ts'
import { entryOf } from '../plan/entry-of.ts'
import type { DownloadPlan, PlannedFile } from '../plan/plan.ts'
import type { TransferProgress } from '../transfer/job.ts'
import type { Token } from '../transfer/redirect.ts'
import type { Transfers } from '../transfer/transfers.ts'
import { makeFolderInside } from './inside.ts'
import { lockFolder } from './lock.ts'

export interface InstallDeps {
  readonly transfers: Transfers
  readonly nowMs: () => number
  /** The token for the hub at that address, if there is one. */
  tokenFor(url: string): Promise<Token | null>
  candidates(sha256: string | null): Promise<readonly string[]>
}

export interface InstallRequest {
  readonly plan: DownloadPlan
  readonly model: Model
  readonly artifact: Artifact
  readonly triggerWords: readonly string[]
}

export type Phase = 'waiting-for-other' | 'downloading' | 'checking'

export interface InstallOptions {
  readonly signal: AbortSignal
  onPhase(phase: Phase): void
  onProgress(path: string, progress: TransferProgress): void
}

export interface Installed {
  readonly metadata: Metadata
  readonly facts: FileFacts | null
}

const SMALL_BYTES = 16 * 1024 * 1024
const SMALL_AT_ONCE = 4

export async function install(
  deps: InstallDeps,
  request: InstallRequest,
  options: InstallOptions,
): Promise<Installed> {
  const { folder } = request.plan
  const lock = await lockFolder(dirname(folder), basename(folder), {
    signal: options.signal,
    onWait: () => options.onPhase('waiting-for-other'),
  })
  try {
    const there = await installedAlready(request.plan)
    return there ? { metadata: there, facts: null } : await carryOut(deps, request, options)
  } finally {
    lock.release()
  }
}

async function carryOut(
  deps: InstallDeps,
  request: InstallRequest,
  options: InstallOptions,
): Promise<Installed> {
  const { plan } = request
  options.onPhase('downloading')
  // While files are replaced the folder is no installed model, whatever was in it before.
  await rm(join(plan.folder, METADATA), { force: true })
  const files = await fetchAll(deps, plan, options)
  options.onPhase('checking')
  const facts = await inspectAll(deps, plan)
  options.signal.throwIfAborted()
  const sidecars = await readSidecars(plan.folder)
  const metadata = entryOf({ ...request, files, facts, sidecars, nowMs: deps.nowMs() })
  await writeEntry(plan.folder, metadata)
  return { metadata, facts }
}

/** Finished by another process, or before a crash that came between the entry and our own note of it. */
async function installedAlready({ folder, files, revision }: DownloadPlan): Promise<Metadata | null> {
  const text = await readFile(join(folder, METADATA), 'utf8').catch(() => 'null')
  const entry = Metadata.safeParse(parsed(text))
  const facts = entry.success ? marketplaceFacts(entry.data.artifact) : null
  if (!entry.success || entry.data.artifact.status !== 'Available') return null
  if (facts?.revision !== revision || facts.files.length !== files.length) return null
  for (const { path, sizeBytes } of facts.files) {
    const found = await stat(join(folder, ...path.split('/'))).catch(() => null)
    if (found?.size !== sizeBytes || !files.some((file) => file.path === path)) return null
  }
  return entry.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Small files first and some at a time, then the large ones one by one: each gets the whole line. */
async function fetchAll(
  deps: InstallDeps,
  plan: DownloadPlan,
  options: InstallOptions,
): Promise<readonly InstalledFile[]> {
  const results = new Map<string, InstalledFile>()
  const small = plan.files.filter(({ sizeBytes }) => sizeBytes !== null && sizeBytes < SMALL_BYTES)
  const large = plan.files.filter((file) => !small.includes(file))
  // One failing stops the others; their bytes stay for the next try.
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const takeFrom = async (queue: PlannedFile[]): Promise<void> => {
    for (let file = queue.shift(); file && !signal.aborted; file = queue.shift())
      results.set(file.path, await fetchOne(deps, { plan, file }, { ...options, signal }))
  }
  const lanes = Array.from({ length: SMALL_AT_ONCE }, () =>
    takeFrom(small).catch((error: unknown) => stop.abort(error)),
  )
  await Promise.all(lanes)
  if (stop.signal.aborted) throw stop.signal.reason
  await takeFrom(large)
  options.signal.throwIfAborted()
  return plan.files.map(({ path }) => results.get(path)).filter((file) => file !== undefined)
}

async function fetchOne(
  deps: InstallDeps,
  { plan, file }: { plan: DownloadPlan; file: PlannedFile },
  options: InstallOptions,
): Promise<InstalledFile> {
  const path = join(plan.folder, ...file.path.split('/'))
  await makeFolderInside(dirname(plan.folder), path)
  const result = await deps.transfers.fetch(
    {
      url: file.url,
      pageUrl: plan.pageUrl,
      path,
      name: `${file.remotePath} of ${plan.name}`,
      sizeBytes: file.sizeBytes,
      digest: file.sha256,
      revision: plan.revision ?? '',
      token: await deps.tokenFor(file.url),
      candidates: await deps.candidates(file.sha256),
    },
    { signal: options.signal, onProgress: (progress) => options.onProgress(file.path, progress) },
  )
  const { sizeBytes, sha256 } = result
  // What was there already came without a word.
  options.onProgress(file.path, {
    receivedBytes: sizeBytes,
    totalBytes: sizeBytes,
    hashedBytes: sizeBytes,
    lanes: 0,
  })
  return { path: file.path, sizeBytes, sha256 }
}

/** A file can be the very one that was announced and still be no model. */
async function inspectAll({ transfers }: InstallDeps, plan: DownloadPlan): Promise<FileFacts | null> {
  let first: FileFacts | null = null
  for (const file of plan.files) {
    const path = join(plan.folder, ...file.path.split('/'))
    const inspection = await transfers.inspect(path)
    if (inspection === null) continue
    if (!inspection.ok) {
      await rm(path, { force: true })
      const detail = `${file.path} is not what it should be. ${inEnglish(inspection.why)}`
      throw new FailureError({ code: 'hub-changed', host: new URL(file.url).host, detail })
    }
    first ??= inspection.facts
  }
  return first
}
