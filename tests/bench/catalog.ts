/**
 * The catalog at 150,000 models, side by side with MiniSearch and with SQLite's FTS5 in the same run.
 * `--scale 1000000` is the stress size (no peers: they take too long), `--quick` the short form for CI.
 */
import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CatalogPage, CatalogQuery, type CatalogQueryInput } from '#contract/catalog'
import { firstOf } from '#core/catalog/index/columns'
import { readColumns } from '#core/catalog/index/columns-file'
import { createMachineView } from '#core/catalog/index/verdicts'
import { cutPage, findAnswer } from '#core/catalog/query/run'
import { createCatalogRules } from '#core/catalog/rules'
import { openStore, storeFiles } from '#core/catalog/store/open'
import { loadFamilies } from '#core/workers/families'
import { bestConfidence } from '#domain/rules/judge'
import { eightWorkers, feed, machineWith, openCatalog } from '../helpers/catalog.ts'
import { similarModels } from '../helpers/models.ts'
import { tempDir } from '../helpers/temp-dir.ts'
import {
  inWords,
  measure,
  ms,
  percentilesOf,
  printTargets,
  type Figures,
  type Target,
} from './catalog/figures.ts'
import { createFts, createMiniSearch, type Peer, type PeerModel } from './catalog/peers.ts'
import { rejudgeInThread } from './catalog/rejudge.ts'
import { keystrokes, letters, others, typos } from './catalog/typed.ts'

const { values } = parseArgs({
  options: { scale: { type: 'string' }, quick: { type: 'boolean', default: false } },
})
const scale = Number(values.scale ?? (values.quick ? 20_000 : 150_000))
const isDesignSize = scale <= 300_000
const rounds = values.quick ? 5 : 9
const machine = { workers: eightWorkers(), hardware: machineWith(12 * 1024) }
const targets: Target[] = []

using dir = tempDir()
const busy = `${loadavg()[0]!.toFixed(1)} programs want ${availableParallelism()} processors`
console.log(`${scale} models like real ones, ${machine.workers.length} workers; ${busy}\n`)
await fill()
const core = await measureCore()
await measureBoundary()
await measureRejudging()
measureStart()
if (isDesignSize) await measurePeers(core)
console.log('')
printTargets(targets)
if (targets.some(({ met }) => !met)) process.exitCode = 1

/** As a sync does it: batches through the thread. */
async function fill(): Promise<void> {
  const start = performance.now()
  await using catalog = openCatalog(dir.path)
  let batch = []
  for (const model of similarModels(scale)) {
    batch.push(model)
    if (batch.length === 1000) await catalog.apply(feed('bench', 1, batch.splice(0)))
  }
  await catalog.apply(feed('bench', 1, batch))
  const written = performance.now()
  await catalog.refresh()
  await catalog.refresh()
  const [database, columns] = [storeFiles(dir.path).database, storeFiles(dir.path).columns].map(
    (file) => statSync(file).size / 1024 ** 2,
  )
  console.log(
    `written in ${((written - start) / 1000).toFixed(1)} s, shown ${((performance.now() - written) / 1000).toFixed(1)} s later; ` +
      `database ${database!.toFixed(0)} MB, columns ${columns!.toFixed(0)} MB\n`,
  )
}

function coreAsker() {
  const { db, identity } = openStore(dir.path)
  db.close()
  const rules = createCatalogRules(loadFamilies())
  const saved = readColumns(storeFiles(dir.path).columns, { identity, rules })
  if (!saved) throw new Error('the columns were not saved')
  const columns = firstOf(saved.flat)
  const judge = () => {
    const view = createMachineView(machine, { dictionaries: columns.dictionaries, rules })
    for (const segment of columns.segments) view.of(segment)
    return view
  }
  const view = judge()
  const context = { ...columns, view, generation: 1, now: Date.now() }
  const ask = (input: CatalogQueryInput): CatalogPage => {
    const query = CatalogQuery.parse(input)
    return cutPage(query, findAnswer(query, context), context)
  }
  return { judge, ask, rows: columns.segments[0]!.rows }
}

async function measureCore(): Promise<Figures> {
  const { judge, ask, rows } = coreAsker()
  const plain = Array.from({ length: 4 }, () => new Uint8Array(rows).map((_, row) => row & 63))
  const floor = await measure([0], 20, () => scanFloor(plain))
  console.log('in the core: first page with eleven facets, p50 / p95 ms by the clock (and of processor time)')
  console.log(`  ${'floor: four columns read and counted'.padEnd(43)} ${inWords(floor)}`)
  const typed = await show(
    'typed keystrokes',
    keystrokes.map((text) => ({ text })),
    ask,
  )
  const kinds: [string, readonly CatalogQueryInput[]][] = [
    ['single letters', letters.map((text) => ({ text }))],
    ['typing mistakes', typos.map((text) => ({ text }))],
    ...Object.entries(others),
  ]
  let worst = typed.processor.p95
  for (const [name, queries] of kinds) worst = Math.max(worst, (await show(name, queries, ask)).processor.p95)
  const judged = await measure([0], 5, judge)
  console.log(`  ${`all judged again for ${machine.workers.length} workers`.padEnd(43)} ${inWords(judged)}
`)
  if (isDesignSize) {
    meet('a keystroke in the core, processor time p95', typed.processor.p95, 2, 'ms')
    meet('all judged again, processor time', judged.processor.p50, 150, 'ms')
  } else meet('any kind of query in the core, processor time p95', worst, 15, 'ms')
  return typed
}

