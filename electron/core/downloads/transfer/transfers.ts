/** Transfers as the core sees them: start one, follow it, stop it. The work is done in a thread. */
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { FailureError } from '#contract/failure'
import type { Patience } from './patience.ts'
import type { Inspection } from '../inspect/facts.ts'
import type { Digests } from './hash-protocol.ts'
import type { TransferJob, TransferProgress, TransferResult } from './job.ts'
import type { ThreadData, TransferReply, TransferRequest } from './protocol.ts'

export interface TransferOptions {
  readonly signal: AbortSignal
  onProgress?(progress: TransferProgress): void
}

export interface Transfers {
  fetch(job: TransferJob, options: TransferOptions): Promise<TransferResult>
  hash(path: string, signal: AbortSignal): Promise<Digests>
  /** What a file of weights says of itself; null for other files. */
  inspect(path: string): Promise<Inspection | null>
  limit(bytesPerSecond: number | null): void
  /** For all requests from now on; null leaves it to the environment. */
  proxy(url: string | null): void
  dispose(): Promise<void>
}

export interface TransfersOptions {
  readonly threadUrl: URL
  readonly hashThreadUrl: URL
  readonly userAgent: string
  readonly patience?: Partial<Patience>
}

interface Pending {
  settle(reply: TransferReply): void
  readonly watchers: Set<(progress: TransferProgress) => void>
}

export function createTransfers(options: TransfersOptions): Transfers {
  const thread = createThread(options)
  const shared = new Map<
    string,
    { readonly promise: Promise<TransferReply>; readonly id: number; users: number }
  >()

  /** Whoever asks for a file that is on its way joins in; it stops when the last one has left. */
  function join(job: TransferJob) {
    const known = shared.get(job.path)
    if (known) return known
    const { id, promise } = thread.ask((number) => ({ kind: 'start', id: number, job }))
    const made = { id, promise: promise.finally(() => shared.delete(job.path)), users: 0 }
    shared.set(job.path, made)
    return made
  }

  return {
    async fetch(job, { signal, onProgress }) {
      signal.throwIfAborted()
      const one = join(job)
      one.users += 1
      const leave = (): void => {
        one.users -= 1
        if (one.users === 0) thread.tell({ kind: 'stop', id: one.id })
      }
      const unwatch = thread.watch(one.id, onProgress)
      signal.addEventListener('abort', leave, { once: true })
      try {
        const reply = await one.promise
        if (reply.kind !== 'done') throw new Error(`unexpected ${reply.kind}`)
        return reply.result
      } finally {
        signal.removeEventListener('abort', leave)
        unwatch()
      }
    },
    async hash(path, signal) {
      const { size } = await stat(path)
      signal.throwIfAborted()
      const { id, promise } = thread.ask((number) => ({ kind: 'hash', id: number, path, sizeBytes: size }))
      const stop = (): void => thread.tell({ kind: 'stop', id })
      signal.addEventListener('abort', stop, { once: true })
      const reply = await promise.finally(() => signal.removeEventListener('abort', stop))
      if (reply.kind !== 'hashed') throw new Error(`unexpected ${reply.kind}`)
      return reply.digests
    },
    async inspect(path) {
      const reply = await thread.ask((number) => ({ kind: 'inspect', id: number, path })).promise
      if (reply.kind !== 'inspected') throw new Error(`unexpected ${reply.kind}`)
      return reply.inspection
    },
    limit: (bytesPerSecond) => thread.rule({ kind: 'limit', bytesPerSecond }),
    proxy: (url) => thread.rule({ kind: 'proxy', url }),
    dispose: thread.dispose,
  }
}

function createThread(options: TransfersOptions) {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  /** What holds for all transfers; a new thread is told first. */
  const rules = new Map<TransferRequest['kind'], TransferRequest>()
  let nextId = 1

  const receive = (reply: TransferReply): void => {
    const one = pending.get(reply.id)
    if (!one) return
    if (reply.kind === 'progress') return one.watchers.forEach((watch) => watch(reply.progress))
    pending.delete(reply.id)
    if (pending.size === 0) worker?.unref()
    one.settle(reply)
  }
  const broken = (why: string): void => {
    worker = null
    for (const id of pending.keys()) receive({ kind: 'failed', id, failure: null, why })
  }
  const tell = (request: TransferRequest): void => worker?.postMessage(request)
  const started = (): Worker => {
    if (worker) return worker
    worker = new Worker(options.threadUrl, { workerData: dataOf(options) })
    worker.on('message', receive)
    worker.on('error', (error) => broken(String(error)))
    for (const rule of rules.values()) tell(rule)
    return worker
  }
  return {
    tell,
    ask(request: (id: number) => TransferRequest): { id: number; promise: Promise<TransferReply> } {
      const id = nextId++
      const { promise, resolve, reject } = Promise.withResolvers<TransferReply>()
      const settle = (reply: TransferReply): void =>
        reply.kind === 'failed' ? reject(errorOf(reply)) : resolve(reply)
      pending.set(id, { settle, watchers: new Set() })
      const thread = started()
      thread.ref()
      thread.postMessage(request(id))
      return { id, promise }
    },
    watch(id: number, watcher: ((progress: TransferProgress) => void) | undefined): () => void {
      const watchers = pending.get(id)?.watchers
      if (watcher) watchers?.add(watcher)
      return () => void (watcher && watchers?.delete(watcher))
    },
    rule(request: TransferRequest): void {
      rules.set(request.kind, request)
      tell(request)
    },
    async dispose(): Promise<void> {
      await worker?.terminate()
      broken('disposed')
    },
  }
}

const dataOf = ({ hashThreadUrl, userAgent, patience }: TransfersOptions): ThreadData => ({
  hashThread: hashThreadUrl.href,
  userAgent,
  patience: patience ?? {},
})

const errorOf = ({ failure, why }: Extract<TransferReply, { kind: 'failed' }>): Error =>
  failure ? new FailureError(failure, { cause: why }) : new Error(why)
