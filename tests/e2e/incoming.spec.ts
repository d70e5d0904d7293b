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

test('a link to one quantisation, version or revision means that one, and says where it is gone', async ({
  page,
  hub,
}) => {
  const ask = async (text: string) => {
    await paste(page, text)
    await expect(page.getByText(text, { exact: true })).toBeVisible()
  }
  const dismiss = () => page.getByRole('button', { name: 'Not now' }).click()
  await ask('https://hf.co/rbee-demo/tiny-llama-GGUF:Q8_0')
  await expect(page.getByRole('button', { name: 'Download 4 MB' })).toBeVisible()
  await dismiss()
  await ask('https://hf.co/rbee-demo/tiny-llama-GGUF:Q2_K')
  await expect(page.getByText('The link names Q2_K, which this model does not have today.')).toBeVisible()
  await dismiss()
  const sha = hub.huggingface.records.get('rbee-demo/tiny-llama')?.sha ?? ''
  await ask(`https://huggingface.co/rbee-demo/tiny-llama/tree/${sha}`)
  await expect(page.getByText(sha, { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Download 4 MB' })).toBeVisible()
  expect(hub.log.map(({ path }) => path)).toContain(`/api/models/rbee-demo/tiny-llama/revision/${sha}`)
  await dismiss()
  await ask('https://civitai.com/models/9000010?modelVersionId=9000011')
  await page.getByRole('button', { name: /^Files/ }).click()
  await expect(page.getByText('tinyCheckpoint_SD15.safetensors')).toBeVisible()
})

test('a reference pasted or typed into the search opens what it names, and is no search', async ({
  page,
}) => {
  const search = page.getByRole('searchbox')
  const wasPasted = await search.evaluate((input) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'hf.co/rbee-demo/tiny-llama')
    return input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  })
  expect(wasPasted).toBe(false)
  await expect(page).toHaveURL(/[?&]id=huggingface%3Arbee-demo%2Ftiny-llama$/)
  await page.goBack()
  await expect(search).toHaveValue('')
  await search.fill('huggingface:rbee-demo/tiny-llama')
  await search.press('Enter')
  await expect(page).toHaveURL(/[?&]id=huggingface%3Arbee-demo%2Ftiny-llama$/)
  await page.goBack()
  await search.fill('hf.co/rbee-demo/tiny-llama-GGUF:Q4_K_M')
  await search.press('Enter')
  await expect(page.getByRole('heading', { name: 'From a link' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Download 2 MB' })).toBeVisible()
})
