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
  const faults: string[] = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth)
    faults.push(`scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`)
  const nameOf = (element: Element): string =>
    (element.getAttribute('aria-label') ?? element.textContent ?? element.tagName).trim().slice(0, 50)
  const scrollsSideways = (element: Element | null): boolean => {
    for (let at = element; at !== null && at !== root; at = at.parentElement) {
      const { overflowX } = getComputedStyle(at)
      if ((overflowX === 'auto' || overflowX === 'scroll') && at.scrollWidth > at.clientWidth) return true
    }
    return false
  }
  const controls = [
    ...document.querySelectorAll('button, a[href], input, [role="slider"], [role="combobox"]'),
  ]
  for (const control of controls) {
    const box = control.getBoundingClientRect()
    if (box.width <= 1 || box.height <= 1 || !control.checkVisibility({ visibilityProperty: true })) continue
    if (getComputedStyle(control).clipPath !== 'none' || control.closest('.unseen') !== null) continue
    if ((box.left < -1 || box.right > root.clientWidth + 1) && !scrollsSideways(control.parentElement))
      faults.push(`out of sight: ${nameOf(control)}`)
    const x = box.left + box.width / 2
    const y = box.top + box.height / 2
    if (x < 0 || y < 0 || x >= root.clientWidth || y >= root.clientHeight) continue
    const hit = document.elementFromPoint(x, y)?.closest('button, a[href], input, [role="combobox"]')
    const isOther = hit != null && !hit.contains(control) && !control.contains(hit)
    if (isOther && control.closest('label')?.contains(hit) !== true && !isScrolledUnder(control, hit))
      faults.push(`covered: ${nameOf(control)} by ${nameOf(hit)}`)
    const { overflow, textOverflow } = getComputedStyle(control)
    if (overflow === 'hidden' && textOverflow !== 'ellipsis' && control.scrollWidth > control.clientWidth + 1)
      faults.push(`cut off: ${nameOf(control)}`)
  }
  return faults

  /** What stays in place while the rest scrolls may lie over it. */
  function isScrolledUnder(control: Element, hit: Element): boolean {
    const fixed = (element: Element | null): Element | null => {
      for (let at = element; at !== null; at = at.parentElement)
        if (/sticky|fixed/.test(getComputedStyle(at).position)) return at
      return null
    }
    const over = fixed(hit)
    return over !== null && over !== fixed(control)
  }
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
