/** When the next request may go out, and when it is enough. */
import { backoffMs } from './backoff.ts'
import type { Patience } from './patience.ts'

export interface Retries {
  ready(): boolean
  /** How many failures in a row there have been, or null when it is enough. */
  failed(progressBytes: number, askedWaitMs: number | null): number | null
  succeeded(): void
  wait(ms: number): void
}

/** With less than this a connection has brought nothing worth another try without a pause. */
const PROGRESS_BYTES = 64 * 1024
const SHORT_MS = 50

export function createRetries(deps: {
  readonly patience: Patience
  readonly nowMs: () => number
  readonly random: () => number
}): Retries {
  const { patience, nowMs } = deps
  let inARow = 0
  let notBeforeMs = 0
  const wait = (ms: number): void => {
    notBeforeMs = Math.max(notBeforeMs, nowMs() + ms * patience.backoffScale)
  }
  return {
    ready: () => nowMs() >= notBeforeMs,
    failed(progressBytes, askedWaitMs) {
      const progress = progressBytes >= PROGRESS_BYTES
      inARow = progress ? 1 : inARow + 1
      wait(askedWaitMs ?? (progress ? SHORT_MS : backoffMs(inARow, deps.random)))
      return inARow > patience.mostFailures ? null : inARow
    },
    succeeded() {
      inARow = 0
    },
    wait,
  }
}
