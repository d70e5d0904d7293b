/** Worker thread: hashes files by reading behind their writers, out of the page cache. */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { HashReply, HashRequest } from './hash-protocol.ts'

interface Job {
  readonly id: number
  readonly fd: number
  readonly sha256: Hash
  /** Git's name for a small file, where that is all the hub knows of it. */
  readonly gitSha1: Hash | null
  position: number
  front: number
  sizeBytes: number | null
}

/** Large enough for few calls, small enough to stay in a core's cache between reading and hashing. */
const STEP_BYTES = 512 * 1024
const TURN_BYTES = 32 * 1024 * 1024
const REPORT_BYTES = 64 * 1024 * 1024

const buffer = Buffer.allocUnsafeSlow(STEP_BYTES)
const jobs = new Map<number, Job>()
let scheduled = false

const reply = (message: HashReply): void => parentPort?.postMessage(message)

function end(job: Job): void {
  closeSync(job.fd)
  jobs.delete(job.id)
}

function step(job: Job): void {
  const wanted = Math.min(STEP_BYTES, job.front - job.position)
  const read = readSync(job.fd, buffer, 0, wanted, job.position)
  if (read === 0) throw new Error(`the file ends at ${job.position}`)
  const bytes = buffer.subarray(0, read)
  job.sha256.update(bytes)
  job.gitSha1?.update(bytes)
  job.position += read
}

function turn(job: Job): void {
  const reported = Math.floor(job.position / REPORT_BYTES)
  const until = job.position + TURN_BYTES
  while (job.position < Math.min(job.front, until)) step(job)
  if (Math.floor(job.position / REPORT_BYTES) > reported)
    reply({ kind: 'hashed', id: job.id, bytes: job.position })
  if (job.position !== job.sizeBytes) return
  const sha256 = job.sha256.digest('hex')
  end(job)
  reply({ kind: 'digest', id: job.id, sha256, gitSha1: job.gitSha1?.digest('hex') ?? null })
}

function guarded(id: number, work: () => void): void {
  try {
    work()
  } catch (error) {
    const job = jobs.get(id)
    if (job) end(job)
    reply({ kind: 'failed', id, why: String(error) })
  }
}

function schedule(): void {
  if (scheduled) return
  scheduled = true
  setImmediate(() => {
    scheduled = false
    for (const job of jobs.values()) guarded(job.id, () => turn(job))
    if ([...jobs.values()].some((job) => job.position < job.front)) schedule()
  })
}

function open({ id, path, gitSizeBytes }: Extract<HashRequest, { kind: 'open' }>): void {
  const gitSha1 = gitSizeBytes === null ? null : createHash('sha1').update(`blob ${gitSizeBytes}\0`)
  const fd = openSync(path, 'r')
  jobs.set(id, { id, fd, sha256: createHash('sha256'), gitSha1, position: 0, front: 0, sizeBytes: null })
}

function handle(request: HashRequest): void {
  if (request.kind === 'open') return open(request)
  const job = jobs.get(request.id)
  if (!job) return
  if (request.kind === 'drop') return end(job)
  job.front = Math.max(job.front, request.front)
  if (request.kind === 'finish') job.sizeBytes = request.front
  if (job.position === job.sizeBytes) turn(job)
  else schedule()
}

parentPort?.on('message', (request: HashRequest) => guarded(request.id, () => handle(request)))
