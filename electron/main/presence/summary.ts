/** What the desktop should show of the downloads. Pure. */
import type { DownloadItem, DownloadsState } from '#contract/downloads'
import type { Words } from '../words.ts'

export interface Summary {
  /** Not yet over: going on, waiting or queued. What the user paused waits for the user. */
  readonly active: number
  /** Bytes are moving or being checked now: the machine should not fall asleep. */
  readonly transferring: boolean
  /** From 0 to 1 over all that is active; null where a size is not known. */
  readonly part: number | null
  /** Something is unfinished, and the user paused all of it. */
  readonly allPaused: boolean
}

export function summaryOf({ items, allPaused }: Pick<DownloadsState, 'items' | 'allPaused'>): Summary {
  const active = items.filter(({ status }) => ['queued', 'running', 'waiting'].includes(status.kind))
  const known = active.every(({ progress }) => (progress.totalBytes ?? 0) > 0)
  const received = sum(active.map(({ progress }) => progress.receivedBytes))
  const total = sum(active.map(({ progress }) => progress.totalBytes ?? 0))
  return {
    active: allPaused ? 0 : active.length,
    transferring: active.some(({ status }) => status.kind === 'running'),
    part: known && total > 0 ? Math.min(1, received / total) : null,
    allPaused,
  }
}

export interface News {
  readonly kind: 'done' | 'failed'
  readonly downloadId: string
  readonly name: string
}

/** What ended since the last look. What was over already at the first look is no news. */
export function newsOf(before: readonly DownloadItem[], now: readonly DownloadItem[]): readonly News[] {
  const known = new Map(before.map((item) => [item.id, item.status.kind]))
  return now.flatMap(({ id, name, status }) => {
    if (!known.has(id) || known.get(id) === status.kind) return []
    return status.kind === 'done' || status.kind === 'failed'
      ? [{ kind: status.kind, downloadId: id, name }]
      : []
  })
}

export function trayText({ active, part, allPaused }: Summary, words: Words['tray']): string {
  if (active === 0) return allPaused ? words.paused : words.idle
  return words.active(active, part === null ? null : Math.floor(part * 100))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)
