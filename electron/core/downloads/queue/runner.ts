/** Starts what may run, watches it, and decides what a failure means. */
import { FailureError } from '#contract/failure'
import type { Saying } from '#domain/sayings/saying'
import type { Installed, InstallRequest } from '../install/install.ts'
import { missingSpace, volumeOf } from './disk-space.ts'
import { progressOf, receivedBytes, remainingBytes, type Item } from './item.ts'
import { limitAt, minuteOfDay } from './limits.ts'
import type { QueueState } from './queue.ts'
import { waitFor } from './waits.ts'

const PROGRESS_MS = 100
const CHECK_MS = 1000
const DISK_CHECKS = 5

export function createRunner(shared: QueueState, revision: () => number) {
  const running = (): Item[] => shared.items.filter(({ run }) => run !== null)
  const progress = createTimer(PROGRESS_MS, createProgress(shared, { running, revision }))
  let checks = 0
  const checker = createTimer(CHECK_MS, () => {
    checks += 1
    applySpeedLimit(shared)
    if (wakeDue(shared)) pump()
    if (checks % DISK_CHECKS === 0) void watchDisk(running())
  })

  /** Called whenever something has changed. */
  function pump(): void {
    if (!shared.closed) {
      const free = shared.limits.parallel - running().length
      const ready = shared.items.filter(
        ({ stored, run }) =>
          stored.status.kind === 'queued' && run === null && (shared.onlyId ?? stored.id) === stored.id,
      )
      for (const item of ready.slice(0, Math.max(0, free))) void begin(item)
    }
    // Timers run only while there is something to time.
    const busy = running().length > 0
    const waiting = shared.items.some(({ stored }) => stored.status.kind === 'waiting')
    progress.run(busy)
    checker.run((busy || waiting) && !shared.closed)
  }

  async function begin(item: Item): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    item.run = { abort: new AbortController(), stop: null, ended: promise, phase: 'downloading' }
    item.received.clear()
    shared.setStatus(item, { kind: 'running', phase: 'downloading' })
    shared.changed()
    await carryOut(shared, item, running).catch((error: unknown) => {
      // The disk is full, or the folder is gone: its state cannot be written. Whoever waits for its end must not hang.
      shared.deps.log.error(`the state of ${item.stored.plan.name} could not be kept`, error)
    })
    item.run = null
    resolve()
    shared.changed()
    pump()
  }

  return {
    pump,
    applySpeedLimit: () => applySpeedLimit(shared),
    dispose(): void {
      progress.run(false)
      checker.run(false)
    },
  }
}

function createTimer(everyMs: number, work: () => void): { run(on: boolean): void } {
  let timer: NodeJS.Timeout | null = null
  return {
    run(on) {
      if (on) timer ??= setInterval(work, everyMs)
      else if (timer) {
        clearInterval(timer)
        timer = null
      }
    },
  }
}

function createProgress(
  { deps }: QueueState,
  { running, revision }: { running: () => readonly Item[]; revision: () => number },
): () => void {
  let sent = ''
  return () => {
    const items = running().map((item) => {
      item.speed.count(receivedBytes(item))
      return progressOf(item)
    })
    const now = JSON.stringify(items)
    if (items.length === 0 || now === sent) return
    sent = now
    deps.emit('downloads.progress', { revision: revision(), items })
  }
}

function applySpeedLimit({ deps, limits }: QueueState): void {
  deps.setSpeedLimit(limitAt(limits, minuteOfDay(deps.nowMs())))
}

/** True when somebody's time has come. */
function wakeDue(shared: QueueState): boolean {
  const now = shared.deps.nowMs()
  const due = shared.items.filter(({ stored: { status } }) => {
    if (status.kind !== 'waiting' || status.retryAt === null) return false
    // A clock that was set back must not make anybody wait for longer than was planned.
    return now >= status.retryAt || status.retryAt - now > LONGEST_WAIT_MS
  })
  for (const item of due) shared.setStatus(item, { kind: 'queued' })
  if (due.length > 0) shared.changed()
  return due.length > 0
}

