/**
 * Keeps the catalog: the bundled snapshot on the first start, then the hubs in the background, again every few hours.
 * A kill at any moment loses at most the page under way.
 */
import type { SyncState, syncCalls } from '#contract/catalog-sync'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import type { HandlersFor } from '../../handlers.ts'
import type { Log } from '../../log.ts'
import { wasPlanted, type Imported } from '../snapshot/import.ts'
import type { Conditions } from './conditions.ts'
import { lastDates } from './feed-step.ts'
import { readHub } from './hub-reader.ts'
import { resolvePasted, searchHubs, type LiveDeps } from './live.ts'
import { LIMITS, type PlanLimits } from './plan.ts'
import { createSyncState } from './sync-state.ts'

export interface SyncDeps extends LiveDeps {
  /** Fills an empty catalog from the bundled snapshot; null where there is none. */
  readonly plant: () => Promise<Imported | null>
  readonly http: Pick<Http, 'rateLimits' | 'onRateLimits'>
  readonly conditions: Conditions
  readonly settings: () => SyncSettings
  readonly emit: (name: 'sync.changed', state: SyncState) => void
  readonly log: Log
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly now?: () => number
  readonly limits?: PlanLimits
}

export interface SyncSettings {
  /** False: the catalog is refreshed only when the user asks. */
  readonly inBackground: boolean
  readonly onMetered: boolean
}

export interface Sync {
  readonly handlers: HandlersFor<typeof syncCalls>
  state(): SyncState
  /** The bundled snapshot alone, where it is not in yet. */
  plant(signal: AbortSignal): Promise<void>
  /** Snapshot, then refresh after refresh until disposed. */
  startBackground(): void
  /** One refresh to its end; fails where a hub cannot be read. */
  runOnce(signal: AbortSignal): Promise<SyncState>
  /** Workers came or went, or settings changed: where other lists matter now, they are read. */
  reconsider(): void
  dispose(): Promise<void>
}

const REFRESH_EVERY_MS = 6 * 3_600_000
/** An app that is opened often does not ask each time. */
const FRESH_MS = 3_600_000
const LOOK_AGAIN_MS = 15_000
const METERED_LOOK_AGAIN_MS = 300_000

export function createSync(deps: SyncDeps): Sync {
  const { now = Date.now, limits = LIMITS } = deps
  const state = createSyncState(deps.sources, (value) => deps.emit('sync.changed', value))
  const stopListening = deps.http.onRateLimits((all) => state.rateLimits(all, deps.sources))
  const engine = { deps, state, now, limits }
  let readFor = basis(deps)
  const { stop, restart, isRunning } = createRuns((asked, signal) => {
    state.set({ pausedBy: null })
    return background(engine, asked, signal).catch((error: unknown) => {
      if (!signal.aborted) deps.log.error('the catalog refresh ended', error)
    })
  })
  const begin = (asked: boolean): void => {
    restart(asked).catch((error: unknown) => deps.log.error('the catalog refresh did not begin', error))
  }

  return {
    handlers: {
      'sync.get': async () => state.get(),
      async 'sync.start'() {
        await restart(true)
        return state.get()
      },
      async 'sync.pause'() {
        await stop()
        state.set({ phase: 'paused', pausedBy: 'user' })
        for (const { source } of deps.sources) state.setHub(source, { activity: { kind: 'idle' } })
        return state.get()
      },
      'sync.search': ({ text }, { signal }) => searchHubs(text, deps, signal),
      'sync.resolve': ({ text }, { signal }) => resolvePasted(text, deps, signal),
    },
    state: state.get,
    plant: (signal) => fromSnapshot(engine, signal),
    startBackground: () => begin(false),
    async runOnce(signal) {
      await stop()
      return runToEnd(engine, signal)
    },
    reconsider() {
      const current = basis(deps)
      if (current === readFor) return
      readFor = current
      if (isRunning()) begin(false)
    },
    async dispose() {
      stopListening()
      await stop()
    },
  }
}

