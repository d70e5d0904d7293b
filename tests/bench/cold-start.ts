/**
 * Cold start of `serve` to the first painted page, against an empty page served and painted the same way in the same
 * run: a Node process starts, prints an address, and a running browser opens it. Target: at most 1.5 times.
 */
import { chromium, type Browser } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findChromium } from '../host/find-chromium.ts'

const TARGET = 1.5
const RUNS = Number(process.argv[2] ?? 9)
const root = join(import.meta.dirname, '../..')
const temp = mkdtempSync(join(tmpdir(), 'cold-start-'))
const emptyServer = join(temp, 'empty.mjs')
writeFileSync(
  emptyServer,
  `import { createServer } from 'node:http'
const page = '<!doctype html><html lang="en"><title>empty</title><body><div id="root"><p>.</p></div></body></html>'
const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page))
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'))
process.on('SIGTERM', () => process.exit(0))`,
)

interface Times {
  /** First contentful paint. */
  readonly paintedMs: number
  /** The page's own content is in place and answers. */
  readonly readyMs: number
}

async function measure(browser: Browser, args: readonly string[], content: string): Promise<Times> {
  const start = Date.now()
  const env = {
    ...process.env,
    RBEE_DATA_DIR: mkdtempSync(join(temp, 'data-')),
    RBEE_CACHE_DIR: join(temp, 'cache'),
  }
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  const address = await new Promise<string>((resolve) =>
    createInterface({ input: server.stdout }).once('line', resolve),
  )
  const page = await browser.newPage()
  await page.goto(address, { waitUntil: 'commit' })
  const at = await page.evaluate(async (selector) => {
    for (;;) {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]
      if (paint && document.querySelector(selector))
        return { painted: performance.timeOrigin + paint.startTime, ready: Date.now() }
      await new Promise((next) => setTimeout(next, 2))
    }
  }, content)
  await page.close()
  server.kill('SIGTERM')
  await new Promise((ended) => server.once('close', ended))
  return { paintedMs: at.painted - start, readyMs: at.ready - start }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const browser = await chromium.launch({ executablePath: findChromium() })
const app: Times[] = []
const empty: Times[] = []
for (let run = 0; run <= RUNS; run++) {
  const emptyTimes = await measure(browser, [emptyServer], '#root p')
  const appTimes = await measure(browser, [join(root, 'out/main/cli.js'), 'serve', '--no-open'], 'main h1')
  if (run === 0) continue // the first pair only warms the disk cache
  empty.push(emptyTimes)
  app.push(appTimes)
}
await browser.close()
rmSync(temp, { recursive: true, force: true })

for (const [what, key] of [
  ['first paint', 'paintedMs'],
  ['content in place', 'readyMs'],
] as const) {
  const ratio = median(app.map((times, run) => times[key] / (empty[run]?.[key] ?? 0)))
  console.log(what)
  console.log(`  empty page  median ${median(empty.map((times) => times[key])).toFixed(0)} ms`)
  console.log(`  serve       median ${median(app.map((times) => times[key])).toFixed(0)} ms`)
  console.log(
    `  ratio       ${ratio.toFixed(2)} (median of ${RUNS} pairs${key === 'paintedMs' ? `; target: at most ${TARGET}` : ''})`,
  )
}
