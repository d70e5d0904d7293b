/**
 * `npm run soak [-- --minutes N --downloads N]`: an hour of everything at once, in a core process of its own over the
 * loopback hub. Prints counts and how memory and open files grow; fails where they are not flat.
 */
import { fork } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Call, Input, Output, Reply } from '#contract/contract'
import { elf } from '../fixtures/workers/programs.ts'
import { createSoakHub } from './soak/models.ts'
import type { Order, Report, Sample } from './soak/protocol.ts'
import { floors, isFlat, slopePerHour, type Limit, type Point } from './soak/slope.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    downloads: { type: 'string', default: '500' },
    samples: { type: 'string' },
  },
})
const totalMs = Number(values.minutes) * 60_000
const wantedDownloads = Number(values.downloads)
/** Caches fill, code gets compiled, and threads take their memory in a few steps before a slope means anything. */
const warmUpMs = Math.max(0.3 * totalMs, Math.min(0.6 * totalMs, 12 * 60_000))
const STRETCHES = 12
const MIB = 1024 * 1024
/** Threads keep memory that they have used once: half a minute in, that is no leak yet. */
const isShort = totalMs < 5 * 60_000
/** From here on nothing is put down to how short it was, nor to a busy machine. */
const isLong = totalMs >= 30 * 60_000
const LIMITS = {
  memory: { perHour: 40 * MIB, inAll: (isShort ? 250 : 24) * MIB, both: isLong },
  heap: { perHour: 8 * MIB, inAll: (isShort ? 30 : 3) * MIB, both: isLong },
  files: { perHour: 6, inAll: isShort ? 8 : 3 },
  handles: { perHour: 60, inAll: 30 }, // counted in the middle of things
} as const satisfies Readonly<Record<string, Limit>>

const home = mkdtempSync(join(tmpdir(), 'soak-'))
const bin = join(home, 'bin')
mkdirSync(bin)
const { hub, modelIds, faults } = await createSoakHub()
const child = fork(join(import.meta.dirname, 'soak/core-process.ts'), {
  execArgv: ['--expose-gc', '--import', join(import.meta.dirname, 'soak/every-thread.ts')],
  env: {
    PATH: [bin, process.env['PATH']].join(delimiter),
    TMPDIR: tmpdir(),
    HOME: home,
    RBEE_DATA_DIR: join(home, 'data'),
    RBEE_CACHE_DIR: join(home, 'cache'),
    HF_ENDPOINT: hub.url,
    CIVITAI_ENDPOINT: hub.url,
    RBEE_WORKER_CATALOG: hub.url,
  },
})
const ended = new Promise<void>((done) => child.once('exit', () => done()))
const waiting = new Map<number, (value: unknown) => void>()
let lastId = 0
child.on('message', ({ id, value }: Report) => {
  waiting.get(id)?.(value)
  waiting.delete(id)
})

type Asked = Order extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never
const ask = (order: Asked): Promise<unknown> =>
  new Promise((resolve, reject) => {
    if (!child.connected) return reject(new Error('the core has ended'))
    const id = ++lastId
    waiting.set(id, resolve)
    void ended.then(() => reject(new Error('the core has ended')))
    child.send({ ...order, id })
  })

