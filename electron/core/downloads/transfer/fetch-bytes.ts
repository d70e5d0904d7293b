/** All the bytes of one file: as many connections as pay, watched, and started again where they fail. */
import type { Claim } from './claims.ts'
import { createLaneWatch, GivenUp } from './lane-watch.ts'
import { fetchClaim } from './lane.ts'
import { judgeEnd, judgeError } from './outcome.ts'
import { createRun, stopLanes, type Fetch, type FetchDeps, type Run } from './run.ts'

const TICK_MS = 100
const SAMPLE_TICKS = 3
/** A connection that needs longer than this for the rest of its chunk is helped. */
const TAKE_OVER_SECONDS = 2

/** Resolves with the bytes that came over the network, once the file is whole. */
export async function fetchBytes(deps: FetchDeps, fetch: Fetch): Promise<number> {
  fetch.signal.throwIfAborted()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const run = createRun(deps, fetch, { resolve, reject })
  const onAbort = (): void => run.fail(fetch.signal.reason)
  const timer = setInterval(createTick(run), TICK_MS)
  fetch.signal.addEventListener('abort', onAbort, { once: true })
  try {
    pump(run)
    await promise
    return run.fetchedBytes
  } finally {
    clearInterval(timer)
    fetch.signal.removeEventListener('abort', onAbort)
    stopLanes(run, new GivenUp('ended'))
    // What a lane still holds is written before anybody closes the file.
    await Promise.allSettled(run.work)
    fetch.onLanes(0)
  }
}

/** Starts what can be started now. Called whenever something has changed, and on every tick. */
function pump(run: Run): void {
  const { claims } = run.fetch
  if (run.ended) return
  if (claims.complete() && run.running.size === 0) return run.finish()
  if (!run.retries.ready()) return
  for (const wanted = wantedLanes(run); run.running.size < wanted;) {
    const claim = nextClaim(run, wanted)
    if (claim === null) break
    const lane = runLane(run, claim).finally(() => run.work.delete(lane))
    run.work.add(lane)
  }
  run.fetch.onLanes(run.running.size)
}

/** The first answer tells where the bytes are and whether ranges are understood, so it is waited for alone. */
function wantedLanes({ deps, fetch: { origin }, lanes }: Run): number {
  return origin.location === null || !origin.ranges ? 1 : Math.min(lanes.target(), deps.mostLanes())
}

function nextClaim(run: Run, wanted: number): Claim | null {
  const { claims, origin } = run.fetch
  if (!origin.ranges) return claims.complete() ? null : claims.whole()
  return claims.next(wanted) ?? takeOver(run)
}

/** With nothing left to begin, idle connections help the slowest; what it still has under way is lost, so not lightly. */
function takeOver({ running, fetch: { claims } }: Run): Claim | null {
  let slowest: { claim: Claim; seconds: number } | null = null
  for (const [claim, watch] of running) {
    const seconds = (claim.end - claim.position) / Math.max(1, watch.bytesPerSecond())
    if (seconds > (slowest?.seconds ?? TAKE_OVER_SECONDS)) slowest = { claim, seconds }
  }
  return slowest && claims.takeOver(slowest.claim)
}

async function runLane(run: Run, claim: Claim): Promise<void> {
  const { deps, fetch } = run
  const watch = createLaneWatch(deps.patience, deps.nowMs)
  const onBytes = (bytes: number, pausedMs: number): void => {
    watch.count(bytes, pausedMs)
    run.fetchedBytes += bytes
    fetch.onFront()
  }
  const release = (): void => {
    fetch.claims.release(claim)
    run.running.delete(claim)
    fetch.onFront()
  }
  run.running.set(claim, watch)
  try {
    const end = await fetchClaim(deps, { ...fetch, claim, signal: watch.abort.signal, onBytes })
    release()
    if (!run.ended) judgeEnd(run, end, watch.bytes())
  } catch (error) {
    release()
    if (!run.ended) judgeError(run, error, watch)
  }
  pump(run)
}

function createTick(run: Run): () => void {
  const { nowMs, limiter } = run.deps
  let ticks = 0
  let sampled = { bytes: 0, ms: nowMs() }
  const sample = (): void => {
    const now = { bytes: run.fetchedBytes, ms: nowMs() }
    const speed = ((now.bytes - sampled.bytes) / (now.ms - sampled.ms)) * 1000
    sampled = now
    if (run.running.size >= run.lanes.target() && !limiter.limited()) run.lanes.sample(speed)
  }
  return () => {
    ticks += 1
    for (const watch of run.running.values()) watch.check(limiter.limited())
    if (ticks % SAMPLE_TICKS === 0) sample()
    pump(run)
  }
}
