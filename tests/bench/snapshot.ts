/**
 * The first start: the bundled snapshot from its file into an empty catalog on disk. Target: under 2 s. The floor is
 * what no import can avoid: unpacking the file, parsing its lines, and writing them to SQLite in one transaction.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { createCatalog } from '#core/catalog/catalog'
import { readSnapshot } from '#core/catalog/snapshot/file'
import { importSnapshot } from '#core/catalog/snapshot/import'
import { civitaiFeeds } from '#core/catalog/sources/civitai/queries'
import { huggingFaceFeeds } from '#core/catalog/sources/huggingface/queries'
import { silentLog } from '#core/log'
import { threadUrl } from '#core/threads'
import { loadFamilies } from '#core/workers/families'

const TARGET_MS = 2000
const RUNS = Number(process.argv[2] ?? 5)
const file = join(import.meta.dirname, '../../resources/catalog-snapshot.br')
const families = loadFamilies()
const feeds = [...huggingFaceFeeds(families), ...civitaiFeeds(families)]
const { signal } = new AbortController()

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
): Promise<{ storedMs: number; shownMs: number; blockMs: number; models: number }> {
  const catalog = createCatalog({
    dataDir: dir,
    threadUrl: threadUrl('catalog'),
    emit: () => {},
    log: silentLog,
    checkAfterMs: null,
  })
  await catalog.ready()
  let blockMs = 0
  let last = performance.now()
  const timer = setInterval(() => {
    blockMs = Math.max(blockMs, performance.now() - last - 5)
    last = performance.now()
  }, 5)
  const start = performance.now()
  await importSnapshot({ store: catalog, snapshot: await readSnapshot(file), feeds }, signal)
  const storedMs = performance.now() - start
  await catalog.refresh()
  const shownMs = performance.now() - start
  clearInterval(timer)
  const { models } = catalog.state()
  await catalog.dispose()
  return { storedMs, shownMs, blockMs, models }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
const floors: number[] = []
const runs: Awaited<ReturnType<typeof firstStart>>[] = []
for (let run = 0; run < RUNS; run += 1) {
  floors.push(await inFolder(floor))
  runs.push(await inFolder(firstStart))
}
const storedMs = median(runs.map((one) => one.storedMs))
const floorMs = median(floors)
console.log(`models in the snapshot      ${runs[0]?.models}`)
console.log(`on disk, median of ${RUNS}        ${storedMs.toFixed(0)} ms (target ${TARGET_MS})`)
console.log(`all of them in the queries  ${median(runs.map((one) => one.shownMs)).toFixed(0)} ms`)
console.log(`longest block of this thread ${median(runs.map((one) => one.blockMs)).toFixed(0)} ms`)
console.log(`floor: unpack, parse, write ${floorMs.toFixed(0)} ms; ratio ${(storedMs / floorMs).toFixed(2)}`)
process.exitCode = storedMs < TARGET_MS ? 0 : 1
