/** The queue: order, limits, pauses, restarts, and what waits by itself. Real transfers, real files. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DownloadProgress, DownloadsState } from '#contract/downloads'
import { install } from '#core/downloads/install/install'
import { createItemStore } from '#core/downloads/queue/item-store'
import { createQueue, type Queue } from '#core/downloads/queue/queue'
import type { Transfers } from '#core/downloads/transfer/transfers'
import { silentLog } from '#core/log'
import { safetensors } from '../../hub/transfer/content.ts'
import { startFileServer, type FileServer } from '../../hub/transfer/standalone.ts'
import { artifactOf, modelOf, newTransfers, offer, planOf } from './setting.ts'

const MIB = 1024 * 1024
let home: string
let server: FileServer
let transfers: Transfers
let queue: Queue
let offline: boolean
let states: DownloadsState[]
let progress: { at: number; items: DownloadProgress[] }[]

function open(): Queue {
  return createQueue({
    store: createItemStore({ dir: join(home, 'queue'), log: silentLog }),
    log: silentLog,
    nowMs: Date.now,
    monotonicMs: () => performance.now(),
    setSpeedLimit: transfers.limit,
    offline: () => offline,
    emit(name, value) {
      if (name === 'downloads.changed') states.push(DownloadsState.parse(value))
      else progress.push({ at: performance.now(), items: (value as { items: DownloadProgress[] }).items })
    },
    install: (request, options) =>
      install(
        { transfers, nowMs: Date.now, tokenFor: async () => null, candidates: async () => [] },
        request,
        options,
      ),
    onInstalled: async () => [],
  })
}

/** A download of one file of so many bytes, in a folder of its own. */
function wanted(name: string, sizeBytes: number) {
  const files = offer(server, { [`${name}.safetensors`]: safetensors(name, sizeBytes / 4) })
  const plan = planOf(server.url, join(home, name), files)
  return { plan: { ...plan, name }, model: modelOf(), artifact: artifactOf(files), triggerWords: [] }
}

const slow = (bytesPerSecond: number): void => {
  server.store.tamper = () => ({ kind: 'drip', bytesPerSecond })
}
const statusOf = (id: string) => queue.state().items.find((item) => item.id === id)?.status
async function until(holds: () => boolean, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > end)
      throw new Error(`still not: ${JSON.stringify(queue.state().items.map((item) => item.status))}`)
    await sleep(20)
  }
}
const installed = (name: string): boolean => existsSync(join(home, name, 'org-model/metadata.json'))

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'rbee-queue-'))
  server = await startFileServer()
  transfers = newTransfers({ mostFailures: 2 })
  states = []
  progress = []
  offline = false
  queue = open()
  queue.start()
})
afterEach(async () => {
  await queue.dispose()
  await transfers.dispose()
  await server[Symbol.asyncDispose]()
  rmSync(home, { recursive: true, force: true })
})

