/** Electron's own security checklist, as far as a running app shows it. SECURITY.md says which test stands for what. */
import type { ElectronApplication } from '@playwright/test'
import { CONTENT_SECURITY_POLICY } from '#contract/csp'
import { PLACES } from './places.ts'
import { expect, test, type Shell } from './shell.ts'

function electronOf({ electron }: Shell): ElectronApplication {
  if (electron === null) throw new Error('this spec runs on Electron only')
  return electron
}

const PAGES = PLACES.map(([, query]) => `?${query}`)

test('every window has the preferences that the checklist asks for', async ({ shell, page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const all = await electronOf(shell).evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) =>
        (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
      ),
  )
  expect(all).toHaveLength(1)
  for (const preferences of all) {
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    })
    expect(preferences['webSecurity']).not.toBe(false)
    for (const name of [
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
    ])
      expect([name, preferences[name] ?? false]).toEqual([name, false])
  }
})

test('every page comes from our own scheme, with the policy', async ({ shell, page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const [url] = await electronOf(shell).evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  )
  expect(url).toMatch(/^app:\/\/rbee\//)
  for (const place of PAGES) {
    const response = await page.goto(new URL(`/${place}`, page.url()).href)
    expect(response?.headers()['content-security-policy']).toBe(CONTENT_SECURITY_POLICY)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('no script that is not ours runs in a page, however it gets there', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.evaluate(() => {
    const holder = document.createElement('div')
    holder.innerHTML =
      '<img src="/nothing" onerror="window.ran = 1"><a id="link" href="javascript:window.ran=1">x</a>'
    document.body.append(holder)
    const script = document.createElement('script')
    script.textContent = 'window.ran = 1'
    document.body.append(script)
    document.querySelector<HTMLElement>('#link')?.click()
  })
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
  expect(
    await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'went out',
        () => 'stopped',
      ),
    ),
  ).toBe('stopped')
})

test('no page is embedded: a webview is refused before it is attached', async ({ shell, page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const prevented = await electronOf(shell).evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    let kept = false
    contents?.emit('will-attach-webview', { preventDefault: () => void (kept = true) }, {}, {})
    return kept
  })
  expect(prevented).toBe(true)
})
