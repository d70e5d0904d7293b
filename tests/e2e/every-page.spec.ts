/** What holds for every page and state, whatever is on it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, expectAccessible, test } from './demo.ts'
import { keepBusy, PLACES, visit } from './places.ts'
import { picture } from './shell.ts'

const SIZES = [
  [320, 640],
  [640, 410], // 1280 × 820 at 200 %
  [900, 600],
  [1280, 820],
  [3840, 2160],
] as const

test('nothing is cut off or covered from 320 px to 4K, and from right to left', async ({ page, hub }) => {
  test.setTimeout(300_000)
  await keepBusy(page, hub)
  const faults: string[] = []
  for (const direction of ['ltr', 'rtl']) {
    await page.evaluate((dir) => void (document.documentElement.dir = dir), direction)
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height })
      for (const [name, address] of PLACES) {
        await visit(page, address)
        const found = await page.evaluate(layoutFaults)
        faults.push(...found.map((fault) => `${name} at ${width}, ${direction}: ${fault}`))
      }
    }
  }
  expect(faults).toEqual([])
})

/** Runs in the page. A control is out of sight where nothing can bring it in, and covered where another one takes its clicks. */
function layoutFaults(): string[] {
  const root = document.documentElement
  const faults: string[] = []
  const fault = (kind: string, element: Element, by?: Element): void => {
    const names = [element, by].map((each) => each?.getAttribute('aria-label') ?? each?.textContent?.trim())
    faults.push(`${kind}: ${names.filter(Boolean).join(' by ')}`)
  }
  const upFrom = (element: Element | null): readonly Element[] =>
    element === null || element === root ? [] : [element, ...upFrom(element.parentElement)]
  const scrollsSideways = (element: Element): boolean =>
    upFrom(element.parentElement).some(
      (at) => /auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth,
    )
  const isScrolledAway = (element: Element, x: number, y: number): boolean =>
    upFrom(element.parentElement).some((at) => {
      const { left, top } = at.getBoundingClientRect()
      const isOutside = x < left || y < top || x >= left + at.clientWidth || y >= top + at.clientHeight
      return isOutside && getComputedStyle(at).overflow !== 'visible'
    })
  // What stays in place while the rest scrolls may lie over it.
  const staysIn = (element: Element): Element | undefined =>
    upFrom(element).find((at) => /sticky|fixed/.test(getComputedStyle(at).position))

  if (root.scrollWidth > root.clientWidth) faults.push(`scrolls sideways by ${root.scrollWidth}`)
  const kinds = 'button, a[href], input, [role="combobox"]'
  for (const control of document.querySelectorAll(kinds)) {
    const { left, right, top, width, height } = control.getBoundingClientRect()
    const style = getComputedStyle(control)
    const isSeen = control.checkVisibility({ visibilityProperty: true }) && style.clipPath === 'none'
    if (!isSeen || width <= 1 || height <= 1) continue
    if ((left < -1 || right > root.clientWidth + 1) && !scrollsSideways(control))
      fault('out of sight', control)
    if (
      style.overflow === 'hidden' &&
      style.textOverflow !== 'ellipsis' &&
      control.scrollWidth > control.clientWidth + 1
    )
      fault('cut off', control)
    const [x, y] = [left + width / 2, top + height / 2]
    const hit = document.elementFromPoint(x, y)?.closest(kinds)
    if (hit == null || hit.contains(control) || control.contains(hit)) continue
    if (isScrolledAway(control, x, y) || control.closest('label')?.contains(hit) === true) continue
    const over = staysIn(hit)
    if (over === undefined || over === staysIn(control)) fault('covered', control, hit)
  }
  return faults
}

test('axe finds nothing on any page, in either theme; and every page can be looked at', async ({
  shell,
  page,
  hub,
}) => {
  test.setTimeout(300_000)
  await keepBusy(page, hub)
  for (const [name, address] of PLACES) {
    await visit(page, address)
    await expectAccessible(page, name)
    await picture(shell, `page-${name}`)
  }
})

test.describe('in Dutch', () => {
  test.beforeEach(({ home }) => {
    const settings = { firstRun: { done: true }, appearance: { language: 'nl' } }
    writeFileSync(join(home, 'data/settings.json'), JSON.stringify(settings))
  })
  test.use({
    // One that runs, one for hardware that is not here, one that is damaged.
    workers: ['llm-worker-rbee-cpu', 'sd-worker-rbee-cpu', 'llm-worker-rbee-cuda', 'sd-worker-rbee-rocm'],
  })

  test('no page says anything in English', async ({ shell, page }) => {
    test.setTimeout(200_000)
    await page.reload()
    await expect(page.getByRole('article', { name: 'tiny-llama', exact: true })).toBeVisible({
      timeout: 30_000,
    })
    const english: string[] = []
    for (const [name, address] of PLACES) {
      await visit(page, address)
      const found = await page.evaluate(englishIn)
      english.push(...found.map((text) => `${name}: ${text}`))
    }
    await visit(page, 'page=machine')
    await expect(page.getByText(/^Vraagt een grafische kaart van NVIDIA/)).toBeVisible()
    await visit(page, 'id=huggingface:TheBloke/DiscoLM-120b-GPTQ')
    await expect(page.getByText(/leest alleen gewone safetensors/).first()).toBeVisible()
    await picture(shell, 'dutch')
    expect(english).toEqual([])
  })
})

/** Runs in the page: what the app says (not what hubs, files and commands say) in English words. */
function englishIn(): string[] {
  const foreign = 'code, pre, .written, article h2, h1, [lang], [data-foreign]'
  const words =
    /\b(the|and|of|with|your|this|that|it|is|are|not|from|for|to|by|on|which|needs|has|have|only)\b/gi
  const isEnglish = (text: string): boolean => new Set(text.toLowerCase().match(words) ?? []).size >= 2
  const texts = new Set<string>()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node.parentElement?.closest(foreign) === null) texts.add(node.textContent?.trim() ?? '')
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext'])
      if (element.closest(foreign) === null) texts.add(element.getAttribute(name) ?? '')
  return [...texts].filter(isEnglish)
}