/** One run at a time: a new one ends the last, and none begins after an end. */
function createRuns(run: (asked: boolean, signal: AbortSignal) => Promise<void>) {
  let running: { readonly controller: AbortController; readonly done: Promise<void> } | null = null
  /** Rises with everything that is wanted: what waited for the last run's end may be overtaken by then. */
  let wanted = 0

  async function stop(): Promise<void> {
    wanted += 1
    const last = running
    last?.controller.abort()
    await last?.done
    if (running === last) running = null
  }
  return {
    stop,
    isRunning: () => running !== null,
    /** `asked` by the user, it also runs where the background would not. */
    async restart(asked: boolean): Promise<void> {
      const stopped = stop()
      const mine = wanted
      await stopped
      if (mine !== wanted) return
      const controller = new AbortController()
      running = { controller, done: run(asked, controller.signal) }
    },
  }
}

/** What decides which lists are read, and from whom. */
const basis = (deps: SyncDeps): string =>
  JSON.stringify([
    deps.settings(),
    deps.sources.map((source) => [source.host(), source.feeds(deps.families()).map(({ params }) => params)]),
  ])

interface Engine {
  readonly deps: SyncDeps
  readonly state: ReturnType<typeof createSyncState>
  readonly now: () => number
  readonly limits: PlanLimits
}

async function runToEnd(engine: Engine, signal: AbortSignal): Promise<SyncState> {
  const { state } = engine
  await fromSnapshot(engine, signal)
  await refresh(engine, { patient: false, freshMs: 0, signal })
  for (const { activity } of state.get().hubs)
    if (activity.kind === 'failed') throw new FailureError(activity.failure)
  return state.get()
}

async function background(engine: Engine, asked: boolean, signal: AbortSignal): Promise<void> {
  const { deps } = engine
  await fromSnapshot(engine, signal)
  for (let wanted = asked; ; wanted = false) {
    if (wanted || deps.settings().inBackground) {
      await untilReachable(engine, wanted, signal)
      await refresh(engine, { patient: true, freshMs: wanted ? 0 : FRESH_MS, signal })
    }
    await deps.sleep(REFRESH_EVERY_MS, signal)
  }
}

async function fromSnapshot({ deps, state }: Engine, signal: AbortSignal): Promise<void> {
  try {
    if (!(await wasPlanted(deps.store))) state.set({ phase: 'snapshot' })
    state.set({ snapshot: await unlessAborted(deps.plant(), signal) })
  } catch (error) {
    if (signal.aborted) throw error
    // Without it the hubs still fill the catalog.
    deps.log.error('the bundled snapshot could not be read', error)
  } finally {
    if (state.get().phase === 'snapshot') state.set({ phase: 'idle' })
  }
}

/** The work goes on, but nobody waits for it. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
    work.then(resolve, reject)
  })

/** Waits for a network, and for one that may be used unasked. */
async function untilReachable(
  { deps, state, now }: Engine,
  asked: boolean,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    if (!deps.conditions.online()) {
      const activity = { kind: 'waiting', why: 'unreachable', until: now() + LOOK_AGAIN_MS } as const
      for (const { source } of deps.sources) state.setHub(source, { activity })
      await deps.sleep(LOOK_AGAIN_MS, signal)
    } else if (!asked && !deps.settings().onMetered && (await deps.conditions.metered(signal)) === true) {
      state.set({ phase: 'paused', pausedBy: 'metered' })
      await deps.sleep(METERED_LOOK_AGAIN_MS, signal)
    } else return state.set({ pausedBy: null })
  }
}

async function refresh(
  { deps, state, now, limits }: Engine,
  { patient, freshMs, signal }: { patient: boolean; freshMs: number; signal: AbortSignal },
): Promise<void> {
  state.resetCounts()
  state.set({ phase: 'running', pausedBy: null })
  const { store, sleep } = deps
  // Each hub at its own pace; one that fails does not hold up the other.
  const ended = await Promise.allSettled(
    deps.sources.map(async (source) => {
      const feeds = source.feeds(deps.families())
      const report = (one: Parameters<typeof state.report>[1]) => state.report(source.source, one)
      const failure = await readHub(source, feeds, {
        deps: { store, now, limits, sleep, patient, freshSince: now() - freshMs, report },
        signal,
      })
      const activity = failure === null ? ({ kind: 'idle' } as const) : ({ kind: 'failed', failure } as const)
      state.setHub(source.source, { activity, ...(await lastDates(feeds, store)) })
    }),
  )
  const broken = ended.find((one) => one.status === 'rejected')
  if (!signal.aborted) state.set({ phase: 'idle' })
  if (broken) throw broken.reason
}
