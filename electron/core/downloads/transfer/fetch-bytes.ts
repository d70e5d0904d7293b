/** All the bytes of one file: lanes, retries, stalls, and what to do when the server says something else. */
import { FailureError, type Failure } from '#contract/failure'
import { backoffMs } from './backoff.ts'
import type { Claim, Claims } from './claims.ts'
import { networkFailure } from './errors.ts'
import type { TransferJob } from './job.ts'
import { fetchClaim, StartOver, type LaneDeps, type LaneEnd, type Origin } from './lane.ts'
import { createLanes } from './lanes.ts'
import type { PartialFile } from './partial-file.ts'

export interface Patience {
  /** Silence on one connection after which it is given up. */
  readonly stallMs: number
  /** How long a connection may crawl. */
  readonly crawlMs: number
  /** Failures in a row without a byte of progress. */
  readonly mostFailures: number
  /** What of the planned waits is really waited; tests hurry. */
  readonly backoffScale: number
}

export const PATIENCE: Patience = { stallMs: 15_000, crawlMs: 15_000, mostFailures: 7, backoffScale: 1 }

export interface FetchDeps extends LaneDeps {
  readonly patience: Patience
  readonly random: () => number
  /** Connections that this file may use now: all files share them. */
  readonly mostLanes: () => number
}

export interface Fetch {
  readonly job: TransferJob
  readonly origin: Origin
  readonly claims: Claims
  readonly file: PartialFile
  readonly signal: AbortSignal
  /** The file was found to be another than the part that we have. */
  startOver(): void
  onFront(): void
  onLanes(lanes: number): void
}

interface Running {
  readonly abort: AbortController
  lastByteMs: number
  bytes: number
  windowBytes: number
  windowSince: number
}

const TICK_MS = 100
const SAMPLE_TICKS = 3
const MOST_RESTARTS = 3
const PROGRESS_BYTES = 64 * 1024
const CRAWL_BYTES_PER_SECOND = 2048

class Stalled extends Error {
  readonly code = 'STALLED'
}

export function fetchBytes(deps: FetchDeps, fetch: Fetch): Promise<number> {
  return createFetcher(deps, fetch).run()
}

