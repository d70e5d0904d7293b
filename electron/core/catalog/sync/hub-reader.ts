/** Reads one hub's feeds, politely, one page at a time, and says what it does. */
import { FailureError, type Failure } from '#contract/failure'
import type { HubActivity } from '#contract/catalog-sync'
import type { CatalogSource, Feed } from '../sources/source.ts'
import { loadRuns, restartStage, step, type FeedRun, type StepDeps } from './feed-step.ts'
import type { FeedState } from './plan.ts'
import { createUnsized, fillSizes } from './sizes.ts'

export interface ReaderDeps extends StepDeps {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Background reading waits until the hub can be reached again; a command says so and ends. */
  readonly patient: boolean
  /** Feeds that were refreshed after this time are left alone. */
  readonly freshSince: number
  readonly report: (report: Report) => void
}

export interface Report {
  readonly activity: HubActivity
  readonly modelsRead?: number
  readonly withdrawn?: number
  readonly skipped?: Readonly<Record<string, number>>
}

const STAGES: readonly FeedState['stage'][] = ['ending', 'popular', 'newest', 'all']
const UNREACHABLE_MS = [15_000, 60_000, 300_000, 900_000] as const
const RETRIED_ERRORS = 3

/** Null when all was read; else why not. What was read until then is kept. */
export async function readHub(
  source: CatalogSource,
  feeds: readonly Feed[],
  { deps, signal }: { deps: ReaderDeps; signal: AbortSignal },
): Promise<Failure | null> {
  let runs = await loadRuns(source, feeds, deps)
  let troubles = 0
  let firstFailure: Failure | null = null
  const unsized = createUnsized(deps.limits.sizesPerRun)
  const replace = (old: FeedRun, run: FeedRun | null) => {
    runs = runs.flatMap((one) => (one === old ? (run ?? []) : one))
  }
  for (let run = mostWanted(runs); run; run = mostWanted(runs)) {
    deps.report({ activity: reading(run) })
    try {
      const { state, page, stored, withdrawn } = await step(run, deps, signal)
      if (run.state.stage !== 'all') unsized.add(stored)
      replace(run, { ...run, state })
      deps.report({
        activity: reading({ ...run, state }),
        modelsRead: page?.models.length ?? 0,
        withdrawn,
        ...(page ? { skipped: page.skipped } : {}),
      })
      troubles = 0
    } catch (error) {
      if (signal.aborted || !(error instanceof FailureError)) throw error
      troubles += 1
      const remedy = remedyFor(error.failure, { run, troubles, patient: deps.patient })
      if (remedy.kind === 'stop') return error.failure
      if (remedy.kind === 'leave') firstFailure ??= error.failure
      if (remedy.kind !== 'wait') replace(run, remedy.kind === 'again' ? remedy.run : null)
      else {
        deps.report({ activity: { kind: 'waiting', why: remedy.why, until: deps.now() + remedy.ms } })
        await deps.sleep(remedy.ms, signal)
      }
    }
  }
  const feed = source.source
  const onModel = (pages: number) =>
    deps.report({ activity: { kind: 'reading', feed, stage: 'sizes', pages } })
  await fillSizes(source, unsized.take(), { store: deps.store, signal, onModel })
  return firstFailure
}

/** Every feed's most-used models come before any feed's long tail. */
function mostWanted(runs: readonly FeedRun[]): FeedRun | undefined {
  for (const stage of STAGES) {
    const run = runs.find(({ state }) => state.stage === stage)
    if (run) return run
  }
  return undefined
}

const reading = ({ feed, state }: FeedRun): HubActivity => ({
  kind: 'reading',
  feed: feed.name,
  stage: state.stage === 'popular' || state.stage === 'newest' ? state.stage : 'all',
  pages: state.pages,
})

type Remedy =
  | { readonly kind: 'wait'; readonly why: 'rate-limited' | 'unreachable'; readonly ms: number }
  | { readonly kind: 'again'; readonly run: FeedRun }
  /** This feed is of no use today; the others may be. */
  | { readonly kind: 'leave' }
  | { readonly kind: 'stop' }

function remedyFor(
  failure: Failure,
  { run, troubles, patient }: { readonly run: FeedRun; readonly troubles: number; readonly patient: boolean },
): Remedy {
  const pauseMs = UNREACHABLE_MS[Math.min(troubles, UNREACHABLE_MS.length) - 1] ?? 0
  switch (failure.code) {
    case 'rate-limited':
      return { kind: 'wait', why: 'rate-limited', ms: failure.retryAfterMs ?? pauseMs }
    case 'offline':
      return patient ? { kind: 'wait', why: 'unreachable', ms: pauseMs } : { kind: 'stop' }
    case 'hub-error':
      // 403 and 451 will say the same again: a block, or a region.
      if (failure.status >= 500 && patient && troubles <= RETRIED_ERRORS)
        return { kind: 'wait', why: 'unreachable', ms: pauseMs }
      return { kind: 'stop' }
    case 'hub-changed': {
      const again = restartStage(run)
      return again ? { kind: 'again', run: again } : { kind: 'leave' }
    }
    case 'too-large':
      return { kind: 'leave' }
    default:
      return { kind: 'stop' }
  }
}
