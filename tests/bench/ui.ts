/**
 * The marketplace in Chromium over 150,000 models, beside an empty page driven the same way in the same run: what the
 * browser and this machine take by themselves. `--short` is the small form.
 */
import { chromium, type Browser, type Page } from '@playwright/test'
import { availableParallelism, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../e2e/shell.ts'
import { tempDir } from '../helpers/temp-dir.ts'
import { findChromium } from '../host/find-chromium.ts'
import { percentilesOf, printTargets, type Target } from './catalog/figures.ts'
import { keystrokes } from './catalog/typed.ts'
import { startApp } from './ui/app.ts'
import { initialBundle, zipped } from './ui/bundle.ts'
import { jumpTo, scrollFrames, watchPaints, type Paint } from './ui/in-page.ts'

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } })
const models = values.short ? 20_000 : 150_000
const renderer = join(ROOT, 'out/renderer')
const everything = '?comingSoon=1&incompatible=1&tooLarge=1&nsfw=1'
const typed = keystrokes.slice(0, values.short ? 30 : 60)
const filterRounds = values.short ? 5 : 15
const feed = 'main div:has(> [role="feed"], > [role="table"])'
const targets: Target[] = []
const num = (value: number): string => value.toFixed(0)
const good = (times: readonly number[]): number => times.filter((ms) => ms < 20).length / times.length
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

using dir = tempDir()
const app = await startApp(dir.path, models)
const browser = await chromium.launch({ executablePath: findChromium() })
try {
  await measureAll(browser)
} finally {
  await browser.close()
  await app.stop()
}
console.log('')
printTargets(targets)
if (!values.short && targets.some(({ met }) => !met)) process.exitCode = 1

async function measureAll(within: Browser): Promise<void> {
  const load = `${loadavg()[0]!.toFixed(1)} programs want ${availableParallelism()} processors`
  console.log(`${models} models in Chromium; ${load}`)
  const empty = await openEmpty(within)
  const page = await within.newPage({ viewport: { width: 1280, height: 820 } })
  const loaded: string[] = []
  page.on('response', (response) => {
    if (/\.(?:js|css)$/.test(response.url())) loaded.push(response.url())
  })
  await page.addInitScript(watchPaints)
  await page.goto(app.address)
  await page.getByRole('article').first().waitFor({ timeout: 60_000 })
  reportBundle(loaded)

  await reportPaints(
    'keystroke to painted results',
    await keys(page, '[type=search]', 'asks'),
    await keys(empty, 'input', 'changes'),
  )
  await reportPaints('filter to painted results', await filters(page), await boxes(empty))
  await reportScroll(page, empty)
  await reportHeap(page, empty)
}

/** An input that repeats what is typed, a box to tick, and as long a way to scroll, with nothing on it. */
async function openEmpty(within: Browser): Promise<Page> {
  const page = await within.newPage({ viewport: { width: 1280, height: 820 } })
  await page.goto('about:blank')
  await page.setContent(`<!doctype html><body style="margin:0"><input><label><input type="checkbox">box</label><p></p>
    <div id="scroller" style="height:700px;overflow:auto"><div style="height:6000000px"></div></div>`)
  await page.evaluate(watchPaints)
  await page.evaluate(() => {
    const say = document.querySelector('p')
    document.addEventListener('input', ({ target }) => {
      if (say && target instanceof HTMLInputElement) say.textContent = target.value + String(target.checked)
    })
  })
  return page
}

declare const nextPaint: (kind: 'asks' | 'changes') => Promise<Paint>

async function timed(page: Page, kind: 'asks' | 'changes', act: () => Promise<void>): Promise<Paint> {
  const paint = page.evaluate((what) => nextPaint(what), kind)
  await act()
  return paint
}

/** Every keystroke by itself: the next comes when the results of the last are there. */
async function keys(page: Page, field: string, kind: 'asks' | 'changes'): Promise<Paint[]> {
  const paints: Paint[] = []
  await page.locator(field).first().focus()
  let before = ''
  for (const text of typed) {
    if (!text.startsWith(before)) await page.locator(field).first().fill('')
    for (const space of text.slice(before.length, -1)) await page.keyboard.type(space)
    await page.waitForTimeout(60)
    paints.push(
      await timed(page, kind, () => page.keyboard.press(text.slice(-1) === ' ' ? 'Space' : text.slice(-1))),
    )
    before = text
  }
  await page.locator(field).first().fill('')
  return paints
}

