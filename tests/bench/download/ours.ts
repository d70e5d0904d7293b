/** Our own transfer in a process of its own. Arguments: JSON with url, path, size and hash. Prints what it measured. */
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { createTransfers } from '#core/downloads/transfer/transfers'

interface Order {
  readonly url: string
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
}

const { url, path, sizeBytes, sha256 } = JSON.parse(process.argv[2] ?? '{}') as Order
/** An idle thread of the same process: how late the system lets anybody run meanwhile. */
const IDLE = `const { monitorEventLoopDelay } = require('node:perf_hooks')
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
require('node:worker_threads').parentPort.once('message', () => {
  require('node:worker_threads').parentPort.postMessage(delay.max / 1e6)
})`
const idle = new Worker(IDLE, { eval: true })
await once(idle, 'online')
const transfers = createTransfers({
  threadUrl: new URL('./transfer.js', import.meta.url),
  hashThreadUrl: new URL('./hash.js', import.meta.url),
  userAgent: 'rbee-marketplace/bench',
})
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
let lanes = 0
await transfers.fetch(
  {
    url,
    pageUrl: url,
    path,
    name: 'model.bin',
    sizeBytes,
    digest: sha256,
    revision: 'bench',
    token: null,
    candidates: [],
  },
  {
    signal: new AbortController().signal,
    onProgress: (progress) => {
      lanes = Math.max(lanes, progress.lanes)
    },
  },
)
delay.disable()
idle.postMessage(null)
const [idleMs] = (await once(idle, 'message')) as [number]
console.log(JSON.stringify({ blockMs: delay.max / 1e6, idleMs, lanes }))
await Promise.all([transfers.dispose(), idle.terminate()])
