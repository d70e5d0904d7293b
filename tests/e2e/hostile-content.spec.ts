/** Model cards that try to be more than text, through the whole app into a real page. */
import { expect, test } from './demo.ts'
import { HOSTILE } from './hostile-readmes.ts'

const MODEL = 'rbee-demo/tiny-llama'
/** A page that does not answer for so long would seem to have hung; the machine that tests is a slow one. */
const MOST_STILL_MS = 4_000

test.describe('model cards that try to be more than text', () => {
  for (const [name, README] of Object.entries(HOSTILE)) {
    test(`a model card with ${name}`, async ({ page, hub }) => {
      const record = hub.huggingface.records.get(MODEL)
      if (!record) throw new Error('no such model')
      hub.huggingface.records.set(MODEL, { ...record, README: `# Card\n\nfirst words\n${README}` })
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
      await page.evaluate(() => {
        const still = { most: 0 }
        let last = performance.now()
        setInterval(() => {
          still.most = Math.max(still.most, performance.now() - last)
          last = performance.now()
        }, 20)
        Object.assign(window, { still })
        history.pushState(null, '', `?id=huggingface:rbee-demo/tiny-llama`)
        dispatchEvent(new PopStateEvent('popstate'))
      })
      await expect(page.getByRole('heading', { name: 'tiny-llama' }).first()).toBeVisible({ timeout: 30_000 })
      await expect(page.getByText('first words')).toBeVisible({ timeout: 30_000 })
      const all = page.getByRole('button', { name: 'Show all' })
      if (await all.isVisible()) await all.click()
      await page.waitForTimeout(500)
      // It still does what it is told, and says whose it is.
      await page.getByRole('link', { name: 'Library', exact: true }).first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Library', { timeout: 30_000 })
      const { ran, most } = await page.evaluate(() => ({
        ran: Reflect.get(window, 'ran') as unknown,
        most: (Reflect.get(window, 'still') as { most: number }).most,
      }))
      console.log(`${name}: still for at most ${Math.round(most)} ms`)
      expect([ran, strange]).toEqual([undefined, []])
      expect(new URL(page.url()).origin).toBe(own)
      expect(most).toBeLessThan(MOST_STILL_MS)
    })
  }
})
