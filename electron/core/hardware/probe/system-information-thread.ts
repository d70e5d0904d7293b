import { parentPort, workerData } from 'node:worker_threads'
import si from 'systeminformation'
import type { SystemInformationPart } from './probe.ts'

/** Asked in turn: each part starts several processes. */
for (const part of workerData as readonly SystemInformationPart[]) {
  const value = await si[part]().catch(() => null)
  parentPort?.postMessage({ part, value: JSON.parse(JSON.stringify(value)) })
}
