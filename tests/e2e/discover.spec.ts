import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, picture, test } from './demo.ts'

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const headline = (page: Page) => page.getByText(/models run here with/)

test.beforeEach(async ({ page }) => {
  await expect(card(page, 'tiny-llama')).toBeVisible({ timeout: 30_000 })
})

test('only what runs is shown, and the search and filters find it', async ({ page }) => {
  await expect(headline(page)).toHaveText(
    /^\d+ of [\d,]+ models run here with LLM worker \(CPU\) and SD worker \(CPU\)\.$/,
  )
  await expectAccessible(page, 'discover')
  await page.getByRole('searchbox').fill('author:rbee-demo mistral')
  await expect(page.getByRole('article')).toHaveCount(1)
  await expect(card(page, 'tiny-mistral-in-two-parts')).toBeVisible()
  await expect(page).toHaveURL(/q=author/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('author:rbee-demo mistral')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('checkbox', { name: /^LLM worker \(CPU\)/ }).click()
  await expect(card(page, 'tiny-diffusion-xl')).toBeHidden()
  await expect(card(page, 'tiny-llama')).toBeVisible()
  const most = page.getByLabel('Parameters: To')
  await most.fill('1 million')
  await expect(most).toHaveAttribute('aria-invalid', 'true')
  await most.fill('2m')
  await most.press('Enter')
  await expect(page).toHaveURL(/parameters=\.\.2000000/)
  await expect(page.getByRole('button', { name: /Parameters: up to 2M/ })).toBeVisible()
  await page.getByRole('radio', { name: 'Table' }).click()
  await expect(page.getByRole('columnheader').first()).toBeVisible()
  await expectAccessible(page, 'table')
})

test('an incompatible model says why, and what to do instead', async ({ shell, page }) => {
  await page.getByRole('checkbox', { name: /^Show incompatible/ }).click()
  await page.getByRole('searchbox').fill('DiscoLM-120b-GPTQ')
  const article = page.getByRole('article').first()
  await expect(article.getByRole('button', { name: /^Not compatible: why/ })).toBeVisible()
  await expect(article.getByRole('button', { name: /^Get anyway/ })).toBeVisible()
  await article.getByRole('link').first().click()
  await expect(page.getByText(/quantised|quantized/i).first()).toBeVisible()
  await expectAccessible(page, 'incompatible')
  await picture(shell, 'model-incompatible')
})

test('a badge says why on hover, and no longer when its model is out of sight', async ({ page }) => {
  await page.getByRole('button', { name: /why, for tiny-llama$/ }).hover()
  const why = page.getByText('A llama model in safetensors: tested with the LLM worker.')
  await expect(why).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('mistral')
  await expect(why).toBeHidden()
})

test('what would run with other workers can be looked at, and left again', async ({ shell, page }) => {
  await page.getByRole('combobox', { name: 'Compatible with' }).click()
  await page.getByRole('option', { name: 'What if I had …' }).click()
  const form = page.getByRole('dialog', { name: 'What if I had …' })
  await form.getByRole('checkbox', { name: 'CUDA', exact: true }).first().click()
  await form.getByRole('button', { name: 'Show models' }).click()
  await expect(page.getByText(/^You are looking at what would run with/)).toBeVisible()
  await picture(shell, 'what-if')
  await page.getByRole('button', { name: 'Back to this machine' }).click()
  await expect(headline(page)).toBeVisible()
})

test('a model behind terms names the page to accept them on', async ({ shell, page }) => {
  await page.getByRole('searchbox').fill('behind-terms')
  await card(page, 'tiny-gemma-behind-terms').getByRole('link').first().click()
  await expect(page.getByText(/accept/i).first()).toBeVisible()
  await expectAccessible(page, 'gated')
  await picture(shell, 'model-gated')
})

test('a worker that is removed takes its models with it, within two seconds', async ({
  shell,
  page,
  home,
}) => {
  await expect(card(page, 'tiny-diffusion-xl')).toBeVisible()
  rmSync(join(home, 'bin/sd-worker-rbee-cpu'))
  await expect(card(page, 'tiny-diffusion-xl')).toBeHidden({ timeout: 2_000 })
  await expect(page.getByText(/models run here with LLM worker \(CPU\)\.$/)).toBeVisible()
  await expectAccessible(page, 'worker removed')
  await picture(shell, 'worker-removed')
  await expect(card(page, 'tiny-llama')).toBeVisible()
})

test('the main job works by keyboard alone: search, open, get', async ({ page }) => {
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('tiny-qwen2-instruct')
  await expect(page.getByRole('article')).toHaveCount(1)
  const tabTo = async (target: Locator): Promise<void> => {
    for (let presses = 0; presses < 80; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
  }
  const link = card(page, 'tiny-qwen2-instruct').getByRole('link')
  await tabTo(link)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'tiny-qwen2-instruct' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(link).toBeFocused()
  await tabTo(card(page, 'tiny-qwen2-instruct').getByRole('button', { name: /^Get/ }))
  await page.keyboard.press('Enter')
  await expect(card(page, 'tiny-qwen2-instruct').getByText('Installed')).toBeVisible({ timeout: 30_000 })
})
