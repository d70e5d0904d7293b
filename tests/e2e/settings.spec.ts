import { expect, test } from './demo.ts'

test.beforeEach(async ({ page }) => {
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click()
})

test('the language changes at once and is kept', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Language' }).click()
  await page.getByRole('option', { name: 'Nederlands' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Instellingen')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Instellingen')
})

test('an address that is none is not kept, and says what it should be', async ({ page }) => {
  await page.getByRole('link', { name: 'Network', exact: true }).click()
  const field = page.getByLabel('CivitAI')
  await field.fill('civitai')
  await field.press('Enter')
  await expect(page.getByRole('alert')).toContainText('https://')
  await field.fill('https://mirror.example/')
  await field.press('Enter')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.reload()
  await expect(page.getByLabel('CivitAI')).toHaveValue('https://mirror.example')
})

test('a token goes in, is checked with the hub, and can be taken away; it is shown nowhere', async ({
  page,
}) => {
  await page.getByRole('link', { name: 'Accounts', exact: true }).click()
  await page.getByRole('button', { name: 'Add token: HuggingFace' }).click()
  await page.getByLabel('Token', { exact: true }).fill('hf_demo')
  await page.getByRole('button', { name: 'Save and check' }).click()
  await expect(page.getByText('Signed in as demo')).toBeVisible()
  expect(await page.content()).not.toContain('hf_demo')
  await page.getByRole('button', { name: 'Remove: HuggingFace' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('No token')).toHaveCount(2)
})

test('a model folder is added, looked into, and taken off the list with a way back', async ({
  page,
  home,
}) => {
  await page.getByRole('link', { name: 'Folders', exact: true }).click()
  await page.getByRole('button', { name: 'Add folder' }).click()
  await page.getByLabel('Folder', { exact: true }).fill(`${home}/more models`)
  await page.getByRole('dialog').getByRole('button', { name: 'Add folder' }).click()
  await expect(page.getByText(`${home}/more models`)).toBeVisible()
  await page.getByRole('button', { name: `Put new models here: ${home}/more models` }).click()
  await expect(page.getByRole('button', { name: /^Put new models here: .*cache/ })).toBeVisible()
  await page.getByRole('button', { name: `Take ${home}/more models off the list` }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: `Take ${home}/more models off the list` })).toBeVisible()
})

test('About lists what the app is made of, with the text of each licence', async ({ page }) => {
  await page.getByRole('link', { name: 'About', exact: true }).click()
  const licences = page.getByRole('region', { name: 'Made with' })
  const parts = licences.getByRole('group')
  await expect(parts.first()).toContainText('electron')
  expect(await parts.count()).toBeGreaterThan(100)
  for (const [name, text] of [
    ['electron', 'LICENSES.chromium.html'],
    ['lazy-val', 'Permission is hereby granted'],
  ] as const) {
    const part = parts.filter({ hasText: new RegExp(`^${name} \\d`) })
    await part.locator('summary').click()
    await expect(part.getByLabel(name, { exact: true })).toContainText(text)
  }
})
