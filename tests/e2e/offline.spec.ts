/** From the first start without any network: every page works from the bundled catalog. */
import { expect, expectAccessible } from './demo.ts'
import { picture, test } from './shell.ts'

test('everything but the network is there, and what needs it says so', async ({ shell, page }) => {
  await expect(page.getByText(/models/).first()).toBeVisible()
  for (const name of ['Downloads', 'Library', 'This machine', 'Settings', 'Discover']) {
    await page.getByRole('link', { name, exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  }
  await page.getByRole('checkbox', { name: /^Show incompatible/ }).click()
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole('article').first().getByRole('link').first().click()
  await expect(page.getByText(/offline|cannot be reached/i).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expectAccessible(page, 'offline')
  await picture(shell, 'offline')
})
