import { expect, picture, test } from './shell.ts'
test('x', async ({ shell, page }) => {
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await picture(shell, 'first')
})
