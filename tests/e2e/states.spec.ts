/** What opens over a page: reached by keyboard, without fault in either theme, and closed with Escape, which leads back to where it was opened. */
import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, test } from './demo.ts'
import { visit } from './places.ts'

const name = 'tiny-llama'

const dialog = (page: Page, title: string | RegExp): Locator => page.getByRole('dialog', { name: title })
const button = (page: Page, label: string | RegExp): Locator =>
  page.getByRole('button', { name: label }).first()

interface State {
  readonly what: string
  readonly opener: Locator
  readonly opened: Locator
  /** What is pressed on the opener. */
  readonly keys?: readonly string[]
  /** What is typed into it. */
  readonly typed?: string
  readonly menu?: boolean
}

async function expectComesAndGoes(
  page: Page,
  { what, opener, opened, keys = ['Enter'], typed = '', menu = false }: State,
): Promise<void> {
  await test.step(what, async () => {
    await opener.focus()
    for (const key of keys) {
      await page.keyboard.press(key)
      await page.waitForTimeout(100) // nobody presses the next one in the same moment
    }
    await expect(opened).toBeVisible()
    await page.keyboard.type(typed)
    await expectAccessible(page, what, { menu })
    await page.keyboard.press('Escape')
    await expect(opened, `${what}: closed`).toBeHidden()
    await expect(opener, `${what}: the focus is back`).toBeFocused()
  })
}

async function expectAll(page: Page, states: readonly State[]): Promise<void> {
  for (const state of states) await expectComesAndGoes(page, state)
}

const palette = (page: Page): State => ({
  what: 'palette',
  opener: page.getByRole('searchbox'),
  opened: dialog(page, 'Find anything'),
  keys: ['Control+k'],
  typed: 'llama',
})

const searchHelp = (page: Page): State => ({
  what: 'search help',
  opener: button(page, 'How to search'),
  opened: dialog(page, 'How to search'),
})

const whatIf = (page: Page): State => ({
  what: 'what-if form',
  opener: page.getByRole('combobox', { name: 'Compatible with' }),
  opened: dialog(page, 'What if I had …'),
  keys: ['Enter', 'End', 'Enter'],
})

const verdict = (page: Page): State => ({
  what: 'verdict',
  opener: button(page, /why, for tiny-llama$/),
  opened: dialog(page, /^(Verified|Should work)$/),
})

const rowMenu = (page: Page): State => ({
  what: 'row menu',
  opener: button(page, `Actions for ${name}`),
  opened: page.getByRole('menu'),
  menu: true,
})

const importForm = (page: Page): State => ({
  what: 'import',
  opener: button(page, 'Import files'),
  opened: dialog(page, 'Import a model'),
})

const token = (page: Page): State => ({
  what: 'token',
  opener: button(page, 'Add token: HuggingFace'),
  opened: dialog(page, 'Token for HuggingFace'),
})

const addFolder = (page: Page): State => ({
  what: 'add folder',
  opener: button(page, 'Add folder'),
  opened: dialog(page, 'Add folder'),
})

const select = (page: Page, label: string): State => ({
  what: `select ${label}`,
  opener: page.getByRole('combobox', { name: label }),
  opened: page.getByRole('listbox'),
  menu: true,
})

const planOf = (page: Page): State => ({
  what: 'plan of what cannot run',
  opener: button(page, /^Get anyway/),
  opened: dialog(page, /^Get .*\?$/),
})

async function install(page: Page): Promise<void> {
  const card = page.getByRole('article', { name, exact: true })
  await card.getByRole('button', { name: /^Get/ }).click({ timeout: 30_000 })
  await expect(card.getByText('Installed')).toBeVisible({ timeout: 30_000 })
}

const incompatible = 'incompatible=1&q=DiscoLM-120b-GPTQ'

test('each comes and goes on a wide window', async ({ page }) => {
  test.setTimeout(240_000)
  await install(page)
  await expectAll(page, [
    palette(page),
    verdict(page),
    searchHelp(page),
    { what: 'catalog', opener: button(page, 'Catalog'), opened: dialog(page, 'Catalog') },
    whatIf(page),
    select(page, 'Sort by'),
  ])
  await visit(page, incompatible)
  await expectAll(page, [planOf(page)])

  await visit(page, 'page=library')
  await expectAll(page, [importForm(page), rowMenu(page)])
  await test.step('toast', async () => {
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Verify every byte' }).press('Enter')
    const toast = page.getByRole('dialog', { name: `${name} is whole` })
    await expect(toast).toBeVisible()
    await page.keyboard.press('F6')
    await expectAccessible(page, 'toast')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    await expect(toast).toBeHidden()
    await expect(rowMenu(page).opener).toBeFocused()
  })

  await visit(page, 'page=settings&section=accounts')
  await expectAll(page, [token(page)])
  await visit(page, 'page=settings&section=folders')
  await expectAll(page, [addFolder(page)])
  await visit(page, 'page=settings&section=models')
  await expectAll(page, [select(page, 'Length of a conversation')])

  await test.step('a model chosen in the palette', async () => {
    await page.keyboard.press('Control+k')
    await expect(palette(page).opened).toBeVisible()
    await page.keyboard.type('tiny-qwen2-instruct')
    await expect(page.getByRole('option', { name: /^tiny-qwen2-instruct/ })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'tiny-qwen2-instruct' })).toBeVisible()
  })
})

test('each comes and goes on a narrow window', async ({ page }) => {
  test.setTimeout(240_000)
  await page.setViewportSize({ width: 400, height: 800 })
  await install(page)
  await expectAll(page, [
    { what: 'filters', opener: button(page, 'Filters'), opened: dialog(page, 'Filters') },
    palette(page),
    verdict(page),
    searchHelp(page),
    whatIf(page),
  ])
  await visit(page, incompatible)
  await expectAll(page, [planOf(page)])
  await visit(page, 'page=library')
  await expectAll(page, [importForm(page), rowMenu(page)])
  await visit(page, 'page=settings&section=accounts')
  await expectAll(page, [token(page)])
})
