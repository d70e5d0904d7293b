/** One step of one feed: read a page, keep what it brought, and remember in the same breath how to go on. */
import type { Model } from '#domain/model'
import type { CatalogStore } from '../catalog-api.ts'
import { baseModelsOf } from '../sources/civitai/queries.ts'
import { queryString } from '../sources/query-string.ts'
import type { CatalogSource, Feed, Page } from '../sources/source.ts'
import { carryOver } from './carry-over.ts'
import { advance, begin, FeedState, finish, orderOf, restart, type PlanLimits } from './plan.ts'

const KEY = 'sync.feed.'

export interface StepDeps {
  readonly store: CatalogStore
  readonly now: () => number
  readonly limits: PlanLimits
}

export interface FeedRun {
  readonly source: CatalogSource
  readonly feed: Feed
  readonly state: FeedState
}

export interface StepResult {
  readonly state: FeedState
  readonly page: Page | null
  /** As they were stored: with what was known before. */
  readonly stored: readonly Model[]
  readonly withdrawn: number
}

/** The readings to do, each where it was interrupted; what was refreshed since `freshSince` rests. */
export async function loadRuns(
  source: CatalogSource,
  feeds: readonly Feed[],
  { store, freshSince }: { readonly store: CatalogStore; readonly freshSince: number },
): Promise<readonly FeedRun[]> {
  const stored = await store.readState(KEY)
  return feeds.flatMap((feed) => {
    const known = parse(stored[KEY + feed.name])
    const question = queryString(feed.params)
    const fresh =
      known?.stage === 'idle' && known.question === question && (known.refreshedAt ?? 0) > freshSince
    return fresh ? [] : { source, feed, state: begin(known, question) }
  })
}

/** What was last known of the feeds of one hub: the oldest date counts. */
export async function lastDates(
  feeds: readonly Feed[],
  store: CatalogStore,
): Promise<{ readonly refreshedAt: number | null; readonly completeAt: number | null }> {
  const stored = await store.readState(KEY)
  const states = feeds.map((feed) => parse(stored[KEY + feed.name]))
  const oldest = (pick: (state: FeedState) => number | null): number | null => {
    const dates = states.map((state) => (state ? pick(state) : null))
    return dates.length === 0 || dates.includes(null) ? null : Math.min(...(dates as number[]))
  }
  return {
    refreshedAt: oldest((state) => state.refreshedAt),
    completeAt: oldest((state) => state.completeAt),
  }
}

function parse(text: string | undefined): FeedState | null {
  if (text === undefined) return null
  try {
    return FeedState.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

export async function step(run: FeedRun, deps: StepDeps, signal: AbortSignal): Promise<StepResult> {
  const { feed, source, state } = run
  if (state.stage === 'ending') return endReading(run, deps)
  const page = await source.list(feed, { order: orderOf(state.stage), cursor: state.cursor }, signal)
  const cutTo = feed.source === 'civitai' ? baseModelsOf(feed) : null
  const changes = page.models.flatMap(({ updatedAt }) => updatedAt ?? [])
  const next = advance(
    state,
    {
      next: page.next,
      newestChange: changes.length === 0 ? null : Math.max(...changes),
      oldestChange: changes.length === 0 ? null : Math.min(...changes),
    },
    { now: deps.now(), limits: deps.limits },
  )
  signal.throwIfAborted()
  const { upsert: stored } = await deps.store.update(
    page.models.map(({ id }) => id),
    (known) => ({
      feed: { name: feed.name, pass: state.pass },
      upsert: page.models.map((model) => carryOver(model, known.get(model.id), cutTo)),
      state: { [KEY + feed.name]: JSON.stringify(next) },
    }),
  )
  return { state: next, page, stored, withdrawn: 0 }
}

/** Killed between the two writes, the end is simply done again. */
async function endReading({ feed, state }: FeedRun, { store, now }: StepDeps): Promise<StepResult> {
  const { withdrawn } = await store.endPass({ name: feed.name, pass: state.pass })
  const next = finish(state, now())
  await store.apply({ feed: null, upsert: [], state: { [KEY + feed.name]: JSON.stringify(next) } })
  return { state: next, page: null, stored: [], withdrawn }
}

/** A cursor that the hub no longer takes: the stage begins again, once. */
export const restartStage = (run: FeedRun): FeedRun | null => {
  const state = restart(run.state)
  return state && { ...run, state }
}
