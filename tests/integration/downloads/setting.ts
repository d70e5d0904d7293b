/** What the transfer tests share: a file on a server, an engine in its thread, and a look at what is on disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planDownload, type DownloadPlan } from '#core/downloads/plan/plan'
import type { TransferJob } from '#core/downloads/transfer/job'
import type { Patience } from '#core/downloads/transfer/patience'
import { createTransfers, type Transfers } from '#core/downloads/transfer/transfers'
import type { Artifact, Model } from '#domain/model'
import { sampleArtifact, sampleLlama } from '../../helpers/samples.ts'
import { sha256 } from '../../hub/transfer/content.ts'
import { startFileServer, type FileServer } from '../../hub/transfer/standalone.ts'

export const KEY = 'org/model/model.safetensors'
const thread = (name: string): URL =>
  new URL(`../../../electron/core/downloads/transfer/${name}`, import.meta.url)

/** Everything a minute takes in life takes a moment here. */
const HURRY: Partial<Patience> = { stallMs: 400, crawlMs: 400, backoffScale: 0.02 }

export const newTransfers = (patience: Partial<Patience> = {}): Transfers =>
  createTransfers({
    threadUrl: thread('thread.ts'),
    hashThreadUrl: thread('hash-thread.ts'),
    userAgent: 'rbee-marketplace/test',
    patience: { ...HURRY, ...patience },
  })

export interface Setting {
  readonly server: FileServer
  readonly transfers: Transfers
  readonly dir: string
  readonly path: string
  readonly bytes: Buffer
  job(change?: Partial<TransferJob>): TransferJob
  fetch(change?: Partial<TransferJob>, signal?: AbortSignal): ReturnType<Transfers['fetch']>
  /** Names in the target folder. */
  left(): readonly string[]
  /** The file is there, byte by byte, and nothing else is. */
  isWhole(bytes?: Buffer): boolean
  [Symbol.asyncDispose](): Promise<void>
}

/** With an engine of its own, unless it is lent one. */
export async function createSetting(
  bytes: Buffer,
  { patience, lent }: { patience?: Partial<Patience>; lent?: Transfers } = {},
): Promise<Setting> {
  const server = await startFileServer()
  const transfers = lent ?? newTransfers(patience)
  const dir = mkdtempSync(join(tmpdir(), 'rbee-transfer-'))
  const path = join(dir, 'model.safetensors')
  server.store.files.set(KEY, bytes)
  const job = (change: Partial<TransferJob> = {}): TransferJob => ({
    url: `${server.url}/org/model/resolve/abc123/model.safetensors`,
    pageUrl: `${server.url}/org/model`,
    path,
    name: 'model.safetensors of model',
    sizeBytes: bytes.length,
    digest: sha256(bytes),
    revision: 'abc123',
    token: null,
    candidates: [],
    ...change,
  })
  const left = (): readonly string[] => readdirSync(dir).toSorted()
  return {
    server,
    transfers,
    dir,
    path,
    bytes,
    job,
    fetch: (change, signal = new AbortController().signal) => transfers.fetch(job(change), { signal }),
    left,
    isWhole: (wanted = bytes) => left().join() === 'model.safetensors' && readFileSync(path).equals(wanted),
    async [Symbol.asyncDispose]() {
      if (!lent) await transfers.dispose()
      await server[Symbol.asyncDispose]()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** A model of a few files, as the hub lists it. */
export const modelOf = (): Model => sampleLlama({ licence: 'apache-2.0', revision: 'abc123' })

export const artifactOf = (
  files: readonly { path: string; sizeBytes: number | null; sha256: string | null }[],
): Artifact =>
  sampleArtifact({
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
    files: files.map(({ path, sizeBytes, sha256: hash }) => ({ path, sizeBytes, sha256: hash, hubId: null })),
  })

/** Puts the files on the server and tells how the hub lists them. */
export function offer(server: FileServer, contents: Readonly<Record<string, Buffer>>): DownloadPlan['files'] {
  return Object.entries(contents).map(([path, bytes]) => {
    server.store.files.set(`org/model/${path}`, bytes)
    const large = bytes.length >= server.store.largeBytes
    return {
      path,
      remotePath: path,
      url: '',
      sizeBytes: bytes.length,
      sha256: large ? sha256(bytes) : null,
    }
  })
}

export function planOf(server: string, modelsDir: string, files: DownloadPlan['files']): DownloadPlan {
  const artifact = artifactOf(files)
  const result = planDownload({
    model: { ...modelOf(), artifacts: [artifact] },
    artifact,
    workerId: null,
    modelIndex: null,
    modelsDir,
    platform: 'linux',
    hubs: { huggingface: server, civitai: server },
    occupied: [],
  })
  if (!result.ok) throw new Error(result.problem.code)
  return result.plan
}
