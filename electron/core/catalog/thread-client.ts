/** The near end of the catalog's thread: calls as promises, and a new thread where the old one died. */
import { Worker, type MessagePort } from 'node:worker_threads'
import { setTimeout as delay } from 'node:timers/promises'
import { FailureError } from '#contract/failure'
import type { Ask, ServiceEvents, ServiceName, Services, Tell, ThreadRole, ToThread } from './protocol.ts'

type CallOf<S> = Extract<keyof S, string>
type InputOf<Method> = Method extends (...input: infer Input) => unknown ? Input : never
type OutputOf<Method> = Method extends (...input: never[]) => infer Output ? Awaited<Output> : never

export interface Thread<S> {
  call<C extends CallOf<S>>(call: C, ...input: InputOf<S[C]>): Promise<OutputOf<S[C]>>
  /** Hands over one end of a line to another thread. */
  link(port: MessagePort): void
  dispose(): Promise<void>
}

export interface ThreadDeps<Name extends ServiceName> {
  readonly url: URL
  readonly role: Extract<ThreadRole, { role: Name }>
  readonly onEvent: (event: ServiceEvents[Name]) => void
  readonly onRestart: (why: string) => void
  readonly onGiveUp: (why: string) => void
}

interface Pending {
  readonly ask: Ask
  readonly askedAgain: boolean
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

/** A thread that dies again and again is not started for ever. */
const MOST_RESTARTS = 3
const FORGIVE_AFTER_MS = 60_000
/** What it is still writing then is taken back when the file is opened next: the end of the app does not wait for it. */
const CLOSE_WITHIN_MS = 1_500

/** What a query leaves behind is small: a large nursery would only cost memory. */
const startWorker = (url: URL, role: ThreadRole): Worker =>
  new Worker(url, { workerData: role, resourceLimits: { maxYoungGenerationSizeMb: 16 } })

export function createThread<Name extends ServiceName>(deps: ThreadDeps<Name>): Thread<Services[Name]> {
  const { url, role, onEvent, onRestart, onGiveUp } = deps
  const pending = new Map<number, Pending>()
  const deaths: number[] = []
  let lastId = 0
  let closed: 'no' | 'asked' | 'gave-up' = 'no'
  let worker = start()

  function start(): Worker {
    const started = startWorker(url, role)
    let cause: string | null = null
    started.on('message', (message: Tell) => onMessage(message))
    started.on('error', (error) => (cause = String(error)))
    started.on('exit', (code) => onExit(cause ?? `exit code ${code}`))
    return started
  }
  function onMessage(message: Tell): void {
    if (message.kind === 'event') return onEvent(message.event as ServiceEvents[Name])
    if (message.kind !== 'checked') settle(pending, message)
  }
  function onExit(why: string): void {
    if (closed !== 'no') return failAll(why)
    const now = Date.now()
    deaths.push(now)
    if (deaths.filter((at) => now - at < FORGIVE_AFTER_MS).length > MOST_RESTARTS) {
      closed = 'gave-up'
      failAll(why)
      return onGiveUp(why)
    }
    worker = start()
    onRestart(why)
    askAgain(pending, worker, why)
  }
  function failAll(why: string): void {
    for (const { reject } of pending.values()) reject(new Error(`the catalog thread ended: ${why}`))
    pending.clear()
  }

  const post = (message: ToThread, transfer: MessagePort[] = []): void =>
    worker.postMessage(message, transfer)
  return {
    link: (port) => post({ kind: 'link', port }, [port]),
    call(call, ...input) {
      if (closed !== 'no') return Promise.reject(new FailureError({ code: 'disconnected' }))
      const ask: Ask = { kind: 'ask', id: ++lastId, call, input }
      return new Promise((resolve, reject) => {
        pending.set(ask.id, { ask, askedAgain: false, resolve, reject })
        post(ask)
      })
    },
    async dispose() {
      if (closed !== 'no') return
      closed = 'asked'
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      post({ kind: 'close' })
      await Promise.race([ended, delay(CLOSE_WITHIN_MS, undefined, { ref: false })])
      await worker.terminate()
    },
  }
}

function settle(pending: Map<number, Pending>, message: Extract<Tell, { kind: 'reply' | 'failed' }>): void {
  const asked = pending.get(message.id)
  pending.delete(message.id)
  if (message.kind === 'reply') asked?.resolve(message.value as never)
  else asked?.reject(message.failure ? new FailureError(message.failure) : new Error(message.message))
}

/**
 * Every call can be asked twice: reading changes nothing, and what is written is written by id. Not three times: it may be
 * the call that the thread dies of.
 */
function askAgain(pending: Map<number, Pending>, worker: Worker, why: string): void {
  for (const [id, asked] of pending) {
    if (asked.askedAgain) {
      pending.delete(id)
      asked.reject(new Error(`the catalog thread ended: ${why}`))
    } else {
      pending.set(id, { ...asked, askedAgain: true })
      worker.postMessage(asked.ask)
    }
  }
}

interface Check {
  readonly url: URL
  readonly dir: string
  readonly afterMs: number
  readonly signal: AbortSignal
}

/** In a thread of its own, because it reads everything. */
export async function checkFile({ url, dir, afterMs, signal }: Check): Promise<string | null> {
  await delay(afterMs, undefined, { signal })
  const worker = startWorker(url, { role: 'check', dir })
  const end = (): void => void worker.terminate()
  signal.addEventListener('abort', end, { once: true })
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', (message: Tell) => resolve(message.kind === 'checked' ? message.damage : null))
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the check ended early')))
    })
  } finally {
    signal.removeEventListener('abort', end)
    await worker.terminate()
  }
}
