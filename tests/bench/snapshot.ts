/**
 * The first start: the bundled snapshot from its file into an empty catalog on disk. Target: under 2 s. The floor is
 * what no import can avoid: unpacking the file, parsing its lines, and writing them to SQLite in one transaction.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { CatalogState } from '#contract/catalog'
import type { Emit } from '#contract/contract'
import { createCatalog } from '#core/catalog/catalog'
import { silentLog } from '#core/log'
import { threadUrl } from '#core/threads'

const TARGET_MS = 2000
const RUNS = Number(process.argv[2] ?? 5)
const file = join(import.meta.dirname, '../../resources/catalog-snapshot.br')

async function inFolder<T>(work: (dir: string) => Promise<T> | T): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'snapshot-bench-'))
  try {
    return await work(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

const floor = (dir: string): number => {
  const start = performance.now()
  const lines = brotliDecompressSync(readFileSync(file)).toString().split('\n').slice(1)
  const db = new DatabaseSync(join(dir, 'floor.sqlite'))
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE models (id TEXT PRIMARY KEY, record TEXT)',
  )
  const insert = db.prepare('INSERT INTO models VALUES (?, ?)')
  db.exec('BEGIN')
  for (const line of lines) {
    const { id } = JSON.parse(line) as { id: string }
    insert.run(id, line)
  }
  db.exec('COMMIT')
  db.close()
  return performance.now() - start
}

async function firstStart(
  dir: string,
): Promise<{ firstMs: number; shownMs: number; blockMs: number; models: number }> {
  const { emit, first } = watchFirst()
  const start = performance.now()
  const catalog = createCatalog({
    dataDir: dir,
    threadUrl: threadUrl('catalog'),
    snapshotFile: file,
    emit,
    log: silentLog,
    checkAfterMs: null,
  })
  let blockMs = 0
  let last = performance.now()
  const timer = setInterval(() => {
    blockMs = Math.max(blockMs, performance.now() - last - 5)
    last = performance.now()
  }, 5)
  await catalog.plant()
  const shownMs = performance.now() - start
  clearInterval(timer)
  const { models } = catalog.state()
  await catalog.dispose()
  return { firstMs: (await first) - start, shownMs, blockMs, models }
}

/** When queries saw the first models. */
function watchFirst(): { emit: Emit; first: Promise<number> } {
  const { promise: first, resolve } = Promise.withResolvers<number>()
  const emit: Emit = (name, value) => {
    if (name === 'catalog.changed' && (value as CatalogState).models > 0) resolve(performance.now())
  }
  return { emit, first }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
const floors: number[] = []
const runs: Awaited<ReturnType<typeof firstStart>>[] = []
for (let run = 0; run < RUNS; run += 1) {
  floors.push(await inFolder(floor))
  runs.push(await inFolder(firstStart))
}
const shownMs = median(runs.map((one) => one.shownMs))
const floorMs = median(floors)
console.log(`models in the snapshot       ${runs[0]?.models}`)
console.log(
  `first of them in the queries ${median(runs.map((one) => one.firstMs)).toFixed(0)} ms from the start of the catalog`,
)
console.log(`all of them, median of ${RUNS}      ${shownMs.toFixed(0)} ms (target ${TARGET_MS})`)
console.log(
  `longest block of this thread ${median(runs.map((one) => one.blockMs)).toFixed(0)} ms (target 50)`,
)
console.log(`floor: unpack, parse, write  ${floorMs.toFixed(0)} ms; ratio ${(shownMs / floorMs).toFixed(2)}`)
process.exitCode = shownMs < TARGET_MS ? 0 : 1
