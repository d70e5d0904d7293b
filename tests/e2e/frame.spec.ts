import { AxeBuilder } from '@axe-core/playwright'
import { expect, picture, test } from './shell.ts'

const PAGES = ['Discover', 'Downloads', 'Library', 'This machine', 'Settings']

test('every page opens from the rail, is accessible in both themes, and can be looked at', async ({
  shell,
  page,
}) => {
  for (const name of PAGES) {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      expect(
        violations.map(({ id, nodes }) => `${name}, ${colorScheme}: ${id} at ${nodes[0]?.html}`),
      ).toEqual([])
    }
    await picture(shell, `frame-${name}`.toLowerCase().replaceAll(' ', '-'))
  }
})

test('the rail works by keyboard alone, and back and forward keep the place', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const settings = page.getByRole('link', { name: 'Settings', exact: true }).first()
  for (let presses = 0; presses < 30; presses++) {
    if (await settings.evaluate((link) => link === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Settings')
  await page.goForward()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
})

test('a chosen theme is kept over a reload', async ({ page }) => {
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click()
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('nothing is blocked by the content policy, and nothing comes from elsewhere', async ({ page }) => {
  const complaints: string[] = []
  const hosts = new Set<string>()
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.reload()
  for (const name of PAGES) await page.getByRole('link', { name, exact: true }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(complaints).toEqual([])
  expect([...hosts].filter((host) => host !== '')).toEqual([new URL(page.url()).host])
})
