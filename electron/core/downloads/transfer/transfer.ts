/**
 * One file from the hub to its place: what is there already, the bytes, their hash, fsync, rename.
 * A file under its final name is whole and checked; everything before that is a `.partial` with its journal.
 */
import { copyFile, link, mkdir, rm, stat } from 'node:fs/promises'
import { constants } from 'node:fs'
import { dirname } from 'node:path'
import { FailureError } from '#contract/failure'
import { createClaims, type Claims } from './claims.ts'
import { diskFailure, isDiskFull } from './errors.ts'
import { fetchBytes } from './fetch-bytes.ts'
import type { Digests } from './hash-protocol.ts'
import type { FileHash, Hasher } from './hasher.ts'
import type { TransferJob, TransferProgress, TransferResult } from './job.ts'
import { partialOf, readJournal, removeJournal, writeJournal } from './journal.ts'
import type { Origin } from './lane.ts'
import { openPartial, renamePatiently, syncFolder, type PartialFile } from './partial-file.ts'
import { frontOf, totalOf } from './ranges.ts'
import type { FetchDeps } from './run.ts'

export interface TransferDeps extends FetchDeps {
  readonly hasher: Hasher
}

export interface TransferOptions {
  readonly signal: AbortSignal
  onProgress(progress: TransferProgress): void
}

const PROGRESS_MS = 100
/** How much work a crash may cost at most. */
const CHECKPOINT_MS = 1000

export async function transferFile(
  deps: TransferDeps,
  job: TransferJob,
  options: TransferOptions,
): Promise<TransferResult> {
  try {
    await mkdir(dirname(job.path), { recursive: true })
    return (await alreadyThere(deps, job)) ?? (await reuse(deps, job)) ?? (await download(deps, job, options))
  } catch (error) {
    if (options.signal.aborted || error instanceof FailureError) throw error
    const failure = await diskFailure(error, job.path, job.sizeBytes ?? 0)
    throw failure ? new FailureError(failure, { cause: error }) : error
  }
}

const sizeOf = async (path: string): Promise<number | null> => {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch {
    return null
  }
}

/** Git's SHA-1 needs the length in front, so it can be had only where the length is known. */
const openHash = (deps: TransferDeps, job: TransferJob, path: string, sizeBytes: number | null): FileHash =>
  deps.hasher.open(path, job.digest?.length === 64 ? null : sizeBytes)

const fits = (digest: string, { sha256, gitSha1 }: Digests): boolean =>
  digest.toLowerCase() === (digest.length === 64 ? sha256 : gitSha1)

/** A file under its final name, if it is the very one that is wanted. */
async function alreadyThere(deps: TransferDeps, job: TransferJob): Promise<TransferResult | null> {
  const sizeBytes = await sizeOf(job.path)
  if (sizeBytes === null || job.digest === null) return null
  if (job.sizeBytes !== null && job.sizeBytes !== sizeBytes) return null
  const digests = await openHash(deps, job, job.path, sizeBytes).finish(sizeBytes)
  if (!fits(job.digest, digests)) return null
  await rm(partialOf(job.path), { force: true })
  await removeJournal(job.path)
  return { sizeBytes, sha256: digests.sha256, fetchedBytes: 0 }
}

/** The same bytes elsewhere on this machine: linked, or copied where a link cannot be, and checked all the same. */
async function reuse(deps: TransferDeps, job: TransferJob): Promise<TransferResult | null> {
  if (job.digest === null || (await sizeOf(partialOf(job.path))) !== null) return null
  for (const candidate of job.candidates) {
    const sizeBytes = await sizeOf(candidate)
    if (sizeBytes === null || (job.sizeBytes !== null && sizeBytes !== job.sizeBytes)) continue
    const digests = await adopt(deps, job, candidate, sizeBytes)
    if (digests) return { sizeBytes, sha256: digests.sha256, fetchedBytes: 0 }
  }
  return null
}

async function adopt(
  deps: TransferDeps,
  job: TransferJob,
  candidate: string,
  sizeBytes: number,
): Promise<Digests | null> {
  const partial = partialOf(job.path)
  try {
    await link(candidate, partial).catch(() => copyFile(candidate, partial, constants.COPYFILE_FICLONE))
    const digests = await openHash(deps, job, partial, sizeBytes).finish(sizeBytes)
    if (job.digest === null || !fits(job.digest, digests)) throw new Error('other bytes')
    await renamePatiently(partial, job.path)
    await syncFolder(dirname(job.path))
    return digests
  } catch {
    await rm(partial, { force: true })
    return null
  }
}

interface Work {
  readonly file: PartialFile
  readonly claims: Claims
  readonly origin: Origin
  hash: FileHash
  lanes: number
}

async function download(
  deps: TransferDeps,
  job: TransferJob,
  options: TransferOptions,
): Promise<TransferResult> {
  const work = await prepare(deps, job)
  const report = (): void => options.onProgress(progressOf(work))
  const progress = setInterval(report, PROGRESS_MS)
  const checkpoints = createCheckpoints(job, work)
  let kept = true
  try {
    let fetchedBytes = await fetchAll(deps, job, work, options.signal)
    let digests = await checked(job, work)
    if (!digests) {
      // These bytes can never become right. Once more from the start; a second time it is the hub's fault.
      startOver(deps, job, work)
      fetchedBytes += await fetchAll(deps, job, work, options.signal)
      digests = await checked(job, work)
    }
    if (!digests) {
      kept = false
      throw new FailureError({ code: 'checksum-mismatch', file: job.name })
    }
    await checkpoints.stop()
    options.signal.throwIfAborted()
    report()
    await work.file.finish()
    await removeJournal(job.path)
    return { sizeBytes: work.claims.size() ?? 0, sha256: digests.sha256, fetchedBytes }
  } catch (error) {
    if (isDiskFull(error)) makeRoom(work)
    await abandon(job, work, checkpoints, kept)
    throw error
  } finally {
    clearInterval(progress)
  }
}