async function call<C extends Call>(name: C, input: Input<C>): Promise<Output<C>> {
  const reply = (await ask({ kind: 'call', name, input })) as Reply<Output<C>>
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.failure)}`)
  return reply.value
}

const counts = { queries: 0, syncs: 0, downloads: 0, retries: 0, workers: 0, failures: 0 }
const start = performance.now()
const elapsed = (): number => performance.now() - start
let broken = false
const isOver = (): boolean => broken || elapsed() >= totalMs

const WORDS = ['llama', 'qwen', 'gguf', 'xl', 'author:soak', 'size:<8gb', 'tiny', '"stable diffusion"', '']
const SORTS = ['relevance', 'downloads', 'likes', 'updated', 'size', 'trending'] as const
const any = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)] as T

async function queries(): Promise<void> {
  while (!isOver()) {
    const show = { incompatible: Math.random() < 0.3, tooLarge: Math.random() < 0.3 }
    const page = await call('catalog.query', { text: any(WORDS), sort: any(SORTS), show })
    const one = page.items[0]
    // The hub has not all of what the snapshot names: then this fails, as it should.
    if (one && counts.queries % 10 === 0)
      await ask({ kind: 'call', name: 'catalog.details', input: { id: one.id, refresh: true } })
    counts.queries += 1
    await wait(50)
  }
}

async function syncs(): Promise<void> {
  while (!isOver()) {
    if (Math.random() < 0.3)
      hub.faults.add({ path: '^/api/', times: 2, effect: { kind: 'status', status: 503 } })
    await call('sync.start', undefined)
    while (!isOver() && (await call('sync.get', undefined)).phase !== 'idle') await wait(250)
    counts.syncs += 1
    await wait(Math.min(20_000, totalMs / 40))
  }
}

/** A worker that comes, changes and goes. */
async function workers(): Promise<void> {
  const name = join(bin, 'llm-worker-rbee-cpu')
  while (!isOver()) {
    writeFileSync(name, elf({ texts: ['llm-worker-rbee-cpu'], prints: `Usage: ${counts.workers}\n` }))
    chmodSync(name, 0o755)
    await wait(Math.min(8_000, totalMs / 30))
    if (counts.workers % 3 === 2) rmSync(name)
    counts.workers += 1
    await wait(Math.min(4_000, totalMs / 60))
  }
}

async function downloads(): Promise<void> {
  const everyMs = (0.95 * totalMs) / wantedDownloads // the last one wants to end as well
  for (let number = 0; number < wantedDownloads && !isOver(); number++) {
    await wait(Math.max(0, number * everyMs - elapsed()))
    try {
      await download(modelIds[number % modelIds.length] ?? '')
      counts.downloads += 1
    } catch (error) {
      if (isOver()) return
      counts.failures += 1
      console.error(String(error))
    }
  }
}

async function download(modelId: string): Promise<void> {
  const { model } = await call('catalog.details', { id: modelId })
  const artifactId = model.artifacts[0]?.id ?? ''
  const { id } = await call('downloads.start', { modelId, artifactId, workerId: null })
  for (;;) {
    const { items } = await call('downloads.get', undefined)
    const item = items.find((one) => one.id === id)
    if (!item) throw new Error(`${modelId} has gone from the queue`)
    if (item.status.kind === 'done') {
      await call('library.remove', { folder: item.folder })
      await call('downloads.clearFinished', undefined)
      return
    }
    if (item.status.kind === 'failed' || item.status.kind === 'waiting') {
      counts.retries += 1
      await call('downloads.retry', { id })
    }
    await wait(60)
  }
}

const samples: (Sample & { readonly atMs: number })[] = []
async function sampling(): Promise<void> {
  const everyMs = Math.max(500, totalMs / 240)
  while (!isOver()) {
    await wait(everyMs)
    samples.push({ ...((await ask({ kind: 'sample' })) as Sample), atMs: elapsed() })
    if (samples.length % 24 === 0) say()
  }
}

function say(): void {
  const last = samples.at(-1)
  if (!last) return
  const { queries: asked, downloads: fetched } = counts
  console.log(
    `${(last.atMs / 60_000).toFixed(1)} min: ${(last.ownBytes / MIB).toFixed(0)} MiB of its own, ${(last.heapBytes / MIB).toFixed(1)} MiB in use, ${last.files} files, ${last.handles} handles; ${asked} queries, ${fetched} downloads, ${faults()} faults`,
  )
}

let failed = false
function judge(what: string, value: (sample: Sample) => number, limit: Limit, unit: number): void {
  const points: Point[] = samples
    .filter(({ atMs }) => atMs >= warmUpMs)
    .map((sample) => ({ atMs: sample.atMs, value: value(sample) }))
  const held = floors(points, STRETCHES)
  const flat = held.length > 4 && isFlat(held, limit)
  failed ||= !flat
  const slope = slopePerHour(held) / unit
  const measured = points.map((point) => point.value / unit)
  console.log(
    `${what}: ${slope >= 0 ? '+' : ''}${slope.toFixed(2)} an hour over ${points.length} samples, from ${Math.min(...measured).toFixed(1)} to ${Math.max(...measured).toFixed(1)}: ${flat ? 'flat' : 'NOT FLAT'}`,
  )
}

try {
  const jobs = [queries(), syncs(), workers(), downloads(), sampling()]
  for (const job of jobs) job.catch(() => (broken = true))
  await Promise.all(jobs)
  say()
  console.log(
    `${(totalMs / 60_000).toFixed(1)} min: ${counts.queries} queries, ${counts.syncs} syncs, ${counts.downloads} downloads with ${faults()} faults and ${counts.retries} retries, ${counts.workers} worker changes, ${samples.at(-1)?.events ?? 0} events; ${counts.failures} failures`,
  )
  judge('memory of its own, MiB', ({ ownBytes }) => ownBytes, LIMITS.memory, MIB)
  judge('heap and buffers in use, MiB', ({ heapBytes }) => heapBytes, LIMITS.heap, MIB)
  judge('open files', ({ files }) => files, LIMITS.files, 1)
  judge('handles', ({ handles }) => handles, LIMITS.handles, 1)
  if (values.samples !== undefined) writeFileSync(values.samples, JSON.stringify(samples))
  // A short run on a busy machine comes to less than was planned; half of it still says something.
  if (counts.failures > 0 || counts.downloads < wantedDownloads * (isLong ? 1 : 0.5)) failed = true
} finally {
  const kill = setTimeout(() => child.kill('SIGKILL'), 10_000)
  if (child.connected) child.send({ kind: 'end' } satisfies Order)
  await ended
  clearTimeout(kill)
  await hub.dispose()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}
process.exitCode = failed ? 1 : 0