async function filters(page: Page): Promise<Paint[]> {
  const paints: Paint[] = []
  for (let round = 0; round < filterRounds; round++) {
    const box = page.getByRole('group', { name: 'Filters' }).getByRole('checkbox').nth(round)
    if (!(await box.isVisible())) break
    await page.waitForTimeout(60)
    paints.push(await timed(page, 'asks', () => box.click()))
    await box.click()
    await page.waitForTimeout(100)
  }
  return paints
}

async function boxes(page: Page): Promise<Paint[]> {
  const paints: Paint[] = []
  for (let round = 0; round < filterRounds; round++)
    paints.push(await timed(page, 'changes', () => page.getByRole('checkbox').click()))
  return paints
}

async function reportPaints(what: string, ours: readonly Paint[], floor: readonly Paint[]): Promise<void> {
  const seen = ours.filter(({ paintedMs }) => !Number.isNaN(paintedMs))
  const own = percentilesOf(seen.map(({ paintedMs }) => paintedMs))
  const answered = percentilesOf(seen.map(({ answeredMs }) => answeredMs ?? 0))
  const bare = percentilesOf(floor.map(({ paintedMs }) => paintedMs))
  console.log(
    `${what}: p50 ${num(own.p50)}, p95 ${num(own.p95)} ms (the answer alone ${num(answered.p50)}, ${num(answered.p95)}); ` +
      `empty page ${num(bare.p50)}, ${num(bare.p95)}; ${seen.length} of ${ours.length}; ` +
      `ratio ${(own.p50 / bare.p50).toFixed(1)}, ${(own.p95 / bare.p95).toFixed(1)}`,
  )
  meet(`${what}, p95`, own.p95, 50, 'ms')
}

async function reportScroll(page: Page, empty: Page): Promise<void> {
  for (const view of ['grid', 'table']) {
    await page.goto(`${new URL(app.address).origin}/${everything}&view=${view}`)
    await page.locator(feed).waitFor({ timeout: 60_000 })
    await page.waitForTimeout(1000)
    const shares: string[] = []
    for (const step of [60, 400, 4000]) {
      const frames = values.short ? 60 : 240
      const own = good(await page.evaluate(scrollFrames, { selector: feed, frames, step }))
      const bare = good(await empty.evaluate(scrollFrames, { selector: '#scroller', frames, step }))
      shares.push(`${step} px a frame ${percent(own)} (empty page ${percent(bare)})`)
      targets.push({
        what: `${view}: frames under 20 ms at ${step} px a frame`,
        figure: `${percent(own)}, empty page ${percent(bare)}`,
        target: 'at least 95 %',
        met: own >= 0.95,
      })
    }
    console.log(`scroll of the ${view}, frames under 20 ms: ${shares.join('; ')}`)
    const jumps: number[] = []
    for (const share of [0.9, 0.2, 0.66, 1, 0.5, 0.05, 0.8])
      jumps.push((await page.evaluate(jumpTo, { selector: feed, share })).ms)
    const { p50, p95 } = percentilesOf(jumps)
    console.log(`  far jumps until the rows are drawn: p50 ${num(p50)}, worst ${num(p95)} ms`)
  }
}

async function reportHeap(page: Page, empty: Page): Promise<void> {
  const [own, bare] = [await heapMb(page), await heapMb(empty)]
  console.log(`heap after all of this: ${num(own)} MB; empty page ${num(bare)} MB`)
  meet('heap', own, 150, 'MB')
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 ** 2
}

function reportBundle(loaded: readonly string[]): void {
  const { kb, files } = initialBundle(renderer)
  const all = zipped(renderer, [...new Set(loaded)])
  console.log(`initial bundle ${num(kb)} kB gzipped in ${files} files; ${num(all)} kB until the first cards`)
  meet('initial bundle, gzipped', kb, 350, 'kB')
}

function meet(what: string, figure: number, target: number, unit: string): void {
  targets.push({
    what,
    figure: `${num(figure)} ${unit}`,
    target: `under ${target} ${unit}`,
    met: figure < target,
  })
}
