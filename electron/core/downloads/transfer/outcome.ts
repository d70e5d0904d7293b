/** What follows from how a connection ended: go on, wait, ask the hub again, start over, or give up. */
import { FailureError, type Failure } from '#contract/failure'
import { networkFailure } from './errors.ts'
import { GivenUp, type LaneWatch } from './lane-watch.ts'
import { StartOver, type LaneEnd } from './lane.ts'
import { stopLanes, type Run } from './run.ts'

const MOST_RESTARTS = 3
const MISSING_WAIT_MS = 2000

export function judgeEnd(run: Run, end: LaneEnd, bytes: number): void {
  const { origin } = run.fetch
  const { host } = new URL(run.fetch.job.url)
  switch (end.kind) {
    case 'done':
      return run.retries.succeeded()
    case 'no-ranges':
      return stopLanes(run, new GivenUp('no ranges'))
    case 'short':
      return failed(run, { failure: { code: 'offline', host }, bytes, askedWaitMs: null })
    case 'expired':
      origin.location = null
      // Refused while others run: the storage may mind so many connections.
      if (bytes === 0 && run.running.size > 0) run.lanes.refused()
      return failed(run, { failure: { code: 'hub-error', host, status: 403 }, bytes, askedWaitMs: null })
    case 'again':
      run.lanes.refused()
      return failed(run, { failure: end.failure, bytes, askedWaitMs: end.afterMs })
    case 'changed':
      return changed(run, end)
    case 'refused':
      return refused(run, end.failure)
  }
}

export function judgeError(run: Run, error: unknown, watch: LaneWatch): void {
  if (watch.abort.signal.reason instanceof StartOver) return
  const failure = networkFailure(error, new URL(run.fetch.job.url).host)
  if (failure === null) return run.fail(error)
  failed(run, { failure, bytes: watch.bytes(), askedWaitMs: null })
}

function failed(
  run: Run,
  { failure, bytes, askedWaitMs }: { failure: Failure; bytes: number; askedWaitMs: number | null },
): void {
  const inARow = run.retries.failed(bytes, askedWaitMs)
  if (inARow === null) return run.fail(new FailureError(failure))
  // The signed address may be what is wrong: ask the hub for another.
  if (bytes === 0 && inARow > 1) run.fetch.origin.location = null
}

/** A hub may miss a file for a moment; everything else that it refuses stays refused. */
function refused(run: Run, failure: Failure): void {
  run.missing += 1
  if (failure.code !== 'not-found' || run.missing > 1) return run.fail(new FailureError(failure))
  run.retries.wait(MISSING_WAIT_MS)
}

function changed(run: Run, { sizeBytes, etag }: Extract<LaneEnd, { kind: 'changed' }>): void {
  const { job, origin, claims } = run.fetch
  const { host } = new URL(job.url)
  const detail = 'The file is not the one that was announced.'
  const otherSize = sizeBytes !== null && job.sizeBytes !== null && sizeBytes !== job.sizeBytes
  run.restarts += 1
  const known = job.digest !== null
  if (otherSize || isOther(job.digest, origin.linkedDigest) || (!known && run.restarts > MOST_RESTARTS))
    return run.fail(new FailureError({ code: 'hub-changed', host, detail }))
  origin.location = null
  origin.etag = etag
  // A known hash decides at the end: what we have may well be right, and only its address has changed.
  if (known) {
    origin.etagMatters = run.restarts < MOST_RESTARTS
    return
  }
  stopLanes(run, new StartOver('changed'))
  if (sizeBytes !== null) claims.setSize(sizeBytes)
  run.fetch.startOver()
}

/** The hub itself names another hash of the same kind than the one that was promised. */
const isOther = (promised: string | null, linked: string | null): boolean =>
  promised !== null && linked !== null && promised.length === linked.length && promised !== linked
