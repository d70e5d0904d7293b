/** A model's page: what it says, what moves, and what can be taken from it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, picture, test } from './demo.ts'
import { visit } from './places.ts'

const ready = (page: Page) => expect(page.getByRole('article').first()).toBeVisible({ timeout: 30_000 })
const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('the context moves the memory, and every worker says what it makes of it', async ({ shell, page }) => {
  await ready(page)
  await visit(page, 'id=huggingface:rbee-demo/tiny-llama')
  const memory = section(page, 'Memory')
  await expect(memory.getByText('KV cache 2 MB')).toBeVisible()
  await memory.getByRole('slider', { name: 'Context' }).focus()
  for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowLeft')
  await expect(memory.getByText(/^1K/)).toBeVisible()
  await expect(memory.getByText('KV cache 512 kB')).toBeVisible()
  const workers = section(page, 'With your workers')
  await expect(workers.getByText('Verified')).toBeVisible()
  await expect(workers.getByText('It does not say which pipeline it is.')).toBeVisible()
  await expect(section(page, 'Licence').getByText('Few conditions')).toBeVisible()
  await expect(section(page, 'Chat template').getByText(/for message in messages/)).toBeVisible()
  await picture(shell, 'model-page')
})

test('the context chosen in the settings is where the page starts', async ({ page }) => {
  await ready(page)
  await visit(page, 'page=settings&section=models')
  await page.getByRole('combobox', { name: 'Length of a conversation' }).click()
  await page.getByRole('option', { name: '2K tokens', exact: true }).click()
  await visit(page, 'id=huggingface:rbee-demo/tiny-llama')
  await expect(section(page, 'Memory').getByText(/^2K/)).toBeVisible()
})

test('of several quantisations the recommended one is marked, and one can be taken', async ({
  shell,
  page,
}) => {
  await ready(page)
  await visit(page, 'id=huggingface:rbee-demo/tiny-llama-GGUF')
  const artifacts = section(page, 'What to download')
  const row = artifacts.getByRole('row', { name: /Q8_0.*Recommended/ })
  await expect(row).toBeVisible()
  await expect(artifacts.getByRole('row', { name: /Q4_K_M gguf/ })).toContainText('noticeably worse')
  await picture(shell, 'model-quantisations')
  await row.getByRole('button', { name: /^Get/ }).click()
  await expect(row.getByRole('button', { name: /^Installed/ })).toBeVisible({ timeout: 20_000 })
})

test('quantisations against workers, and every verdict says why', async ({ shell, page }) => {
  await ready(page)
  await visit(page, 'if=llm-worker-rbee-cuda&ifgpu=8192&id=huggingface:rbee-demo/tiny-llama-GGUF')
  const grid = section(page, 'With your workers')
  await expect(grid.getByRole('columnheader', { name: /CUDA.*not installed/ })).toBeVisible()
  await expect(grid.getByRole('row')).toHaveCount(3)
  const cell = grid.getByRole('button', { name: /^Q8_0, .*\(CPU\): Not compatible/ })
  await cell.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByText('Why')).toBeVisible()
  await expectAccessible(page, 'verdicts of workers')
  await picture(shell, 'model-workers')
  await page.keyboard.press('Escape')
  await expect(cell).toBeFocused()
})

test.describe('where a worker is broken', () => {
  test.use({ workers: ['llm-worker-rbee-cpu', 'llm-worker-rbee-cuda'] })

  test('it has its column, and every cell says what stands in the way', async ({ shell, page }) => {
    await ready(page)
    await visit(page, 'id=huggingface:rbee-demo/tiny-llama-GGUF')
    const grid = section(page, 'With your workers')
    await expect(grid.getByRole('columnheader', { name: /CUDA.*Cannot run/i })).toBeVisible()
    await grid.getByRole('button', { name: /^Q8_0, .*\(CUDA\): Not compatible/ }).click()
    await expect(page.getByRole('dialog')).toContainText('NVIDIA')
    await picture(shell, 'model-broken-worker')
  })
})

test('a version says when it came, which file is first and what the scan found', async ({ shell, page }) => {
  await ready(page)
  await visit(page, 'id=civitai:257749')
  const versions = section(page, 'Versions')
  await versions
    .getByRole('button', { name: /^Primary/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toContainText('puts first')
  await page.keyboard.press('Escape')
  await expect(versions.getByRole('row').nth(1)).toContainText(/20\d\d/)
  await versions
    .getByRole('button', { name: /^Scanned, clean/ })
    .first()
    .hover()
  await expect(page.getByRole('dialog')).toContainText('no virus')
  await picture(shell, 'model-versions')
  await visit(page, 'id=civitai:4060')
  await expect(section(page, 'Versions').getByRole('button', { name: /^Found dangerous/ })).toBeVisible()
  await expectAccessible(page, 'versions')
})

test.describe('where no worker is installed', () => {
  test.use({ workers: [] })

  test('every quantisation is there, with why it does not run and the way to a worker', async ({
    shell,
    page,
  }) => {
    await expect(page.getByText('No worker is installed yet')).toBeVisible({ timeout: 30_000 })
    await visit(page, 'id=huggingface:rbee-demo/tiny-llama-GGUF')
    const verdict = section(page, 'Verdict')
    await expect(verdict.getByText('No worker is installed that could run it.')).toBeVisible()
    for (const name of [/Q4_K_M gguf/, /Q8_0 gguf/]) {
      const row = page.getByRole('row', { name })
      await expect(row).toContainText('Not compatible')
      await expect(row.getByRole('button', { name: /^Get anyway/ })).toBeVisible()
    }
    await expect(section(page, 'Memory')).toBeVisible()
    await picture(shell, 'model-no-worker')
    await expectAccessible(page, 'model without a worker')
    await verdict.getByRole('link', { name: 'Get a worker' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'This machine' })).toBeVisible()
  })
})

test('what is installed says how it is started, and what one could ask', async ({ shell, page }) => {
  await ready(page)
  await visit(page, 'id=huggingface:rbee-demo/tiny-llama')
  const usage = section(page, 'Use it')
  await expect(usage.getByText('Once it is installed')).toBeVisible()
  await usage.getByRole('button', { name: 'Copy What is 84 * 3 / 2?' }).click()
  await expect(usage.getByRole('button', { name: 'Copied' })).toBeVisible()
  await page.getByRole('button', { name: 'Get · ' }).first().click()
  await expect(usage.getByText(/llm-worker-rbee-cpu --worker-id .* --model .*tiny-llama/)).toBeVisible({
    timeout: 30_000,
  })
  await usage.scrollIntoViewIfNeeded()
  await picture(shell, 'model-usage')
  await expectAccessible(page, 'usage')
})

test('trigger words are copied, one or all', async ({ page }) => {
  await ready(page)
  await visit(page, 'id=civitai:9000020')
  await expect(
    section(page, 'Licence').getByText('You may sell pictures that you make with it.'),
  ).toBeVisible()
  await expect(section(page, 'Notes on this version').getByText('The first version.')).toBeVisible()
  const words = section(page, 'Trigger words')
  await words.getByRole('button', { name: /tinystyle/ }).click()
  await expect(words.getByRole('button', { name: 'Copied' }).first()).toBeVisible()
})

test('words, pictures and notes are those of one version, which the address keeps', async ({
  shell,
  page,
}) => {
  await ready(page)
  await visit(page, 'id=civitai:350450')
  const choice = page.getByRole('combobox', { name: 'Version', exact: true })
  await choice.click()
  await page.getByRole('option', { name: '4 Steps' }).click()
  await expect(page).toHaveURL(/version=\d+/)
  await expect(section(page, 'Of this version').getByText(/downloads · [\d,]+ likes/)).toBeVisible()
  await page.reload()
  await expect(choice).toHaveText('4 Steps')
  await choice.scrollIntoViewIfNeeded()
  await picture(shell, 'model-version')
  await expectAccessible(page, 'one version')
})

test('the licence leads to its text, all tags can be seen', async ({ page }) => {
  await ready(page)
  await visit(page, 'id=huggingface:rbee-demo/tiny-llama')
  await page.context().route('https://huggingface.co/**', (route) => route.fulfill({ body: 'terms' }))
  const opened = page.waitForEvent('popup')
  await section(page, 'Licence').getByRole('button', { name: 'Read the terms on HuggingFace' }).click()
  await (await opened).waitForURL('https://huggingface.co/rbee-demo/tiny-llama')
  await expect(section(page, 'Facts').getByText('1M in F32')).toBeVisible()
  await visit(page, 'id=huggingface:ggml-org/gemma-3-12b-it-GGUF')
  const tags = page.getByRole('list', { name: 'Tags' }).getByRole('listitem')
  await expect(tags).toHaveCount(24)
  await page.getByRole('button', { name: 'Show all 36 tags' }).click()
  await expect(tags).toHaveCount(36)
})

test.describe('pictures', () => {
  test.beforeEach(({ home }) => {
    const settings = { firstRun: { done: true }, content: { mature: 'blur' } }
    writeFileSync(join(home, 'data/settings.json'), JSON.stringify(settings))
  })

  test('open large, turn by key, keep the focus, and stay blurred until asked', async ({ shell, page }) => {
    await page.reload()
    await ready(page)
    await visit(page, 'id=civitai:9000010')
    const first = page.getByRole('button', { name: 'Open picture 1 of 2' })
    await first.focus()
    await page.keyboard.press('Enter')
    const large = page.getByRole('dialog')
    await expect(large.getByText('1 of 2')).toBeVisible()
    await expect(large.getByRole('img')).toBeVisible()
    await expectAccessible(page, 'picture')
    await picture(shell, 'picture')
    await page.keyboard.press('ArrowRight')
    await expect(large.getByText('2 of 2')).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(large.getByText('2 of 2')).toBeVisible()
    await expect(large.getByRole('img')).toHaveClass(/blur/)
    await large.getByRole('button', { name: /^Show picture/ }).press('Enter')
    await expect(large.getByRole('img')).not.toHaveClass(/blur/)
    await page.keyboard.press('Escape')
    await expect(large).toBeHidden()
    await expect(page.getByRole('button', { name: 'Open picture 2 of 2' })).toBeFocused()
  })
})

test('what the content level hides is not there', async ({ page }) => {
  await ready(page)
  await visit(page, 'id=civitai:9000010')
  await expect(page.getByRole('button', { name: 'Open picture 1 of 1' })).toBeVisible()
})