const LONGEST_WAIT_MS = 30 * 60_000

async function carryOut(shared: QueueState, item: Item, running: () => readonly Item[]): Promise<void> {
  const { deps } = shared
  const { plan, model, artifact, triggerWords } = item.stored
  const request = { plan, model, artifact, triggerWords }
  if (deps.offline())
    return shared.setStatus(item, { kind: 'waiting', for: 'offline-mode', failure: null, retryAt: null })
  try {
    await checkSpace(item, running())
    const installed = await deps.install(request, {
      signal: item.run?.abort.signal ?? AbortSignal.abort(),
      onPhase(phase) {
        if (item.run) item.run.phase = phase === 'waiting-for-other' ? 'other-process' : phase
        shared.changed()
      },
      onProgress: (path, progress) => void item.received.set(path, progress),
    })
    const warnings = await toldAfter(shared, request, installed)
    shared.setStatus(item, { kind: 'done', finishedAt: deps.nowMs(), warnings: [...warnings] })
  } catch (error) {
    settle(shared, item, error)
  }
}

/** The model is in its place, whatever goes wrong in telling others of it. */
async function toldAfter(
  { deps }: QueueState,
  request: InstallRequest,
  installed: Installed,
): Promise<readonly Saying[]> {
  try {
    return await deps.onInstalled(request, installed)
  } catch (error) {
    deps.log.error(`what follows from installing ${request.plan.name} failed`, error)
    return []
  }
}

/** The room for this one and for what runs already on the same volume. */
async function checkSpace(item: Item, running: readonly Item[]): Promise<void> {
  const volume = await volumeOf(item.stored.plan.folder)
  const others = await onVolume(running, volume.id)
  const wanted = [...new Set([item, ...others])].reduce((sum, one) => sum + remainingBytes(one), 0)
  const missing = missingSpace(volume, wanted)
  if (missing) throw new FailureError({ code: 'disk-full', ...missing })
}

async function onVolume(items: readonly Item[], volumeId: string): Promise<readonly Item[]> {
  const volumes = await Promise.all(items.map(({ stored }) => volumeOf(stored.plan.folder)))
  return items.filter((_item, index) => volumes[index]?.id === volumeId)
}

/** Somebody else may fill the disk: the youngest download makes room before the system says no to all of them. */
async function watchDisk(running: readonly Item[]): Promise<void> {
  for (const item of running.toReversed()) {
    const volume = await volumeOf(item.stored.plan.folder)
    const together = await onVolume(running, volume.id)
    const wanted = together.reduce((sum, one) => sum + remainingBytes(one), 0)
    if (!missingSpace(volume, wanted) || !item.run) continue
    item.run.stop = 'disk'
    item.run.abort.abort(new FailureError({ code: 'cancelled' }))
    return
  }
}

function settle(shared: QueueState, item: Item, error: unknown): void {
  const { deps } = shared
  item.stored = { ...item.stored, receivedBytes: receivedBytes(item) }
  const stop = item.run?.stop
  if (stop === 'pause' || stop === 'cancel') return shared.setStatus(item, { kind: 'paused' })
  if (stop === 'shutdown') return shared.setStatus(item, { kind: 'queued' })
  const failure = stop === 'disk' ? fullDisk(item) : failureOf(shared, error)
  const waiting = waitFor(failure, item.tries, deps.nowMs())
  item.tries += 1
  shared.setStatus(item, waiting ?? { kind: 'failed', failure })
}

const fullDisk = (item: Item) =>
  ({ code: 'disk-full', needBytes: remainingBytes(item), freeBytes: 0 }) as const

const failureOf = ({ deps }: QueueState, error: unknown) =>
  error instanceof FailureError
    ? error.failure
    : ({ code: 'internal', logRef: deps.log.error('A download failed', error) } as const)