async function prepare(deps: TransferDeps, job: TransferJob): Promise<Work> {
  const { revision, sizeBytes, digest } = job
  const there = await sizeOf(partialOf(job.path))
  const journal = there === null ? null : await readJournal(job.path, job)
  const usable = journal !== null && there === journal.sizeBytes
  if (!usable && sizeBytes !== null)
    // The journal comes first, so that there is never a `.partial` that nobody knows.
    await writeJournal(job.path, { revision, sizeBytes, digest, etag: null, done: [] })
  const file = await openPartial(job.path, usable)
  const size = usable ? journal.sizeBytes : sizeBytes
  const work: Work = {
    file,
    claims: createClaims({ sizeBytes: size, done: usable ? journal.done : [] }),
    origin: {
      location: null,
      etag: usable ? journal.etag : null,
      etagMatters: true,
      ranges: true,
      linkedDigest: null,
    },
    hash: openHash(deps, job, file.path, size),
    lanes: 0,
  }
  if (size !== null) file.setSize(size)
  work.hash.advance(frontOf(work.claims.done()))
  return work
}

const progressOf = ({ claims, hash, lanes }: Work): TransferProgress => ({
  receivedBytes: totalOf(claims.done()),
  totalBytes: claims.size(),
  hashedBytes: hash.hashedBytes(),
  lanes,
})

const fetchAll = (deps: TransferDeps, job: TransferJob, work: Work, signal: AbortSignal): Promise<number> =>
  fetchBytes(deps, {
    job,
    signal,
    origin: work.origin,
    claims: work.claims,
    file: work.file,
    startOver: () => startOver(deps, job, work),
    onFront: () => work.hash.advance(frontOf(work.claims.done())),
    onLanes: (lanes) => {
      work.lanes = lanes
    },
  })

function startOver(deps: TransferDeps, job: TransferJob, work: Work): void {
  work.hash.drop()
  work.claims.keep(0)
  work.origin.etag = null
  work.file.empty()
  const sizeBytes = work.claims.size()
  if (sizeBytes !== null) work.file.setSize(sizeBytes)
  work.hash = openHash(deps, job, work.file.path, sizeBytes)
}

/** The digests, or null when they are not those of the file that was promised. */
async function checked(job: TransferJob, work: Work): Promise<Digests | null> {
  const digests = await work.hash.finish(work.claims.size() ?? 0)
  const wanted = job.digest ?? work.origin.linkedDigest
  // A SHA-1 that the hub named only on its answer can be told only when the length was known before.
  if (wanted === null || (wanted.length === 40 && digests.gitSha1 === null)) return digests
  return fits(wanted, digests) ? digests : null
}

interface Checkpoints {
  /** Waits for the one under way; none follows. */
  stop(): Promise<void>
  last(): Promise<void>
}

function createCheckpoints(job: TransferJob, { file, claims, origin }: Work): Checkpoints {
  let saving = Promise.resolve()
  let broken = false
  let savedBytes = totalOf(claims.done())

  async function save(): Promise<void> {
    const done = claims.done()
    const sizeBytes = claims.size()
    if (broken || sizeBytes === null || totalOf(done) === savedBytes) return
    try {
      await file.sync()
    } catch {
      // After a failed sync nothing is known of what is on disk: the last good journal stays. The writer meets
      // the same disk and reports it.
      broken = true
      return
    }
    const { revision, digest } = job
    try {
      await writeJournal(job.path, { revision, sizeBytes, digest, etag: origin.etag, done })
      savedBytes = totalOf(done)
    } catch {
      // Where the journal cannot be written the last one still tells the truth.
    }
  }

  const next = (): void => {
    saving = saving.then(save)
  }
  const timer = setInterval(next, CHECKPOINT_MS)
  return {
    async stop() {
      clearInterval(timer)
      await saving
    },
    async last() {
      clearInterval(timer)
      next()
      await saving
    },
  }
}

const ROOM_BYTES = 256 * 1024

/** A full disk has no room for the journal either: the last bytes go, so that all others can be remembered. */
function makeRoom({ file, claims }: Work): void {
  const sizeBytes = claims.size()
  const keepBytes = Math.max(0, frontOf(claims.done()) - ROOM_BYTES)
  if (sizeBytes === null) return
  claims.keep(keepBytes)
  file.setSize(keepBytes)
  file.setSize(sizeBytes)
}

/** The bytes stay for the next try, unless they are proven wrong. */
async function abandon(job: TransferJob, work: Work, checkpoints: Checkpoints, kept: boolean): Promise<void> {
  work.hash.drop()
  if (kept) await checkpoints.last()
  else await checkpoints.stop()
  await work.file.close().catch(() => {})
  if (kept && work.claims.size() !== null) return
  await rm(partialOf(job.path), { force: true })
  await removeJournal(job.path)
}
