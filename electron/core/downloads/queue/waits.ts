/** Which failures pass by themselves, and when to look again. Pure. */
import type { DownloadStatus } from '#contract/downloads'
import type { Failure } from '#contract/failure'

export type Waiting = Extract<DownloadStatus, { kind: 'waiting' }>

const NETWORK_MS = [5_000, 15_000, 60_000, 300_000] as const
const HUB_MS = [30_000, 120_000, 600_000] as const
const DISK_MS = 15_000
/** A hub that keeps failing needs a person to look at it. */
const MOST_HUB_TRIES = 6

/** Null where only a person can help. */
export function waitFor(failure: Failure, triesBefore: number, nowMs: number): Waiting | null {
  const after = (steps: readonly number[]): number => nowMs + (steps[triesBefore] ?? steps.at(-1) ?? 0)
  switch (failure.code) {
    case 'offline':
      return { kind: 'waiting', for: 'network', failure, retryAt: after(NETWORK_MS) }
    case 'disk-full':
      return { kind: 'waiting', for: 'disk', failure, retryAt: nowMs + DISK_MS }
    case 'rate-limited':
      return {
        kind: 'waiting',
        for: 'hub',
        failure,
        retryAt: failure.retryAfterMs === null ? after(HUB_MS) : nowMs + failure.retryAfterMs,
      }
    case 'hub-error':
      if (failure.status < 500 || triesBefore >= MOST_HUB_TRIES) return null
      return { kind: 'waiting', for: 'hub', failure, retryAt: after(HUB_MS) }
    default:
      return null
  }
}
