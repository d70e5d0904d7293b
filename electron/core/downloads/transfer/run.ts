/** One file's fetch under way: what its parts share. */
import type { Claim, Claims } from './claims.ts'
import type { TransferJob } from './job.ts'
import type { LaneWatch } from './lane-watch.ts'
import type { LaneDeps, Origin } from './lane.ts'
import { createLanes, type Lanes } from './lanes.ts'
import type { PartialFile } from './partial-file.ts'
import type { Patience } from './patience.ts'
import { createRetries, type Retries } from './retries.ts'

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

export interface Run {
  readonly deps: FetchDeps
  readonly fetch: Fetch
  readonly lanes: Lanes
  readonly retries: Retries
  readonly running: Map<Claim, LaneWatch>
  readonly work: Set<Promise<void>>
  fetchedBytes: number
  missing: number
  restarts: number
  ended: boolean
  fail(error: unknown): void
  finish(): void
}

export function createRun(
  deps: FetchDeps,
  fetch: Fetch,
  settle: { resolve: () => void; reject: (error: unknown) => void },
): Run {
  const run: Run = {
    deps,
    fetch,
    lanes: createLanes(),
    retries: createRetries(deps),
    running: new Map(),
    work: new Set(),
    fetchedBytes: 0,
    missing: 0,
    restarts: 0,
    ended: false,
    fail(error) {
      run.ended = true
      settle.reject(error)
    },
    finish() {
      run.ended = true
      settle.resolve()
    },
  }
  return run
}

export function stopLanes({ running }: Run, reason: Error): void {
  for (const watch of running.values()) watch.abort.abort(reason)
}
