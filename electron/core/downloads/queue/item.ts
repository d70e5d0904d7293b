/** One download in memory: what is stored of it, and how it goes. */
import type { DownloadItem, DownloadProgress, DownloadStatus } from '#contract/downloads'
import type { TransferProgress } from '../transfer/job.ts'
import type { StoredItem } from './item-store.ts'
import { createSpeed, type Speed } from './speed.ts'

/** Why a running download was stopped. */
export type StopReason = 'pause' | 'cancel' | 'shutdown' | 'disk'

export interface Item {
  stored: StoredItem
  readonly received: Map<string, TransferProgress>
  speed: Speed
  /** Failures in a row that pass by themselves. */
  tries: number
  run: {
    readonly abort: AbortController
    stop: StopReason | null
    readonly ended: Promise<void>
    phase: 'downloading' | 'checking' | 'other-process'
  } | null
}

export const createItem = (stored: StoredItem, monotonicMs: () => number): Item => ({
  stored,
  received: new Map(),
  speed: createSpeed(monotonicMs),
  tries: 0,
  run: null,
})

export const receivedBytes = ({ stored, received }: Item): number => {
  if (stored.status.kind === 'done') return stored.plan.totalBytes ?? stored.receivedBytes
  const now = [...received.values()].reduce((sum, one) => sum + one.receivedBytes, 0)
  // Until the first file has told, what is there from the last time counts.
  return now === 0 ? stored.receivedBytes : now
}

/** What is still to come, as far as it is known. */
export const remainingBytes = (item: Item): number =>
  isOver(item.stored.status) ? 0 : Math.max(0, (item.stored.plan.totalBytes ?? 0) - receivedBytes(item))

export const isOver = ({ kind }: DownloadStatus): boolean => kind === 'done' || kind === 'failed'

export function progressOf(item: Item): DownloadProgress {
  const { stored } = item
  const { plan } = stored
  const received = receivedBytes(item)
  const bytesPerSecond = item.run ? item.speed.bytesPerSecond() : 0
  const left = plan.totalBytes === null ? null : Math.max(0, plan.totalBytes - received)
  return {
    id: stored.id,
    receivedBytes: received,
    totalBytes: plan.totalBytes,
    bytesPerSecond,
    etaSeconds: left === null || bytesPerSecond === 0 ? null : Math.ceil(left / bytesPerSecond),
    files: plan.files.map(({ path, sizeBytes }) => {
      const file = item.received.get(path)
      const done = stored.status.kind === 'done' ? (sizeBytes ?? 0) : 0
      return {
        path,
        sizeBytes: sizeBytes ?? file?.totalBytes ?? null,
        receivedBytes: file?.receivedBytes ?? done,
      }
    }),
  }
}

export function viewOf(item: Item): DownloadItem {
  const { id, addedAt, plan } = item.stored
  return {
    id,
    modelId: plan.modelId,
    artifactId: plan.artifactId,
    workerId: plan.workerId,
    name: plan.name,
    entryId: plan.entryId,
    folder: plan.folder,
    pageUrl: plan.pageUrl,
    addedAt,
    status: statusOf(item),
    progress: progressOf(item),
  }
}

function statusOf({ stored, run }: Item): DownloadStatus {
  if (run === null || stored.status.kind !== 'running') return stored.status
  return run.phase === 'other-process'
    ? { kind: 'waiting', for: 'other-process', failure: null, retryAt: null }
    : { kind: 'running', phase: run.phase }
}
