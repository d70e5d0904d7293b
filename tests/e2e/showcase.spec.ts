/** What somebody sees who installs the app and two workers, with the bundled catalog and no network: for the README. */
import { expect, picture } from './shell.ts'
import { test as demo } from './demo.ts'

const test = demo.extend({ appEnv: ({ workerPath }, use) => use({ PATH: workerPath }) })

test('the bundled catalog alone is worth a look: as cards, found, as a table, as pictures', async ({
  shell,
  page,
}) => {
  await expect(page.getByText(/^[\d,]+ of [\d,]+ models run here with/)).toBeVisible()
  await expect(page.getByRole('article').nth(5)).toBeVisible()
  await picture(shell, 'discover-models')
  await page.getByRole('searchbox').fill('qwen params:<2b license:permissive')
  await expect(page.getByRole('article').first()).toContainText(/qwen/i)
  await picture(shell, 'discover-found')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('radio', { name: 'Table' }).click()
  await expect(page.getByRole('columnheader').first()).toBeVisible()
  await picture(shell, 'discover-table')
  await page.getByRole('radio', { name: 'Cards' }).click()
  await page.getByRole('radio', { name: 'Images' }).click()
  await expect(page.getByRole('article').nth(3)).toBeVisible()
  await picture(shell, 'discover-images')
})
