/** The app on the desktop while it downloads, with a real download from the loopback hub. */
import type { ElectronApplication, Page } from '@playwright/test'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './demo.ts'

interface Recorded {
  readonly what: string
  readonly args: readonly unknown[]
}

interface StandIn {
  readonly standInRecord: Recorded[]
}

const MODEL = 'huggingface:rbee-demo/tiny-llama-GGUF'
let lastCall = 10_000

async function call(page: Page, name: string, input: unknown): Promise<{ ok: boolean; value: unknown }> {
  lastCall += 1
  return page.evaluate(
    async ([id, wanted, given]) => {
      const bridge = Reflect.get(window, 'rbee') as {
        call(id: number, name: string, input: unknown): Promise<{ ok: boolean; value: unknown }>
      }
      return bridge.call(id, wanted, given)
    },
    [lastCall, name, input] as const,
  )
}

const told = (electron: ElectronApplication, what: string): Promise<readonly unknown[]> =>
  electron.evaluate(
    (_, wanted) =>
      (globalThis as unknown as StandIn).standInRecord
        .filter((one) => one.what === wanted)
        .map((one) => one.args[0]),
    what,
  )

/** The tray as it is now. */
const trayOf = (electron: ElectronApplication): Promise<{ text: string; entries: string[] } | null> =>
  electron.evaluate(({ Tray }) => {
    const [tray] = (
      Tray as unknown as { open: Set<{ tooltip: string; menu: { items: { label: string }[] } }> }
    ).open
    return tray ? { text: tray.tooltip, entries: tray.menu.items.map(({ label }) => label) } : null
  })

const clickTray = (electron: ElectronApplication, label: string): Promise<void> =>
  electron.evaluate(({ Tray }, wanted) => {
    const [tray] = (Tray as unknown as { open: Set<{ menu: { items: { label: string; click(): void }[] } }> })
      .open
    tray?.menu.items.find((item) => item.label === wanted)?.click()
  }, label)

const isVisible = (electron: ElectronApplication): Promise<boolean | undefined> =>
  electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())

async function startDownload(page: Page): Promise<string> {
  let started: { ok: boolean; value: unknown } = { ok: false, value: null }
  await expect(async () => {
    const details = await call(page, 'catalog.details', { id: MODEL })
    const { model } = details.value as { model: { artifacts: { id: string }[] } }
    const artifactId = model.artifacts[0]?.id ?? ''
    started = await call(page, 'downloads.start', { modelId: MODEL, artifactId, workerId: null })
    expect(started.ok).toBe(true)
  }).toPass({ timeout: 20_000 })
  return (started.value as { id: string }).id
}

function electronOf({ electron }: { electron: ElectronApplication | null }): ElectronApplication {
  if (electron === null) throw new Error('this spec runs on Electron only')
  return electron
}

test('task bar, badge, tray, staying awake and the news follow a download to its end', async ({
  shell,
  page,
  hub,
}) => {
  const electron = electronOf(shell)
  hub.store.tamper = () => ({ kind: 'drip', bytesPerSecond: 1_000_000 })
  expect(await trayOf(electron)).toBeNull()
  await startDownload(page)
  await expect.poll(() => told(electron, 'powerSaveBlocker.start')).toEqual(['prevent-app-suspension'])
  await expect
    .poll(async () =>
      (await told(electron, 'window.setProgressBar')).some((part) => Number(part) > 0 && Number(part) < 1),
    )
    .toBe(true)
  expect(await told(electron, 'app.setBadgeCount')).toContain(1)
  await expect
    .poll(async () => (await trayOf(electron))?.text)
    .toMatch(/^rbee Marketplace: 1 download, \d+ %$/)

  await clickTray(electron, 'Pause all downloads')
  await expect.poll(async () => (await told(electron, 'powerSaveBlocker.stop')).length).toBe(1)
  await expect.poll(async () => (await told(electron, 'app.setBadgeCount')).at(-1)).toBe(0)
  await expect.poll(async () => (await trayOf(electron))?.entries).toContain('Resume all downloads')
  await clickTray(electron, 'Resume all downloads')
  await expect.poll(async () => (await told(electron, 'powerSaveBlocker.start')).length).toBe(2)

  hub.store.tamper = () => null
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  await electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false
  })
  await expect
    .poll(() => told(electron, 'Notification'), { timeout: 30_000 })
    .toEqual([
      {
        title: 'Ready to run',
        body: 'tiny-llama-GGUF',
        actions: [{ type: 'button', text: 'Show' }],
      },
    ])
  expect((await told(electron, 'window.setProgressBar')).at(-1)).toBe(-1)
  await expect.poll(async () => (await told(electron, 'powerSaveBlocker.stop')).length).toBe(2)
  await expect.poll(() => trayOf(electron)).toBeNull()
  await electron.evaluate(({ Notification }) => {
    const [first] = (Notification as unknown as { shown: { emit(name: string): void }[] }).shown
    first?.emit('action')
  })
  expect(
    await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()),
  ).toBe(false)
})

