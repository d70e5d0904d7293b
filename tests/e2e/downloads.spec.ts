import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, picture, test } from './demo.ts'

async function get(page: Page, name: string): Promise<void> {
  await page.getByRole('article', { name, exact: true }).getByRole('button', { name: /^Get/ }).click()
}

test.beforeEach(async ({ page }) => {
  await expect(page.getByRole('article', { name: 'tiny-llama', exact: true })).toBeVisible({
    timeout: 40_000,
  })
})

test('from the click to the library, with what went wrong beside its next step', async ({
  shell,
  page,
  hub,
  home,
}) => {
  hub.faults.add({ path: 'tiny-qwen2.*/resolve/', effect: { kind: 'status', status: 404 } })
  await get(page, 'tiny-llama')
  await get(page, 'tiny-qwen2-instruct')
  await page.getByRole('link', { name: 'Downloads', exact: true }).first().click()
  const done = page.getByRole('article', { name: 'tiny-llama', exact: true })
  await expect(done).toContainText('Installed', { timeout: 20_000 })
  const failed = page.getByRole('article', { name: 'tiny-qwen2-instruct' })
  await expect(failed.getByRole('alert')).toContainText('Not there any more')
  await expectAccessible(page, 'downloads')
  await picture(shell, 'downloads')

  hub.faults.clear()
  await failed.getByRole('button', { name: 'Try again: tiny-qwen2-instruct' }).click()
  await expect(failed).toContainText('Installed', { timeout: 20_000 })
  await page.getByRole('link', { name: 'Library', exact: true }).first().click()
  await expect(page.getByText('tiny-qwen2-instruct').first()).toBeVisible()
  await expect(page.getByText('tiny-llama', { exact: true }).first()).toBeVisible()
  await expectAccessible(page, 'library')
  // What a message covers is not to be seen in the picture; it may go by itself meanwhile.
  for (const toast of await page.getByRole('button', { name: 'Dismiss' }).all())
    await toast.click({ timeout: 1_000 }).catch(() => {})
  await picture(shell, 'library')
  await page.getByRole('button', { name: 'Actions for tiny-llama' }).click()
  await page.getByRole('menuitem', { name: 'Show in folder' }).click()
  if (shell.kind === 'serve') await expect(page.getByText('No file manager can be opened')).toBeVisible()
  expect(existsSync(join(home, 'cache/models'))).toBe(true)
})

test('what waits is put in order with the mouse and with the keyboard', async ({ page, hub }) => {
  hub.store.tamper = (_exchange, _count, key) =>
    key.endsWith('.safetensors') ? { kind: 'hang', afterBytes: 1000 } : null
  const names = ['tiny-mistral-in-two-parts', 'tiny-llama', 'tiny-qwen2-instruct', 'tiny-diffusion-xl']
  for (const name of names) await get(page, name)
  // Its licence is worth a question.
  await page.getByRole('dialog').getByRole('button', { name: 'Download 18 MB' }).click()
  await page.getByRole('link', { name: 'Downloads', exact: true }).first().click()
  const waiting = page.getByRole('region', { name: 'Next' }).getByRole('article')
  const order = () => waiting.evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')))
  await expect.poll(order).toEqual(names.slice(2))
  const handle = (name: string) => page.getByRole('button', { name: `Change the place of ${name}` })
  const [from, to] = [await handle(names[2]!).boundingBox(), await handle(names[3]!).boundingBox()]
  await page.mouse.move(from!.x + 10, from!.y + 10)
  await page.mouse.down()
  await page.mouse.move(from!.x + 20, from!.y + 30, { steps: 3 })
  await page.mouse.move(to!.x + 20, to!.y + 40, { steps: 5 })
  await page.mouse.up()
  await expect.poll(order).toEqual([names[3], names[2]])
  await handle(names[2]!).press('ArrowUp')
  await expect.poll(order).toEqual([names[2], names[3]])
  await expect(handle(names[2]!)).toBeFocused()
  await expect(page.getByText(`${names[2]} is 1 of 2`)).toBeAttached()
  await handle(names[2]!).blur()
  await page.mouse.move(0, 0)
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  await expectAccessible(page, 'queue')
})

test('a running download shows its progress on every page, and can be paused, resumed and cancelled', async ({
  page,
  hub,
}) => {
  hub.store.tamper = (_exchange, _count, key) =>
    key.includes('model-0000') ? { kind: 'drip', bytesPerSecond: 100_000 } : null
  await get(page, 'tiny-mistral-in-two-parts')
  await expect(page.getByRole('progressbar', { name: 'Progress of all downloads' })).toBeVisible()
  await page.getByRole('link', { name: 'Downloads', exact: true }).first().click()
  const row = page.getByRole('article', { name: 'tiny-mistral-in-two-parts' })
  await page.setViewportSize({ width: 400, height: 800 })
  await expect(page.getByRole('progressbar', { name: 'Progress of all downloads' })).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 820 })
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^(?!0 ).*of 24 MB/)
  await row.getByRole('button', { name: /^Pause/ }).click()
  await expect(row).toContainText('Paused')
  await expectAccessible(page, 'paused')
  await row.getByRole('button', { name: /^Resume/ }).click()
  await expect(row.getByRole('button', { name: /^Pause/ })).toBeVisible()
  await row.getByRole('button', { name: /^Cancel/ }).click()
  await expect(page.getByText('Cancelled tiny-mistral-in-two-parts')).toBeVisible()
})
