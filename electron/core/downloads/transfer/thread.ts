/** Worker thread: all transfers run here, so that no read, write or parse ever waits in front of the window. */
import { parentPort, workerData } from 'node:worker_threads'
import { Agent, EnvHttpProxyAgent, ProxyAgent, type Dispatcher } from 'undici'
import { FailureError } from '#contract/failure'
import { publicLookup } from '#core/http/public-lookup'
import { PATIENCE } from './patience.ts'
import { createConnector } from './connect.ts'
import { createHasher } from './hasher.ts'
import { MOST_LANES } from './lanes.ts'
import { createLimiter } from './limiter.ts'
import type { ThreadData, TransferReply, TransferRequest } from './protocol.ts'
import { transferFile, type TransferDeps } from './transfer.ts'

const data = workerData as ThreadData
const running = new Map<number, AbortController>()
/** Where jobs begin: the user's own choice, which may lie in a network of theirs. */
const hubs = new Set<string>()

/** Our own watch on every connection is stricter than undici's timeouts, and knows of pauses. */
function createDispatcher(proxy: string | null): Dispatcher {
  const options: Agent.Options = {
    connect: createConnector({
      timeout: 10_000,
      allowH2: false,
      lookup: publicLookup((hostname) => hubs.has(hostname)),
    }),
    headersTimeout: 30_000,
    bodyTimeout: 0,
    keepAliveTimeout: 10_000,
    allowH2: false,
  }
  return proxy === null ? new EnvHttpProxyAgent(options) : new ProxyAgent({ ...options, uri: proxy })
}

let network: { readonly proxy: string | null; readonly dispatcher: Dispatcher } | null = null

/** From the next request on. What is under way on the old one is let go of when it has ended. */
function connectBy(proxy: string | null): Dispatcher {
  if (network?.proxy === proxy) return network.dispatcher
  network?.dispatcher.close().catch(() => {})
  network = { proxy, dispatcher: createDispatcher(proxy) }
  return network.dispatcher
}

const nowMs = (): number => performance.now()
const limiter = createLimiter({ nowMs })
const deps: TransferDeps = {
  dispatcher: () => network?.dispatcher ?? connectBy(null),
  limiter,
  userAgent: data.userAgent,
  nowMs,
  random: Math.random,
  patience: { ...PATIENCE, ...data.patience },
  mostLanes: () => Math.max(1, Math.floor(MOST_LANES / running.size)),
  hasher: createHasher({ threadUrl: new URL(data.hashThread) }),
}

const reply = (message: TransferReply): void => parentPort?.postMessage(message)

async function run(id: number, work: (signal: AbortSignal) => Promise<TransferReply>): Promise<void> {
  const abort = new AbortController()
  running.set(id, abort)
  try {
    reply(await work(abort.signal))
  } catch (error) {
    const failure = error instanceof FailureError ? error.failure : null
    reply({
      kind: 'failed',
      id,
      failure: abort.signal.aborted ? { code: 'cancelled' } : failure,
      why: whyOf(error),
    })
  } finally {
    running.delete(id)
  }
}

const whyOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

function handle(request: TransferRequest): void {
  switch (request.kind) {
    case 'limit':
      return limiter.setLimit(request.bytesPerSecond)
    case 'proxy':
      return void connectBy(request.url)
    case 'stop':
      return running.get(request.id)?.abort(new FailureError({ code: 'cancelled' }))
    case 'hash':
      return void run(request.id, async (signal) => {
        const hash = deps.hasher.open(request.path, null)
        signal.addEventListener('abort', () => hash.drop())
        return { kind: 'hashed', id: request.id, digests: await hash.finish(request.sizeBytes) }
      })
    case 'inspect':
      return void run(request.id, async () => {
        // Readers of headers are large, and the first bytes need none of them.
        const { inspectFile } = await import('../inspect/inspect.ts')
        return { kind: 'inspected', id: request.id, inspection: await inspectFile(request.path) }
      })
    case 'start':
      hubs.add(URL.parse(request.job.url)?.hostname ?? '')
      return void run(request.id, async (signal) => {
        const onProgress = (
          progress: Parameters<Parameters<typeof transferFile>[2]['onProgress']>[0],
        ): void => reply({ kind: 'progress', id: request.id, progress })
        const result = await transferFile(deps, request.job, { signal, onProgress })
        return { kind: 'done', id: request.id, result }
      })
  }
}

parentPort?.on('message', handle)
