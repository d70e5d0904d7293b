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

async function measure(browser: Browser, args: readonly string[]): Promise<number> {
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
  const painted = await page.evaluate(async () => {
    for (;;) {
      const entry = performance.getEntriesByName('first-contentful-paint')[0]
      if (entry && document.querySelector('#root > *')) return performance.timeOrigin + entry.startTime
      await new Promise((next) => setTimeout(next, 2))
    }
  })
  await page.close()
  server.kill('SIGTERM')
  await new Promise((ended) => server.once('close', ended))
  return painted - start
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const browser = await chromium.launch({ executablePath: findChromium() })
const app: number[] = []
const empty: number[] = []
for (let run = 0; run <= RUNS; run++) {
  const emptyMs = await measure(browser, [emptyServer])
  const appMs = await measure(browser, [join(root, 'out/main/cli.js'), 'serve', '--no-open'])
  if (run === 0) continue // the first pair only warms the disk cache
  empty.push(emptyMs)
  app.push(appMs)
}
await browser.close()
rmSync(temp, { recursive: true, force: true })

const ratio = median(app.map((ms, run) => ms / (empty[run] ?? ms)))
console.log(
  `empty page   median ${median(empty).toFixed(0)} ms   (${empty.map((ms) => ms.toFixed(0)).join(' ')})`,
)
console.log(
  `serve        median ${median(app).toFixed(0)} ms   (${app.map((ms) => ms.toFixed(0)).join(' ')})`,
)
console.log(`ratio        ${ratio.toFixed(2)} (median of ${RUNS} pairs; target: at most ${TARGET})`)
