import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, picture, test } from './demo.ts'

async function get(page: Page, name: string): Promise<void> {
  await page.getByRole('article', { name, exact: true }).getByRole('button', { name: /^Get/ }).click()
}

test.beforeEach(async ({ page }) => {
  await expect(page.getByRole('article', { name: 'tiny-llama', exact: true })).toBeVisible({
    timeout: 20_000,
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
  await picture(shell, 'library')
  expect(existsSync(join(home, 'cache/models'))).toBe(true)
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
  await expect(row.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^(?!0 ).*of 24 MB/)
  await row.getByRole('button', { name: /^Pause/ }).click()
  await expect(row).toContainText('Paused')
  await expectAccessible(page, 'paused')
  await row.getByRole('button', { name: /^Resume/ }).click()
  await expect(row.getByRole('button', { name: /^Pause/ })).toBeVisible()
  await row.getByRole('button', { name: /^Cancel/ }).click()
  await expect(page.getByText('Cancelled tiny-mistral-in-two-parts')).toBeVisible()
})
