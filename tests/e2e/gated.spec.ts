/** A model behind terms: what is missing is said before, during and after, each time with the way on. */
import { expect, expectAccessible, picture, test } from './demo.ts'
import { visit } from './places.ts'

const name = 'tiny-gemma-behind-terms'

test('from the first click to installed: terms, token, once more', async ({ shell, page }) => {
  const card = page.getByRole('article', { name, exact: true })
  await expect(card).toBeVisible({ timeout: 30_000 })
  await card.getByRole('button', { name: /^Get/ }).click()
  const plan = page.getByRole('dialog', { name: `Get ${name}?` })
  await expect(
    plan.getByText('Its author grants access to each person. Ask on its page first.'),
  ).toBeVisible()
  await expect(plan.getByText('Add a token in Settings, so that the hub knows who you are.')).toBeVisible()
  await expectAccessible(page, 'plan')
  await picture(shell, 'gated-1-plan')
  await plan.getByRole('button', { name: /^Download/ }).click()

  await expect(card.getByRole('button', { name: `Needs token: ${name}` })).toBeVisible({ timeout: 20_000 })
  await card.getByRole('button', { name: `Needs token: ${name}` }).click()
  const row = page.getByRole('article', { name })
  await expect(row.getByRole('alert')).toBeVisible()
  await expectAccessible(page, 'needs token')
  await picture(shell, 'gated-2-needs-token')

  await visit(page, 'page=settings&section=accounts')
  await page.getByRole('button', { name: 'Add token: HuggingFace' }).click()
  await page.getByLabel('Token', { exact: true }).fill('hf_demo')
  await page.getByRole('button', { name: 'Save and check' }).click()
  await expect(page.getByText('Signed in as demo')).toBeVisible()
  await picture(shell, 'gated-3-token')

  await visit(page, 'page=downloads')
  await row.getByRole('button', { name: `Try again: ${name}` }).click()
  await expect(row).toContainText('Installed', { timeout: 20_000 })
  await picture(shell, 'gated-4-installed')
})
