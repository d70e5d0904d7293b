/** Model cards that try to be more than text, through the whole app into a real page. */
import type { Page } from '@playwright/test'
import { expect, test } from './demo.ts'
import { HOSTILE } from './hostile-readmes.ts'

const MODEL = 'rbee-demo/tiny-llama'
const CHECKPOINT = 9_000_010
/** A page that does not answer for so long would seem to have hung; the machine that tests is a slow one. */
const MOST_STILL_MS = 4_000

interface Card {
  /** Part of the model's name, as the page has it. */
  readonly title: string
  readonly id: string
  readonly what: string
}

async function readThrough(page: Page, { title, id, what }: Card): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const own = new URL(page.url()).origin
  const strange: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'blob:' && url.origin !== own && !request.url().startsWith('ws://'))
      strange.push(request.url())
  })
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) strange.push(message.text())
  })
  await page.evaluate((model) => {
    const still = { most: 0 }
    let last = performance.now()
    setInterval(() => {
      still.most = Math.max(still.most, performance.now() - last)
      last = performance.now()
    }, 20)
    Object.assign(window, { still })
    history.pushState(null, '', `?id=${model}`)
    dispatchEvent(new PopStateEvent('popstate'))
  }, id)
  await expect(page.getByRole('heading', { name: title }).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('first words').first()).toBeVisible({ timeout: 30_000 })
  const folded = page.getByRole('button', { name: 'Show all' })
  while ((await folded.count()) > 0) await folded.first().click()
  await page.waitForTimeout(500)
  await expect(page.locator('header bdi', { hasText: title })).toBeVisible()
  // It still does what it is told, and says whose it is.
  await page.getByRole('link', { name: 'Library', exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Library', { timeout: 30_000 })
  const { ran, most } = await page.evaluate(() => ({
    ran: Reflect.get(window, 'ran') as unknown,
    most: (Reflect.get(window, 'still') as { most: number }).most,
  }))
  console.log(`${what}: still for at most ${Math.round(most)} ms`)
  expect([ran, strange]).toEqual([undefined, []])
  expect(new URL(page.url()).origin).toBe(own)
  expect(most).toBeLessThan(MOST_STILL_MS)
}

test.describe('model cards that try to be more than text', () => {
  for (const [name, README] of Object.entries(HOSTILE)) {
    test(`a model card with ${name}`, async ({ page, hub }) => {
      const record = hub.huggingface.records.get(MODEL)
      if (!record) throw new Error('no such model')
      hub.huggingface.records.set(MODEL, { ...record, README: `# Card\n\nfirst words\n${README}` })
      await readThrough(page, { title: 'tiny-llama', id: `huggingface:${MODEL}`, what: name })
    })
  }

  test('all of it in a description of CivitAI’s and the notes of its versions', async ({ page, hub }) => {
    const record = hub.civitai.records.get(CHECKPOINT)
    const [version] = record?.modelVersions ?? []
    if (!record || !version) throw new Error('no such model')
    const { scripts, links, names, ...heavy } = HOSTILE
    const first = `<p>first words</p>${scripts}${links}${names}`
    hub.civitai.records.set(CHECKPOINT, {
      ...record,
      name: 'Tiny \u202Egnp.exe',
      description: first,
      modelVersions: [first, ...Object.values(heavy)].map((description, index) => ({
        ...version,
        id: version.id + index * 100,
        description,
      })),
    })
    await readThrough(page, { title: 'Tiny gnp.exe', id: `civitai:${CHECKPOINT}`, what: 'CivitAI' })
  })
})
