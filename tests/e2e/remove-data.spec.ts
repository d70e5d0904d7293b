/** Leaving: the app takes all of its own data with it, and leaves the models. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './demo.ts'

test('all data of the app is removed after a question, and models stay', async ({ page, shell, home }) => {
  const model = join(home, 'cache/models/org/model.gguf')
  mkdirSync(join(model, '..'), { recursive: true })
  writeFileSync(model, 'weights')
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click()
  await page.getByRole('link', { name: 'Data', exact: true }).click()
  await page.getByRole('button', { name: 'Remove…' }).click()
  await expect(page.getByRole('dialog')).toContainText('Models stay where they are.')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  expect(existsSync(join(shell.dataDir, 'settings.json'))).toBe(true)
  await page.getByRole('button', { name: 'Remove…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove and quit' }).click()
  const left = () => (existsSync(shell.dataDir) ? readdirSync(shell.dataDir) : [])
  await expect.poll(left, { timeout: 20_000 }).toEqual([])
  expect(existsSync(model)).toBe(true)
})
