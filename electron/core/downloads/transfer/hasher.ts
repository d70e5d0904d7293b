/** The hash thread as seen by whoever writes a file, or wants one checked. */
import { Worker } from 'node:worker_threads'
import type { Digests, HashReply, HashRequest } from './hash-protocol.ts'

export interface FileHash {
  advance(front: number): void
  finish(sizeBytes: number): Promise<Digests>
  hashedBytes(): number
  drop(): void
}

export interface Hasher {
  open(path: string, gitSizeBytes: number | null): FileHash
  dispose(): Promise<void>
}

/** A message for every few MiB, not for every write. */
const ADVANCE_BYTES = 2 * 1024 * 1024

interface Waiting {
  readonly resolve: (digests: Digests) => void
  readonly reject: (error: Error) => void
  hashedBytes: number
}

export function createHasher({ threadUrl }: { threadUrl: URL }): Hasher {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let nextId = 1

  const settle = (id: number, finish: (one: Waiting) => void): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (one) finish(one)
    if (waiting.size === 0) worker?.unref()
  }
  const receive = (reply: HashReply): void => {
    const one = waiting.get(reply.id)
    if (reply.kind === 'hashed' && one) one.hashedBytes = reply.bytes
    if (reply.kind === 'digest') settle(reply.id, ({ resolve }) => resolve(reply))
    if (reply.kind === 'failed') settle(reply.id, ({ reject }) => reject(new Error(reply.why)))
  }
  const broken = (error: Error): void => {
    worker = null
    for (const id of waiting.keys()) settle(id, ({ reject }) => reject(error))
  }
  const started = (): Worker => {
    if (worker) return worker
    worker = new Worker(threadUrl)
    worker.on('message', receive)
    worker.on('error', broken)
    return worker
  }

  return {
    open(path, gitSizeBytes) {
      const id = nextId++
      const thread = started()
      const { promise, resolve, reject } = Promise.withResolvers<Digests>()
      promise.catch(() => {}) // whoever calls `finish` is told; before that nobody waits
      const state: Waiting = { resolve, reject, hashedBytes: 0 }
      waiting.set(id, state)
      thread.ref()
      const post = (request: HashRequest): void => thread.postMessage(request)
      const drop = (): void => settle(id, () => reject(new Error('dropped')))
      post({ kind: 'open', id, path, gitSizeBytes })
      return createFileHash({ id, post, drop, promise, state })
    },
    async dispose() {
      await worker?.terminate()
      broken(new Error('disposed'))
    },
  }
}

interface Opened {
  readonly id: number
  readonly promise: Promise<Digests>
  readonly state: Waiting
  post(request: HashRequest): void
  drop(): void
}

function createFileHash({ id, post, drop, promise, state }: Opened): FileHash {
  let told = 0
  return {
    advance(front) {
      if (front - told < ADVANCE_BYTES) return
      told = front
      post({ kind: 'front', id, front })
    },
    finish(sizeBytes) {
      post({ kind: 'finish', id, front: sizeBytes })
      return promise
    },
    hashedBytes: () => state.hashedBytes,
    drop() {
      post({ kind: 'drop', id })
      drop()
    },
  }
}
