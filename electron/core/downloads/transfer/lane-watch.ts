/** Keeps an eye on one connection: silence and crawling are found by its bytes, on the monotonic clock. */
import type { Patience } from './patience.ts'

export interface LaneWatch {
  readonly abort: AbortController
  bytes(): number
  /** Since it was opened. */
  bytesPerSecond(): number
  count(bytes: number, pausedMs: number): void
  /** Gives the connection up when it has been silent or slow for too long. */
  check(limited: boolean): void
}

/** Given up by us; what it brought is kept, and the rest is fetched anew. */
export class GivenUp extends Error {
  readonly code = 'GIVEN_UP'
}

const CRAWL_BYTES_PER_SECOND = 2048

export function createLaneWatch({ stallMs, crawlMs }: Patience, nowMs: () => number): LaneWatch {
  const abort = new AbortController()
  const sinceMs = nowMs()
  let lastByteMs = sinceMs
  let bytes = 0
  let windowBytes = 0
  let windowSinceMs = sinceMs

  const crawls = (now: number): boolean => {
    const slow = (windowBytes / (now - windowSinceMs)) * 1000 < CRAWL_BYTES_PER_SECOND
    windowBytes = 0
    windowSinceMs = now
    return slow
  }

  return {
    abort,
    bytes: () => bytes,
    bytesPerSecond: () => (bytes / Math.max(1, nowMs() - sinceMs)) * 1000,
    count(more, pausedMs) {
      lastByteMs = nowMs() + pausedMs
      bytes += more
      windowBytes += more
    },
    check(limited) {
      const now = nowMs()
      if (now - lastByteMs > stallMs) abort.abort(new GivenUp('silent'))
      else if (now - windowSinceMs > crawlMs && crawls(now) && !limited) abort.abort(new GivenUp('crawls'))
    },
  }
}
