/** A link from outside, pasted into the page: what would happen is all there before anything does. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, picture, test } from './demo.ts'

const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((link) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', link)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)

test.beforeEach(async ({ page }) => {
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 30_000 })
})

test('a link shows the verdict, the files, the size and where they come from, before the question', async ({
  shell,
  page,
  hub,
}) => {
  await paste(page, 'https://huggingface.co/rbee-demo/tiny-llama')
  await expect(page.getByRole('heading', { name: 'From a link' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'tiny-llama', exact: true })).toBeVisible()
  await expect(page.getByText('A llama model in safetensors: tested with the LLM worker.')).toBeVisible()
  await expect(page.getByText(new URL(hub.url).host)).toBeVisible()
  await expect(page.getByText(/4 MB · 4 files · .* free there/)).toBeVisible()
  await page.getByRole('button', { name: /^Files/ }).click()
  await expect(page.getByText('model.safetensors')).toBeVisible()
  await expectAccessible(page, 'incoming')
  await picture(shell, 'incoming-plan')
  await page.getByRole('button', { name: 'Download 4 MB' }).click()
  await expect(page.getByRole('article', { name: 'tiny-llama' })).toContainText('Installed', {
    timeout: 20_000,
  })
})

test('what does not run here says so, and its download asks once more', async ({ page }) => {
  await paste(page, 'rbee://model?id=TheBloke/DiscoLM-120b-GPTQ')
  await expect(page.getByText(/reads plain safetensors only/).first()).toBeVisible()
  await page.getByRole('button', { name: /^Download/ }).click()
  await expect(page.getByRole('dialog', { name: 'Get DiscoLM-120b-GPTQ?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Not now' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Discover')
})
