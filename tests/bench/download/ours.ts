/** Our own transfer in a process of its own. Arguments: JSON with url, path, size and hash. Prints what it measured. */
import { createTransfers } from '#core/downloads/transfer/transfers'
import { watchLateness } from './lateness.ts'

interface Order {
  readonly url: string
  readonly path: string
  readonly sizeBytes: number
  readonly sha256: string
}

const { url, path, sizeBytes, sha256 } = JSON.parse(process.argv[2] ?? '{}') as Order
const lateness = watchLateness()
const transfers = createTransfers({
  threadUrl: new URL('./transfer.js', import.meta.url),
  hashThreadUrl: new URL('./hash.js', import.meta.url),
  userAgent: 'rbee-marketplace/bench',
})
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
console.log(JSON.stringify({ ...lateness.stop(), lanes }))
await transfers.dispose()
