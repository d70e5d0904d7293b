/** From the very first start with a network that answers nothing: every page works from the bundled catalog. */
import { expect, expectAccessible } from './demo.ts'
import { picture, test } from './shell.ts'

const nobody = 'http://127.0.0.1:9'

test.use({
  firstRun: true,
  appEnv: { HF_HUB_OFFLINE: '', HF_ENDPOINT: nobody, CIVITAI_ENDPOINT: nobody },
})

test('everything but the network is there, and what needs it says so', async ({ shell, page }) => {
  const title = page.getByRole('heading', { level: 1 })
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Look around anyway' }).click()
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Show all models' }).click()
  await expect(page.getByText(/^[\d,]+ of 12,\d+ models would run with/)).toBeVisible()
  await page.getByRole('link', { name: 'Compatibility matrix' }).click()
  await expect(title).toHaveText('Compatibility matrix')
  await expect(page.getByRole('grid').or(page.getByRole('table')).first()).toBeVisible()
  for (const name of ['Downloads', 'Library', 'This machine', 'Settings', 'Discover']) {
    await page.getByRole('link', { name, exact: true }).first().click()
    await expect(title).toHaveText(name)
  }
  await page.getByRole('checkbox', { name: /^Show incompatible/ }).click()
  await page.getByRole('article').first().getByRole('link').first().click()
  await expect(page.getByText(/offline|cannot be reached/i).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expectAccessible(page, 'offline')
  await picture(shell, 'offline')
})