function createFetcher(deps: FetchDeps, fetch: Fetch) {
  const { claims, origin, job } = fetch
  const { nowMs, patience } = deps
  const lanes = createLanes()
  const running = new Map<Claim, Running>()
  const work = new Set<Promise<void>>()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let fetchedBytes = 0
  let sampledBytes = 0
  let sampledMs = nowMs()
  let failuresInARow = 0
  let missing = 0
  let restarts = 0
  let notBeforeMs = 0
  let ticks = 0
  let ended = false

  function pump(): void {
    if (ended) return
    if (claims.complete() && running.size === 0) return finish(resolve)
    if (nowMs() < notBeforeMs) return
    // The first answer tells where the bytes are, and whether ranges are understood.
    const wanted = origin.location === null || !origin.ranges ? 1 : Math.min(lanes.target(), deps.mostLanes())
    while (running.size < wanted) {
      const claim = origin.ranges ? claims.next(wanted) : claims.complete() ? null : claims.whole()
      if (claim === null) break
      const lane = runLane(claim).finally(() => work.delete(lane))
      work.add(lane)
    }
    fetch.onLanes(running.size)
  }

  async function runLane(claim: Claim): Promise<void> {
    const now = nowMs()
    const state: Running = {
      abort: new AbortController(),
      lastByteMs: now,
      bytes: 0,
      windowBytes: 0,
      windowSince: now,
    }
    running.set(claim, state)
    try {
      const signal = state.abort.signal
      const onBytes = (bytes: number, pausedMs: number): void => count(state, bytes, pausedMs)
      const end = await fetchClaim(deps, { ...fetch, claim, signal, onBytes })
      release(claim)
      judge(end, state)
    } catch (error) {
      release(claim)
      broken(error, state)
    }
    pump()
  }

  function release(claim: Claim): void {
    claims.release(claim)
    running.delete(claim)
    fetch.onFront()
  }

  function count(state: Running, bytes: number, pausedMs: number): void {
    state.lastByteMs = nowMs() + pausedMs
    state.bytes += bytes
    state.windowBytes += bytes
    fetchedBytes += bytes
    fetch.onFront()
  }

  function judge(end: LaneEnd, state: Running): void {
    if (ended) return
    switch (end.kind) {
      case 'done':
        failuresInARow = 0
        return
      case 'no-ranges':
        return stopLanes(new Stalled('no ranges'))
      case 'short':
        return failed(state, { code: 'offline', host: new URL(job.url).host }, null)
      case 'expired':
        origin.location = null
        if (state.bytes === 0 && running.size > 0) lanes.refused()
        return failed(state, { code: 'hub-error', host: new URL(job.url).host, status: 403 }, null)
      case 'again':
        lanes.refused()
        return failed(state, end.failure, end.afterMs)
      case 'changed':
        return changed(end)
      case 'refused':
        return refused(end.failure)
    }
  }

  /** A hub may miss a file for a moment; everything else that it refuses stays refused. */
  function refused(failure: Failure): void {
    if (failure.code !== 'not-found' || missing > 0) return fail(new FailureError(failure))
    missing += 1
    notBeforeMs = nowMs() + 2000 * patience.backoffScale
  }

  function changed({ sizeBytes, etag }: Extract<LaneEnd, { kind: 'changed' }>): void {
    const host = new URL(job.url).host
    const otherSize = sizeBytes !== null && job.sizeBytes !== null && sizeBytes !== job.sizeBytes
    restarts += 1
    if (otherSize || restarts > MOST_RESTARTS)
      return fail(
        new FailureError({ code: 'hub-changed', host, detail: 'The file is not the one announced.' }),
      )
    origin.location = null
    origin.etag = etag
    // A known hash decides at the end; what we have may well be right, and only its address changed.
    if (job.digest !== null) return
    stopLanes(new StartOver('changed'))
    claims.forget()
    if (sizeBytes !== null) claims.setSize(sizeBytes)
    fetch.startOver()
  }

  function broken(error: unknown, state: Running): void {
    if (ended) return
    if (state.abort.signal.aborted && !(error instanceof Stalled)) return
    const failure = networkFailure(error, new URL(job.url).host)
    if (failure === null) return fail(error)
    failed(state, failure, null)
  }

  function failed(state: Running, failure: Failure, afterMs: number | null): void {
    failuresInARow = state.bytes >= PROGRESS_BYTES ? 1 : failuresInARow + 1
    if (failuresInARow > patience.mostFailures) return fail(new FailureError(failure))
    // A signed address may be what is wrong: ask the hub again.
    if (state.bytes === 0 && failuresInARow > 1) origin.location = null
    const planned = state.bytes > 0 ? 50 : backoffMs(failuresInARow, deps.random)
    notBeforeMs = Math.max(notBeforeMs, nowMs() + (afterMs ?? planned) * patience.backoffScale)
  }

  function watch(): void {
    const now = nowMs()
    for (const state of running.values()) {
      if (now - state.lastByteMs > patience.stallMs) state.abort.abort(new Stalled('stalled'))
      else if (now - state.windowSince > patience.crawlMs) crawl(state, now)
    }
  }

  /** A connection that drips while the file waits for it is opened anew; what it brought stays. */
  function crawl(state: Running, now: number): void {
    const speed = (state.windowBytes / (now - state.windowSince)) * 1000
    if (speed < CRAWL_BYTES_PER_SECOND && !deps.limiter.limited()) state.abort.abort(new Stalled('crawls'))
    state.windowBytes = 0
    state.windowSince = now
  }

  function sample(): void {
    const now = nowMs()
    const speed = ((fetchedBytes - sampledBytes) / (now - sampledMs)) * 1000
    sampledBytes = fetchedBytes
    sampledMs = now
    if (running.size >= lanes.target() && !deps.limiter.limited()) lanes.sample(speed)
  }

  function tick(): void {
    ticks += 1
    watch()
    if (ticks % SAMPLE_TICKS === 0) sample()
    pump()
  }

  function stopLanes(reason: Error): void {
    for (const state of running.values()) state.abort.abort(reason)
  }

  function finish(settle: () => void): void {
    ended = true
    settle()
  }
  const fail = (error: unknown): void => finish(() => reject(error))

  return {
    async run(): Promise<number> {
      const onAbort = (): void => fail(fetch.signal.reason)
      const timer = setInterval(tick, TICK_MS)
      fetch.signal.addEventListener('abort', onAbort, { once: true })
      try {
        if (fetch.signal.aborted) onAbort()
        else pump()
        await promise
        return fetchedBytes
      } finally {
        clearInterval(timer)
        fetch.signal.removeEventListener('abort', onAbort)
        stopLanes(new Stalled('ended'))
        // What a lane still holds is written before anybody closes the file.
        await Promise.allSettled(work)
        fetch.onLanes(0)
      }
    },
  }
}
