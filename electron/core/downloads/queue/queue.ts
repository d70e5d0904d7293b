/**
 * The download queue: what runs, what waits for what, and what people do with it. It survives any end of the process:
 * whatever was not finished, paused or given up goes on at the next start.
 */
import { randomUUID } from 'node:crypto'
import type { DownloadProgress, DownloadStatus, DownloadsState } from '#contract/downloads'
import { FailureError } from '#contract/failure'
import type { Log } from '#core/log'
import type { Saying } from '#domain/sayings/saying'
import type { install as installPlan, Installed, InstallRequest } from '../install/install.ts'
import { discard } from './discard.ts'
import { createItem, isOver, viewOf, type Item, type StopReason } from './item.ts'
import type { ItemStore } from './item-store.ts'
import { DEFAULT_LIMITS, type DownloadLimits } from './limits.ts'
import { createRunner } from './runner.ts'

export interface DownloadsEmit {
  (name: 'downloads.changed', value: DownloadsState): void
  (name: 'downloads.progress', value: { revision: number; items: DownloadProgress[] }): void
}

export interface QueueDeps {
  readonly store: ItemStore
  readonly emit: DownloadsEmit
  readonly log: Log
  readonly nowMs: () => number
  readonly monotonicMs: () => number
  install(request: InstallRequest, options: Parameters<typeof installPlan>[2]): Promise<Installed>
  /** After a model is in its place: warnings for the user. */
  onInstalled(request: InstallRequest, installed: Installed): Promise<readonly Saying[]>
  setSpeedLimit(bytesPerSecond: number | null): void
  /** The user wants no network at all. */
  offline(): boolean
}

export interface Queue {
  state(): DownloadsState
  /** The item that does it, which may be there already. */
  add(request: InstallRequest): string
  pause(id: string): Promise<void>
  resume(id: string): void
  cancel(id: string): Promise<void>
  move(id: string, before: string | null): void
  pauseAll(): Promise<void>
  resumeAll(): void
  clearFinished(): void
  setLimits(limits: DownloadLimits): void
  /** The network is back, or the machine woke up: whatever waits tries now. */
  wake(): void
  /** Starts what the last run left; with an id, that one alone. */
  start(onlyId?: string): void
  items(): readonly Item[]
  dispose(): Promise<void>
}

/** What the queue and its runner share. */
export interface QueueState {
  readonly deps: QueueDeps
  items: Item[]
  limits: DownloadLimits
  /** Nothing starts any more. */
  closed: boolean
  /** Where only one is wanted: the others wait for the app. */
  onlyId: string | null
  changed(): void
  setStatus(item: Item, status: DownloadStatus): void
}

export function createQueue(deps: QueueDeps): Queue {
  let revision = 0
  const view = (): DownloadsState => ({
    revision,
    allPaused: isAllPaused(shared.items),
    items: shared.items.map(viewOf),
  })
  const shared: QueueState = {
    deps,
    items: deps.store.load().map((stored) => createItem(resumed(stored), deps.monotonicMs)),
    limits: DEFAULT_LIMITS,
    closed: true,
    onlyId: null,
    changed() {
      revision += 1
      deps.emit('downloads.changed', view())
    },
    setStatus(item, status) {
      item.stored = { ...item.stored, status }
      deps.store.save(item.stored)
    },
  }
  const runner = createRunner(shared, () => revision)
  return { state: view, ...createActions(shared, runner), ...createSwitches(shared, runner) }
}

/** Of the states only the finished ones and a person's pause outlive the process. */
const resumed = <T extends { readonly status: DownloadStatus }>(stored: T): T =>
  stored.status.kind === 'running' || stored.status.kind === 'waiting'
    ? { ...stored, status: { kind: 'queued' } }
    : stored

type Runner = ReturnType<typeof createRunner>

function find({ items }: QueueState, id: string): Item {
  const item = items.find(({ stored }) => stored.id === id)
  if (!item) throw new FailureError({ code: 'not-found', what: 'that download' })
  return item
}

async function stop(item: Item, reason: StopReason): Promise<void> {
  if (!item.run) return
  item.run.stop = reason
  item.run.abort.abort(new FailureError({ code: 'cancelled' }))
  await item.run.ended
}