async function show(
  name: string,
  queries: readonly CatalogQueryInput[],
  ask: (query: CatalogQueryInput) => CatalogPage,
): Promise<Figures> {
  const figures = await measure(queries, rounds, ask)
  console.log(`  ${name.padEnd(43)} ${inWords(figures)}`)
  return figures
}

/** The least that counting four facets over every row can take here. */
function scanFloor(columns: readonly Uint8Array[]): number {
  const counts = new Uint32Array(64)
  for (const column of columns) for (let row = 0; row < column.length; row++) counts[column[row]!]!++
  return counts[0]!
}

/** Through the thread, with the contract's check of what comes back. */
async function measureBoundary(): Promise<void> {
  await using catalog = openCatalog(dir.path)
  await catalog.setMachine(machine)
  const signal = new AbortController().signal
  // No text twice: an answer that is remembered would be no measure.
  let number = 0
  const figures = await measure(keystrokes, rounds, async (text) => {
    const filters = { updatedWithinDays: 30_000 + (number++ % 5000) / 1000 }
    const input = CatalogQuery.parse({ text, filters })
    CatalogPage.parse(await catalog.handlers['catalog.query'](input, { signal }))
  })
  console.log(`${'at the contract boundary: typed keystrokes'.padEnd(45)} ${inWords(figures)}\n`)
  if (isDesignSize) meet('a keystroke at the contract boundary, p95', figures.wall.p95, 8, 'ms')
}

async function measureRejudging(): Promise<void> {
  const { threadMs, blockedMs, idleMs, floorMs } = await rejudgeInThread(dir.path, machine, rounds)
  console.log(
    `all judged again for ${machine.workers.length} workers in the worker thread, first page included: ${ms(threadMs)} ms, ` +
      `${(threadMs / floorMs).toFixed(1)} times the floor of ${ms(floorMs)} ms; ` +
      `main thread blocked ${ms(blockedMs)} ms at most (idle: ${ms(idleMs)})\n`,
  )
  if (!isDesignSize) return
  meet('all judged again in the worker thread, median', threadMs, 150, 'ms')
  meet('main thread blocked meanwhile, median of the longest', blockedMs, 50, 'ms')
}

interface Opened {
  readonly openMs: number
  readonly openProcessorMs: number
  readonly rssMb: number
  readonly total: number
}

function measureStart(): void {
  const script = fileURLToPath(new URL('catalog/open-process.ts', import.meta.url))
  const open = (path: string): Opened =>
    JSON.parse(execFileSync(process.execPath, ['--expose-gc', script, path], { encoding: 'utf8' })) as Opened
  using empty = tempDir()
  const bare = open(empty.path)
  const runs = Array.from({ length: values.quick ? 2 : 5 }, () => open(dir.path))
  const opened = percentilesOf(runs.map(({ openMs }) => openMs))
  const openedProcessor = percentilesOf(runs.map(({ openProcessorMs }) => openProcessorMs))
  const memory = percentilesOf(runs.map(({ rssMb }) => rssMb - bare.rssMb))
  console.log(
    `from nothing to the first page ${ms(opened.p50)} ms by the clock, ${ms(openedProcessor.p50)} ms of processor time over all threads ` +
      `(an empty catalog: ${ms(bare.openMs)}, ${ms(bare.openProcessorMs)})`,
  )
  console.log(
    `memory with all queries asked ${memory.p50.toFixed(0)} MB above an empty catalog's ${bare.rssMb.toFixed(0)}\n`,
  )
  if (!isDesignSize) return
  // By the clock a busy machine is slow, whatever we do.
  if (!values.quick) meet('from nothing to the first page, median', opened.p50, 300, 'ms')
  meet('memory above an empty core', memory.p50, 150, 'MB')
}

async function measurePeers(own: Figures): Promise<void> {
  console.log('the same with others: page and four facets')
  for (const make of [createMiniSearch, createFts]) {
    const peer: Peer = make(peerModels())
    const figures = await measure(keystrokes, values.quick ? 3 : 1, peer.search)
    const ratio = figures.processor.p95 / own.processor.p95
    console.log(
      `  ${peer.name.padEnd(12)} built in ${(peer.buildMs / 1000).toFixed(0)} s; ${inWords(figures)}; ` +
        `${(figures.processor.p50 / own.processor.p50).toFixed(0)} / ${ratio.toFixed(0)} times as long as ours`,
    )
    // At a small size the peers are quick, too.
    if (!values.quick) meetAtLeast(`${peer.name} beside ours, p95`, ratio, 50)
    peer.close()
  }
}

function* peerModels(): Generator<PeerModel, void> {
  const verdicts = new Map<string, boolean>()
  for (const model of similarModels(scale)) {
    const alike = JSON.stringify([
      model.task,
      model.library,
      model.type,
      model.claims,
      model.baseModels.length,
    ])
    const visible = verdicts.get(alike) ?? bestConfidence(model, machine.workers) !== 'none'
    verdicts.set(alike, visible)
    yield { model, visible }
  }
}

function meet(what: string, figure: number, target: number, unit: string): void {
  targets.push({
    what,
    figure: `${ms(figure)} ${unit}`,
    target: `under ${target} ${unit}`,
    met: figure < target,
  })
}

function meetAtLeast(what: string, ratio: number, target: number): void {
  targets.push({
    what,
    figure: `${ratio.toFixed(0)} times`,
    target: `at least ${target} times`,
    met: ratio >= target,
  })
}
