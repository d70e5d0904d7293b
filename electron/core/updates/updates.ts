/** New versions of the app: looked for, offered, fetched, and put in place when the app ends. */
import type { Emit } from '#contract/contract'
import { FailureError, type Failure } from '#contract/failure'
import type { Release, updatesCalls, UpdatesPhase, UpdatesState } from '#contract/updates'
import { installAtEnd, judgeOffer, type UpdateOffer } from '#domain/update-offer'
import type { HandlersFor } from '../handlers.ts'
import type { Log } from '../log.ts'
import { createMemory, type MemoryFile } from './memory.ts'
import type { Updater } from './updater.ts'

export interface UpdatesDeps {
  /** Or why there is none. */
  readonly updater: Updater | NonNullable<UpdatesState['off']>
  /** Where it is remembered what was put off. */
  readonly file: string
  /** Whether the user wants it to look by itself. */
  automatic(): boolean
  /** Whether a model is being transferred. */
  transferring(): boolean
  readonly emit: Emit
  readonly log: Log
  readonly nowMs?: () => number
  readonly random?: () => number
  /** How often it is asked whether a day has passed. */
  readonly tickMs?: number
}

export interface Updates {
  readonly handlers: HandlersFor<typeof updatesCalls>
  /** A transfer began or ended. */
  transfersChanged(): void
  /** What to do with a fetched version once everything is down; to be asked while transfers still run. */
  atEnd(): ReturnType<typeof installAtEnd>
  dispose(): Promise<void>
}

const DAY_MS = 86_400_000
const LATER_MS = 7 * DAY_MS
/** Often enough to see it move. */
const PROGRESS_MS = 200

export function createUpdates(deps: UpdatesDeps): Updates {
  if (typeof deps.updater === 'string') return withoutUpdates(deps.updater)
  const { updater, nowMs = Date.now, random = Math.random, tickMs = 60_000 } = deps
  const memory = createMemory(deps.file, random)
  const { state, setPhase } = createState(deps, { updater, checkedAt: () => memory.get().checkedAt })
  const work = createWork(setPhase, deps.log)
  const at: Inside = { ...deps, updater, nowMs, memory, state, setPhase, work }
  let restartAsked = false

  function install(): UpdatesState {
    const { phase } = state()
    if (phase.kind === 'available') void fetch(at, phase.release)
    if (phase.kind === 'failed' && phase.release) void fetch(at, phase.release)
    if (phase.kind === 'ready' && !deps.transferring()) {
      restartAsked = true
      updater.end()
    }
    return state()
  }
  const lookIfDue = (): void => {
    const due = nowMs() - (memory.get().checkedAt ?? 0) >= DAY_MS
    if (deps.automatic() && due && state().phase.kind !== 'available') void check(at, false)
  }
  const timer = setInterval(lookIfDue, tickMs).unref()

  return {
    handlers: {
      'updates.get': async () => state(),
      async 'updates.check'() {
        await check(at, true)
        return state()
      },
      'updates.install': async () => install(),
      'updates.later': async () => later(at),
    },
    transfersChanged() {
      const { phase } = state()
      const blocked = deps.transferring()
      if (phase.kind === 'ready' && phase.blocked !== blocked) setPhase({ ...phase, blocked })
    },
    atEnd: () =>
      installAtEnd({
        isReady: state().phase.kind === 'ready',
        restartAsked,
        transferring: deps.transferring(),
        asksPassword: updater.asksPassword,
      }),
    async dispose() {
      clearInterval(timer)
      work.stop()
      await work.ended()
    },
  }
}

/** What the jobs share. */
interface Inside extends Pick<UpdatesDeps, 'transferring'> {
  readonly updater: Updater
  readonly nowMs: () => number
  readonly memory: MemoryFile
  readonly work: Work
  state(): UpdatesState
  setPhase(phase: UpdatesPhase): void
}

async function check(
  { updater, nowMs, memory, work, state, setPhase }: Inside,
  asked: boolean,
): Promise<void> {
  if (work.isBusy() || state().phase.kind === 'ready') return
  setPhase({ kind: 'checking' })
  await work.run(null, async (signal) => {
    const offer = await updater.check(signal)
    const now = nowMs()
    memory.set({ checkedAt: now })
    const verdict = offer && judgeOffer(offer, memory.get(), { nowMs: now, asked })
    setPhase(
      offer && verdict === 'offer' ? { kind: 'available', release: releaseOf(offer) } : { kind: 'current' },
    )
  })
}

async function fetch(
  { updater, nowMs, work, setPhase, transferring }: Inside,
  release: Release,
): Promise<void> {
  let shownAt = nowMs()
  const show = (receivedBytes: number): void =>
    setPhase({ kind: 'fetching', release, receivedBytes, totalBytes: release.sizeBytes })
  show(0)
  await work.run(release, async (signal) => {
    await updater.fetch((receivedBytes) => {
      if (signal.aborted || nowMs() - shownAt < PROGRESS_MS) return
      shownAt = nowMs()
      show(receivedBytes)
    }, signal)
    signal.throwIfAborted()
    setPhase({ kind: 'ready', release, blocked: transferring() })
  })
}

function later({ nowMs, memory, work, state, setPhase }: Inside): UpdatesState {
  const { phase } = state()
  if (!('release' in phase) || phase.release === null) return state()
  work.stop()
  memory.set({ later: { version: phase.release.version, untilMs: nowMs() + LATER_MS } })
  setPhase({ kind: 'current' })
  return state()
}

type Work = ReturnType<typeof createWork>

/** One thing at a time. What fails becomes a phase; what was stopped becomes nothing. */
function createWork(setPhase: (phase: UpdatesPhase) => void, log: Log) {
  let current: AbortController | null = null
  let last = Promise.resolve()
  async function go(release: Release | null, job: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const mine = (current = new AbortController())
    try {
      await job(mine.signal)
    } catch (error) {
      if (!mine.signal.aborted) setPhase({ kind: 'failed', failure: failureOf(error, log), release })
    } finally {
      if (current === mine) current = null
    }
  }
  return {
    isBusy: () => current !== null,
    stop: () => current?.abort(),
    ended: () => last,
    run: (...job: Parameters<typeof go>): Promise<void> => (last = go(...job)),
  }
}

function createState(
  { emit }: Pick<UpdatesDeps, 'emit'>,
  { updater, checkedAt }: { readonly updater: Updater; checkedAt(): number | null },
) {
  let revision = 1
  let phase: UpdatesPhase = { kind: 'idle' }
  const state = (): UpdatesState => ({
    revision,
    off: null,
    asksPassword: updater.asksPassword,
    checkedAt: checkedAt(),
    phase,
  })
  return {
    state,
    setPhase(next: UpdatesPhase): void {
      revision += 1
      phase = next
      emit('updates.changed', state())
    },
  }
}

function withoutUpdates(off: NonNullable<UpdatesState['off']>): Updates {
  const get = async (): Promise<UpdatesState> => ({
    revision: 1,
    off,
    asksPassword: false,
    checkedAt: null,
    phase: { kind: 'idle' },
  })
  return {
    handlers: { 'updates.get': get, 'updates.check': get, 'updates.install': get, 'updates.later': get },
    transfersChanged() {},
    atEnd: () => 'nothing',
    async dispose() {},
  }
}

const releaseOf = ({ version, notes, releasedAt, sizeBytes }: UpdateOffer): Release => ({
  version,
  notes,
  releasedAt,
  sizeBytes,
})

const failureOf = (error: unknown, log: Log): Failure =>
  error instanceof FailureError
    ? error.failure
    : { code: 'internal', logRef: log.error('updating failed', error) }