async function hold(shared: QueueState, item: Item): Promise<void> {
  // What has not begun must not begin while the others are being stopped.
  if (!item.run && !isOver(item.stored.status)) shared.setStatus(item, { kind: 'paused' })
  await stop(item, 'pause')
}

const isAllPaused = (items: readonly Item[]): boolean => {
  const open = items.filter(({ stored }) => !isOver(stored.status))
  return open.length > 0 && open.every(({ stored }) => stored.status.kind === 'paused')
}

function createActions(shared: QueueState, runner: Runner) {
  const touch = (): void => {
    shared.changed()
    runner.pump()
  }
  return {
    add(request: InstallRequest): string {
      const item = sameOf(shared, request) ?? enqueue(shared, request)
      again(shared, item)
      touch()
      return item.stored.id
    },
    async pause(id: string): Promise<void> {
      await hold(shared, find(shared, id))
      touch()
    },
    resume(id: string): void {
      again(shared, find(shared, id))
      touch()
    },
    async cancel(id: string): Promise<void> {
      const item = find(shared, id)
      await stop(item, 'cancel')
      if (item.stored.status.kind !== 'done') await discard(item.stored.plan)
      shared.items = shared.items.filter((other) => other !== item)
      shared.deps.store.remove(id)
      touch()
    },
    move(id: string, before: string | null): void {
      const item = find(shared, id)
      const others = shared.items.filter((other) => other !== item)
      const at = before === null ? others.length : others.indexOf(find(shared, before))
      shared.items = [...others.slice(0, at), item, ...others.slice(at)]
      renumber(shared)
      touch()
    },
  }
}

/** A download of the same folder that is still wanted: two clicks are one download. */
const sameOf = ({ items }: QueueState, { plan }: InstallRequest): Item | undefined =>
  items.find(({ stored }) => stored.plan.folder === plan.folder && stored.status.kind !== 'done')

function enqueue(shared: QueueState, request: InstallRequest): Item {
  const { deps, items } = shared
  const item = createItem(
    {
      version: 1,
      id: randomUUID(),
      addedAt: deps.nowMs(),
      order: Math.max(0, ...items.map(({ stored }) => stored.order)) + 1,
      status: { kind: 'queued' },
      receivedBytes: 0,
      ...request,
      triggerWords: [...request.triggerWords],
    },
    deps.monotonicMs,
  )
  items.push(item)
  return item
}

function again(shared: QueueState, item: Item): void {
  if (item.run || item.stored.status.kind === 'done') return
  item.tries = 0
  shared.setStatus(item, { kind: 'queued' })
}

function renumber({ items, deps }: QueueState): void {
  items.forEach((item, order) => {
    if (item.stored.order === order) return
    item.stored = { ...item.stored, order }
    deps.store.save(item.stored)
  })
}

function createSwitches(shared: QueueState, runner: Runner) {
  const { deps } = shared
  return {
    async pauseAll(): Promise<void> {
      await Promise.all(shared.items.map((item) => hold(shared, item)))
      shared.changed()
    },
    resumeAll(): void {
      for (const item of shared.items)
        if (item.stored.status.kind === 'paused') shared.setStatus(item, { kind: 'queued' })
      shared.changed()
      runner.pump()
    },
    clearFinished(): void {
      for (const { stored } of shared.items) if (isOver(stored.status)) deps.store.remove(stored.id)
      shared.items = shared.items.filter(({ stored }) => !isOver(stored.status))
      shared.changed()
    },
    setLimits(limits: DownloadLimits): void {
      shared.limits = limits
      runner.applySpeedLimit()
      runner.pump()
    },
    wake(): void {
      for (const item of shared.items)
        if (item.stored.status.kind === 'waiting') shared.setStatus(item, { kind: 'queued' })
      shared.changed()
      runner.pump()
    },
    start(onlyId?: string): void {
      shared.closed = false
      shared.onlyId = onlyId ?? null
      runner.pump()
    },
    items: () => shared.items,
    async dispose(): Promise<void> {
      shared.closed = true
      await Promise.all(shared.items.map((item) => stop(item, 'shutdown')))
      runner.dispose()
    },
  }
}
