/** A model's page with a hostile text, read to its end: nothing of it ran, nothing was fetched, and the app still answers. */
import type { Page } from '@playwright/test'
import { expect } from './demo.ts'

/** A page that does not answer for so long would seem to have hung; the machine that tests is a slow one. */
const MOST_STILL_MS = 4_000

export interface Card {
  /** Part of the model's name, as the page has it. */
  readonly title: string
  readonly id: string
  readonly what: string
}

export async function readThrough(page: Page, { title, id, what }: Card): Promise<void> {
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
