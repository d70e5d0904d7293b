/** How long the main thread was blocked, beside a thread that does nothing: what both feel comes from the machine. */
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'

const RESOLUTION_MS = 5

const IDLE = `
const { parentPort } = require('node:worker_threads')
const delay = require('node:perf_hooks').monitorEventLoopDelay({ resolution: ${RESOLUTION_MS} })
delay.enable()
parentPort.postMessage('ready')
parentPort.on('message', () => { delay.disable(); parentPort.postMessage(delay.max / 1e6); parentPort.close() })
`

export interface Blocks {
  readonly blockMs: number
  /** The same, in a thread that does nothing. */
  readonly idleMs: number
}

export async function measureBlocks<T>(work: () => Promise<T>): Promise<Blocks & { readonly result: T }> {
  const idle = new Worker(IDLE, { eval: true })
  await once(idle, 'message')
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  try {
    const result = await work()
    delay.disable()
    idle.postMessage('end')
    const [idleMs] = (await once(idle, 'message')) as [number]
    return { result, blockMs: delay.max / 1e6 - RESOLUTION_MS, idleMs: idleMs - RESOLUTION_MS }
  } finally {
    delay.disable()
    await idle.terminate()
  }
}
