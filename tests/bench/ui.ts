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
import { zippedKb } from './ui/bundle.ts'
import { jumpTo, scrollFrames, watchPaints, type Paint } from './ui/in-page.ts'
import { both, goodFrames, most, percent, reportPaints, type Rounds } from './ui/report.ts'

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } })
const models = values.short ? 20_000 : 150_000
const rounds = 3
const typed = keystrokes.slice(0, values.short ? 24 : 120)
const filterCount = values.short ? 6 : 16
const frames = values.short ? 60 : 240
const everything = '?comingSoon=1&incompatible=1&tooLarge=1&nsfw=1'
const feed = 'main div:has(> [role="feed"], > [role="table"])'
const betweenInputsMs = 60
const viewport = { width: 1280, height: 820 }
const targets: Target[] = []

const started = performance.now()
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`
using dir = tempDir()
const app = await startApp(dir.path, models)
console.log(`${models} models written and served after ${seconds()}`)
const browser = await chromium.launch({ executablePath: findChromium() })
try {
  await measureAll(browser)
} finally {
  await browser.close()
  await app.stop()
}
console.log(`\nafter ${seconds()}:`)
printTargets(targets)
if (!values.short && targets.some(({ met }) => !met)) process.exitCode = 1

async function measureAll(within: Browser): Promise<void> {
  console.log(`${loadavg()[0]!.toFixed(1)} programs want ${availableParallelism()} processors`)
  const empty = await openEmpty(within)
  const page = await openApp(within)
  const keys = 'keystroke to painted results'
  const ticks = 'filter to painted results'
  const [typing, ticking] = [await inRounds(page, typeAll), await inRounds(page, tickAll)]
  const [bareTyping, bareTicking] = [await inRounds(empty, typeAll), await inRounds(empty, tickAll)]
  targets.push(reportPaints(keys, typing, bareTyping, 50), reportPaints(ticks, ticking, bareTicking, 50))
  await reportScroll(page, empty)
  await reportHeap(page, empty)
}

async function openApp(within: Browser): Promise<Page> {
  const page = await within.newPage({ viewport })
  const loaded: string[] = []
  page.on('response', (response) => {
    if (/\.(?:js|css)$/.test(response.url())) loaded.push(response.url())
  })
  await page.addInitScript(watchPaints)
  await page.goto(app.address)
  await page.getByRole('article').first().waitFor({ timeout: 60_000 })
  targets.push(
    most('loaded until the first cards, gzipped', zippedKb(join(ROOT, 'out/renderer'), loaded), 350, 'kB'),
  )
  return page
}

/** An input that repeats what is typed, boxes to tick, and as long a way to scroll, with nothing on it. */
async function openEmpty(within: Browser): Promise<Page> {
  const page = await within.newPage({ viewport })
  await page.goto('about:blank')
  const boxes = '<label><input type="checkbox">box</label>'.repeat(filterCount)
  await page.setContent(`<!doctype html><body style="margin:0"><input type="search"><p></p>
    <div role="group" aria-label="Filters">${boxes}</div>
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

declare const nextPaint: () => Promise<Paint>
declare const paint: Promise<Paint>
declare const shiftSoFar: () => number

/** The app anew for each round: what it has asked before, it would not ask again. */
async function inRounds(page: Page, work: (page: Page) => Promise<Paint[]>): Promise<Rounds> {
  const all: Paint[][] = []
  for (let round = 0; round < rounds; round++) {
    if (page.url().startsWith('http')) {
      await page.goto(new URL(app.address).origin)
      await page.getByRole('article').first().waitFor({ timeout: 60_000 })
      await page.waitForTimeout(500)
    }
    for (const letter of ['x', 'y', 'z']) await press(page, letter) // warms up
    await page.locator('[type=search]').fill('')
    all.push(await work(page))
  }
  return all
}

async function timed(page: Page, act: () => Promise<void>): Promise<Paint> {
  await page.waitForTimeout(betweenInputsMs)
  // Armed before the input, which goes another way into the page.
  await page.evaluate(() => void Object.assign(globalThis, { paint: nextPaint() }))
  await act()
  return page.evaluate(() => paint)
}

async function press(page: Page, letter: string): Promise<Paint> {
  return timed(page, () => page.locator('[type=search]').press(letter === ' ' ? 'Space' : letter))
}

/** Every keystroke by itself: the next comes when the results of the last are there. */
async function typeAll(page: Page): Promise<Paint[]> {
  const paints: Paint[] = []
  let before = ''
  for (const text of typed) {
    if (!text.startsWith(before)) await page.locator('[type=search]').fill('')
    const letters = text.slice(text.startsWith(before) ? before.length : 0)
    for (const space of letters.slice(0, -1)) await press(page, space)
    paints.push(await press(page, letters.slice(-1)))
    before = text
  }
  return paints
}

async function tickAll(page: Page): Promise<Paint[]> {
  const paints: Paint[] = []
  const boxes = page.getByRole('group', { name: 'Filters' }).getByRole('checkbox')
  for (let at = 0; at < filterCount; at++) {
    const box = boxes.nth(at)
    await box.hover()
    paints.push(await timed(page, () => pressMouse(page)))
    await box.click()
  }
  return paints
}

/** What a mouse does, without the driver's own look at the page around it. */
async function pressMouse(page: Page): Promise<void> {
  await page.mouse.down()
  await page.mouse.up()
}

async function reportScroll(page: Page, empty: Page): Promise<void> {
  for (const view of ['grid', 'table']) {
    await page.goto(`${new URL(app.address).origin}/${everything}&view=${view}`)
    await page.locator(feed).waitFor({ timeout: 60_000 })
    await page.waitForTimeout(1000)
    for (const step of [60, 400, 4000]) {
      const own = goodFrames(await page.evaluate(scrollFrames, { selector: feed, frames, step }))
      const bare = goodFrames(await empty.evaluate(scrollFrames, { selector: '#scroller', frames, step }))
      targets.push({
        what: `${view}: frames under 20 ms at ${step} px a frame`,
        figure: `${percent(own)}, empty page ${percent(bare)}`,
        target: 'at least 95 %',
        met: own >= 0.95,
      })
      await page.waitForTimeout(300)
    }
    const jumps: number[] = []
    for (const share of [0.9, 0.2, 0.66, 1, 0.5, 0.05, 0.8]) {
      jumps.push(await page.evaluate(jumpTo, { selector: feed, share }))
      await page.waitForTimeout(300)
    }
    console.log(
      `far jumps in the ${view} until the rows are drawn: p50 / worst ${both(percentilesOf(jumps))} ms`,
    )
    const shift = await page.evaluate(() => shiftSoFar())
    targets.push({
      what: `${view}: layout shift, opened and scrolled`,
      figure: shift.toFixed(4),
      target: 'under 0.01',
      met: shift < 0.01,
    })
  }
}

async function reportHeap(page: Page, empty: Page): Promise<void> {
  const [own, bare] = [await heapMb(page), await heapMb(empty)]
  console.log(`heap after all of this: ${own.toFixed(0)} MB; empty page ${bare.toFixed(0)} MB`)
  targets.push(most('heap', own, 150, 'MB'))
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1024 ** 2
}
