import type { Page } from '@playwright/test'
import { expect, expectAccessible, picture, test } from './demo.ts'

test('the matrix follows the filter, works by keyboard, and is written as a file', async ({
  shell,
  page,
}) => {
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 20_000 })
  await page.getByRole('link', { name: 'Compatibility matrix' }).click()
  const grid = page.getByRole('grid', { name: 'Models and workers' })
  await expect(grid.getByRole('gridcell', { name: /tiny-llama, LLM worker \(CPU\): Verified/ })).toBeVisible()
  await expectAccessible(page, 'matrix')
  await picture(shell, 'matrix')

  await grid
    .getByRole('link', { name: /^tiny-llama/ })
    .first()
    .focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('gridcell', { name: /LLM worker \(CPU\)/ }).first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(page.getByRole('status').filter({ hasText: 'SD worker (CPU)' }).last()).toBeVisible()

  const text = await exported(page, 'Table (CSV)')
  expect(text.split('\r\n')[0]).toContain('id,model,author,source,LLM worker (CPU),SD worker (CPU)')
  expect(text).toContain(
    'huggingface:rbee-demo/tiny-llama,tiny-llama,rbee-demo,HuggingFace,Verified,Not compatible',
  )
  const data = JSON.parse(await exported(page, 'Data (JSON)')) as { id: string }[]
  expect(data.map(({ id }) => id)).toContain('huggingface:rbee-demo/tiny-llama')
  expect(await exported(page, 'Picture (PNG)')).toContain('PNG')
})

/** What a file would hold, taken before it leaves the page: where it goes is the shell's matter. */
async function exported(page: Page, format: string): Promise<string> {
  const content = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        URL.createObjectURL = (blob) => {
          void (blob as Blob).text().then(resolve)
          return '#'
        }
      }),
  )
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: format }).click()
  return content
}
