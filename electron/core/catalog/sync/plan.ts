/**
 * What a feed's reader does next, as data that survives a kill. A reading goes through stages: the most-used models,
 * then what changed since last time, then (when it is due) the whole list in an order that loses nothing, at whose end
 * the models that were not seen again are withdrawn. Pure.
 */
import { z } from 'zod'
import type { Order } from '../sources/source.ts'

export const FeedState = z.object({
  /** What was asked; another question starts over. */
  question: z.string(),
  pass: z.number(),
  stage: z.enum(['idle', 'popular', 'newest', 'all', 'ending']),
  cursor: z.string().nullable(),
  pages: z.number(),
  /** Everything changed up to here has been seen. */
  seenUntil: z.number().nullable(),
  /** The newest change met in the stage under way: becomes `seenUntil` at its end. */
  newest: z.number().nullable(),
  /** The cursor went stale in this stage, and it was begun again. */
  restarted: z.boolean(),
  refreshedAt: z.number().nullable(),
  completeAt: z.number().nullable(),
})
export type FeedState = z.infer<typeof FeedState>

export interface PlanLimits {
  readonly popularPages: number
  readonly newestPages: number
  /** How many of the most used models are asked for their sizes in one run. */
  readonly sizesPerRun: number
  /** How old a whole reading may get. */
  readonly fullEveryMs: number
}
export const LIMITS: PlanLimits = {
  popularPages: 10,
  newestPages: 20,
  sizesPerRun: 200,
  fullEveryMs: 7 * 86_400_000,
}

const FRESH: Omit<FeedState, 'question'> = {
  pass: 0,
  stage: 'idle',
  cursor: null,
  pages: 0,
  seenUntil: null,
  newest: null,
  restarted: false,
  refreshedAt: null,
  completeAt: null,
}

const enter = (state: FeedState, stage: FeedState['stage'], more: Partial<FeedState> = {}): FeedState => ({
  ...state,
  stage,
  cursor: null,
  pages: 0,
  newest: null,
  restarted: false,
  ...more,
})

/** From what was stored, or null: an interrupted reading goes on where it was. */
export function begin(stored: FeedState | null, question: string): FeedState {
  if (stored === null || stored.question !== question)
    return enter({ ...FRESH, pass: stored?.pass ?? 0, question }, 'popular')
  return stored.stage === 'idle' ? enter(stored, 'popular') : stored
}

export const orderOf = (stage: FeedState['stage']): Order =>
  stage === 'all' ? 'stable' : stage === 'newest' ? 'newest' : 'popular'

export interface PageSeen {
  readonly next: string | null
  readonly newestChange: number | null
  readonly oldestChange: number | null
}

/** After a page: the next one, or the next stage. */
export function advance(
  state: FeedState,
  page: PageSeen,
  { now, limits }: { now: number; limits: PlanLimits },
): FeedState {
  const pages = state.pages + 1
  const newest = maxOf(state.newest, page.newestChange)
  const onward: FeedState = { ...state, cursor: page.next, pages, newest }
  if (state.stage === 'popular')
    return page.next === null || pages >= limits.popularPages ? enter(state, 'newest') : onward
  if (state.stage === 'newest') {
    const caughtUp =
      state.seenUntil !== null && page.oldestChange !== null && page.oldestChange <= state.seenUntil
    // The first time there is nothing to catch up with: the whole reading follows anyway.
    if (page.next !== null && !caughtUp && state.seenUntil !== null && pages < limits.newestPages)
      return onward
    return afterNewest({ ...state, seenUntil: maxOf(newest, state.seenUntil) }, { now, limits })
  }
  return page.next === null ? { ...onward, stage: 'ending' } : onward
}

function afterNewest(state: FeedState, { now, limits }: { now: number; limits: PlanLimits }): FeedState {
  const due = state.completeAt === null || now - state.completeAt >= limits.fullEveryMs
  return due ? enter(state, 'all', { pass: state.pass + 1 }) : enter(state, 'idle', { refreshedAt: now })
}

/** After the withdrawn models of a whole reading are gone. */
export const finish = (state: FeedState, now: number): FeedState =>
  enter(state, 'idle', { refreshedAt: now, completeAt: now })

/** Null when beginning the stage again has not helped. */
export const restart = (state: FeedState): FeedState | null =>
  state.restarted || state.cursor === null ? null : { ...state, cursor: null, pages: 0, restarted: true }

const maxOf = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