test('what failed is told, and a click leads to the downloads', async ({ shell, page, hub }) => {
  const electron = electronOf(shell)
  await electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false
  })
  hub.faults.add({ path: '/resolve/', effect: { kind: 'status', status: 404 } })
  await startDownload(page)
  await expect
    .poll(() => told(electron, 'Notification'), { timeout: 20_000 })
    .toEqual([
      {
        title: 'Download stopped',
        body: 'tiny-llama-GGUF',
        actions: [{ type: 'button', text: 'Try again' }],
      },
    ])
  await electron.evaluate(({ Notification }) => {
    const [first] = (Notification as unknown as { shown: { emit(name: string): void }[] }).shown
    first?.emit('click')
  })
  await expect(page).toHaveURL(/page=downloads/)
  await expect(page.getByRole('article', { name: 'tiny-llama' })).toContainText('Not there any more')
})

test('closing the window while something downloads is asked about once, and the app goes on in the tray', async ({
  shell,
  page,
  hub,
}) => {
  const electron = electronOf(shell)
  hub.store.tamper = () => ({ kind: 'drip', bytesPerSecond: 100_000 })
  await electron.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = async (options: unknown) => {
      asked.push(options)
      return { response: 0, checkboxChecked: true }
    }
  })
  await startDownload(page)
  await expect.poll(async () => (await trayOf(electron))?.text ?? '').toContain('1 download')
  const close = () =>
    electron.evaluate(
      ({ BrowserWindow }) => void (BrowserWindow.getAllWindows()[0]?.close() as unknown as Promise<boolean>),
    )
  await close()
  await expect.poll(() => isVisible(electron)).toBe(false)
  await clickTray(electron, 'Show rbee Marketplace')
  await expect.poll(() => isVisible(electron)).toBe(true)
  await close()
  await expect.poll(() => isVisible(electron)).toBe(false)
  const asked = await electron.evaluate(
    () => (globalThis as unknown as { asked: { message: string }[] }).asked,
  )
  expect(asked.map(({ message }) => message)).toEqual(['Models are still downloading'])
  const kept = JSON.parse(readFileSync(join(shell.dataDir, 'settings.json'), 'utf8')) as { desktop: object }
  expect(kept.desktop).toMatchObject({ closeWhileDownloading: 'tray' })
  expect((await call(page, 'downloads.get', undefined)).value).toMatchObject({
    items: [{ status: { kind: 'running' } }],
  })
  await electron.evaluate(({ app }) => void app.emit('second-instance', {}, [], '/'))
  await expect.poll(() => isVisible(electron)).toBe(true)
})

test('after a sleep the machine is looked at again; what waits then goes on is tested with the core', async ({
  shell,
  page,
}) => {
  const revision = async () =>
    ((await call(page, 'hardware.get', undefined)).value as { revision: number }).revision
  const isQuiet = async () => {
    const before = await revision()
    await page.waitForTimeout(500)
    return (await revision()) === before
  }
  await expect.poll(isQuiet).toBe(true)
  const before = await revision()
  await electronOf(shell).evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  await expect.poll(revision).toBeGreaterThan(before)
})

test.describe('in Dutch', () => {
  test.use({ appArgs: ['--languages=nl-NL,en'] })
  test('tray and menu speak it, and change with the setting', async ({ shell, page, hub }) => {
    const electron = electronOf(shell)
    const menu = () =>
      electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label))
    expect(await menu()).toEqual(['Bestand', 'Bewerken', 'Beeld', 'Venster', 'Help'])
    hub.store.tamper = () => ({ kind: 'drip', bytesPerSecond: 50_000 })
    await startDownload(page)
    await expect
      .poll(async () => (await trayOf(electron))?.entries)
      .toEqual(['rbee Marketplace tonen', 'Alle downloads pauzeren', 'Afsluiten'])
    await call(page, 'settings.change', { appearance: { language: 'en' } })
    await expect.poll(menu).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
    await expect.poll(async () => (await trayOf(electron))?.entries).toContain('Pause all downloads')
  })
})

test.describe('started with the system', () => {
  test.use({ appArgs: ['--packaged', '--quietly'] })
  test('it stays in the tray until it is asked for; whether it starts is a setting', async ({
    shell,
    page,
    home,
  }) => {
    const electron = electronOf(shell)
    expect(await isVisible(electron)).toBe(false)
    expect((await trayOf(electron))?.text).toBe('rbee Marketplace')
    await clickTray(electron, 'Show rbee Marketplace')
    expect(await isVisible(electron)).toBe(true)
    const file = join(home, '.config/autostart/dev.rbee.marketplace.desktop')
    expect(existsSync(file)).toBe(false)
    await call(page, 'settings.change', { desktop: { launchAtLogin: true } })
    await expect.poll(() => existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toMatch(/^Exec=".+" --quietly$/m)
    await call(page, 'settings.change', { desktop: { launchAtLogin: false } })
    await expect.poll(() => existsSync(file)).toBe(false)
  })
})