describe('the queue', () => {
  it('works in order, no more at once than allowed, and takes two clicks for one', async () => {
    slow(2_000_000)
    queue.setLimits({ parallel: 1, bytesPerSecond: null, schedule: null })
    const first = queue.add(wanted('one', MIB))
    const second = queue.add(wanted('two', MIB))
    expect(queue.add(wanted('two', MIB))).toBe(second)
    const third = queue.add(wanted('three', MIB))
    queue.move(third, second)
    await until(() => [first, second, third].every((id) => statusOf(id)?.kind === 'done'))
    for (const state of states)
      expect(state.items.filter(({ status }) => status.kind === 'running').length).toBeLessThanOrEqual(1)
    const order = states.flatMap(({ items }) =>
      items.filter(({ status }) => status.kind === 'running').map(({ name }) => name),
    )
    expect([...new Set(order)]).toEqual(['one', 'three', 'two'])
    expect(states.every((state, index) => state.revision > (states[index - 1]?.revision ?? 0))).toBe(true)
  })

  it('pauses, resumes without fetching again, and cancels without leaving anything', async () => {
    slow(3_000_000)
    const id = queue.add(wanted('one', 4 * MIB))
    await until(() => (queue.state().items[0]?.progress.receivedBytes ?? 0) > 1_500_000)
    await queue.pause(id)
    expect(statusOf(id)).toEqual({ kind: 'paused' })
    await sleep(150)
    const kept = queue.state().items[0]?.progress.receivedBytes ?? 0
    expect(kept).toBeGreaterThan(1_000_000)
    const requests = server.log.length
    await sleep(200)
    expect(server.log.length).toBe(requests)
    queue.resume(id)
    await until(() => (queue.state().items[0]?.progress.receivedBytes ?? 0) > kept)
    await queue.cancel(id)
    expect(queue.state().items).toEqual([])
    expect(existsSync(join(home, 'one/org-model'))).toBe(false)
    expect(readdirSync(join(home, 'queue'))).toEqual([])
  })

  it('goes on after a restart by itself; what a person paused stays paused', async () => {
    slow(2_000_000)
    const running = queue.add(wanted('one', 3 * MIB))
    const paused = queue.add(wanted('two', MIB))
    await queue.pause(paused)
    await until(() => (queue.state().items[0]?.progress.receivedBytes ?? 0) > 500_000)
    await queue.dispose()
    server.store.tamper = () => null
    server.log.length = 0
    queue = open()
    expect(queue.state().items.map(({ status }) => status.kind)).toEqual(['queued', 'paused'])
    queue.start()
    await until(() => statusOf(running)?.kind === 'done')
    expect(statusOf(paused)).toEqual({ kind: 'paused' })
    expect(installed('one')).toBe(true)
    const starts = server.log.filter(
      ({ origin, headers }) => origin === 'cdn' && headers.range?.startsWith('bytes=0-'),
    )
    expect(starts).toEqual([])
  })

  it('a damaged item is set aside and costs the others nothing', async () => {
    const id = queue.add(wanted('one', MIB))
    await queue.dispose()
    writeFileSync(join(home, 'queue/broken.json'), '{"version":1,')
    queue = open()
    queue.start()
    await until(() => statusOf(id)?.kind === 'done')
    expect(readdirSync(join(home, 'queue'))).toContain('broken.json.damaged')
  })

  it('pause all stops everything, resume all starts it again', async () => {
    slow(1_000_000)
    queue.add(wanted('one', 2 * MIB))
    queue.add(wanted('two', 2 * MIB))
    await until(() => queue.state().items.every(({ status }) => status.kind === 'running'))
    await queue.pauseAll()
    expect(queue.state()).toMatchObject({ allPaused: true })
    expect(queue.state().items.some(({ status }) => status.kind === 'running')).toBe(false)
    await queue.dispose()
    queue = open()
    queue.start()
    expect(queue.state()).toMatchObject({ allPaused: true })
    server.store.tamper = () => null
    queue.resumeAll()
    await until(() => queue.state().items.every(({ status }) => status.kind === 'done'))
  })

  it('stays away from the network where the user wants none, and goes on without that', async () => {
    offline = true
    server.log.length = 0
    const id = queue.add(wanted('quiet', 200_000))
    await until(() => statusOf(id)?.kind === 'waiting')
    expect(statusOf(id)).toEqual({ kind: 'waiting', for: 'offline-mode', failure: null, retryAt: null })
    expect(server.log).toEqual([])
    await queue.dispose()
    offline = false
    queue = open()
    queue.start()
    await until(() => installed('quiet'))
  })

  it('waits for the network and goes on when it is back', async () => {
    server.store.tamper = () => ({ kind: 'cut', afterBytes: 0 })
    const id = queue.add(wanted('one', MIB))
    await until(() => statusOf(id)?.kind === 'waiting')
    expect(statusOf(id)).toMatchObject({ kind: 'waiting', for: 'network' })
    server.store.tamper = () => null
    queue.wake()
    await until(() => statusOf(id)?.kind === 'done')
  })

  it('fails with the cause where only a person can help, and can be tried again', async () => {
    const request = wanted('one', MIB)
    server.store.locked.set('org/model/one.safetensors', 'hf_x')
    const id = queue.add(request)
    await until(() => statusOf(id)?.kind === 'failed')
    expect(statusOf(id)).toMatchObject({
      kind: 'failed',
      failure: { code: 'gated', url: `${server.url}/org/model` },
    })
    server.store.locked.clear()
    queue.resume(id)
    await until(() => statusOf(id)?.kind === 'done')
    queue.clearFinished()
    expect(queue.state().items).toEqual([])
    expect(installed('one')).toBe(true)
  })

  it('waits for room on the disk instead of starting what cannot fit', async () => {
    const request = wanted('one', MIB)
    const plan = { ...request.plan, totalBytes: 1e15 }
    const id = queue.add({ ...request, plan })
    await until(() => statusOf(id)?.kind === 'waiting')
    expect(statusOf(id)).toMatchObject({ for: 'disk', failure: { code: 'disk-full', needBytes: 1e15 } })
    expect(server.log).toEqual([])
  })

  it('keeps to a speed limit, tells progress at most ten times a second, and 0 when nothing comes', async () => {
    queue.setLimits({ parallel: 2, bytesPerSecond: 1_500_000, schedule: null })
    const start = performance.now()
    const id = queue.add(wanted('one', 3 * MIB))
    await until(() => statusOf(id)?.kind === 'done', 15_000)
    const seconds = (performance.now() - start) / 1000
    expect((3 * MIB) / seconds).toBeLessThan(1_500_000 * 1.15)
    const gaps = progress.map(({ at }, index) => at - (progress[index - 1]?.at ?? at - 1000))
    expect(progress.length).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 1)
    expect(gaps.filter((gap) => gap < 60)).toHaveLength(0)
    expect(progress.some(({ items }) => (items[0]?.bytesPerSecond ?? 0) > 500_000)).toBe(true)
    expect(progress.some(({ items }) => (items[0]?.etaSeconds ?? 0) > 0)).toBe(true)
  })
})
