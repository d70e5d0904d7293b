import type { ElectronApplication } from '@playwright/test'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Shell } from './shell.ts'

interface Recorded {
  readonly what: string
  readonly args: readonly unknown[]
}

function electronOf(shell: Shell): ElectronApplication {
  if (shell.electron === null) throw new Error('this spec runs on Electron only')
  return shell.electron
}

/** Replaces the one function that would leave the app, and answers what it was asked. */
async function recordOpened(electron: ElectronApplication): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url: string) => void opened.push(url)
  })
  return () => electron.evaluate(() => (globalThis as { opened?: string[] }).opened ?? [])
}

test('the page is sandboxed: it sees the bridge and nothing else of Electron or Node', async ({ page }) => {
  const seen = await page.evaluate(() => ({
    bridge: Object.keys(Reflect.get(window, 'rbee') as object),
    frozen: Object.isFrozen(Reflect.get(window, 'rbee')),
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    secure: isSecureContext,
  }))
  expect(seen).toEqual({
    bridge: ['call', 'cancel', 'on'],
    frozen: true,
    require: 'undefined',
    process: 'undefined',
    secure: true,
  })
})

test('links to https leave through the system browser, anything else goes nowhere', async ({
  shell,
  page,
}) => {
  const opened = await recordOpened(electronOf(shell))
  for (const href of [
    'https://rbee.dev/',
    'http://rbee.dev/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'rbee://x',
  ])
    await page.evaluate((url) => void window.open(url), href)
  await expect.poll(opened).toEqual(['https://rbee.dev/'])
  expect(electronOf(shell).windows()).toHaveLength(1)
})

test('the page cannot navigate away', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const before = page.url()
  await page.evaluate(() => void (location.href = 'https://example.org/'))
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('every permission is denied but copying plain text', async ({ shell }) => {
  const granted = await electronOf(shell).evaluate(({ session }) => {
    const own = session.defaultSession as unknown as {
      permissionRequest?: (contents: object, permission: string, decide: (granted: boolean) => void) => void
    }
    return [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'hid',
      'clipboard-sanitized-write',
    ].map((permission) => {
      let answer: boolean | null = null
      own.permissionRequest?.({}, permission, (decision) => (answer = decision))
      return answer
    })
  })
  expect(granted).toEqual([false, false, false, false, false, true])
})

test('a second start brings the first window to the front', async ({ shell }) => {
  const electron = electronOf(shell)
  await electron.evaluate(({ app }) => void app.emit('second-instance', {}, [], '/'))
  const record = await electron.evaluate(
    () => (globalThis as { standInRecord?: Recorded[] }).standInRecord ?? [],
  )
  expect(record.map(({ what }) => what)).toContain('window.focus')
})

test('the window comes back where it was left, and what went wrong is in the log', async ({
  shell,
  page,
}) => {
  const electron = electronOf(shell)
  const window = await electron.browserWindow(page)
  await window.evaluate((own) => own.setBounds({ x: 40, y: 50, width: 1000, height: 700 }))
  await electron.evaluate(() => void Promise.reject(new Error('told to fail')))
  const kept = JSON.parse(readFileSync(join(shell.dataDir, 'window.json'), 'utf8')) as object
  expect(kept).toEqual({ x: 40, y: 50, width: 1000, height: 700, maximized: false })
  const file = join(shell.dataDir, 'logs/rbee-marketplace.log')
  const log = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  await expect.poll(log).toMatch(/unhandled rejection.*told to fail/)
})

test.describe('with a window left on a screen that is gone', () => {
  test('opens where it can be seen', async ({ home, shell, page }) => {
    const window = await electronOf(shell).browserWindow(page)
    expect(await window.evaluate((own) => own.getBounds())).toMatchObject({ width: 1280, height: 820 })
    expect(home).toBeTruthy()
  })
  test.beforeEach(({ home }) => {
    mkdirSync(join(home, 'data'), { recursive: true })
    writeFileSync(
      join(home, 'data/window.json'),
      JSON.stringify({ x: 9000, y: 9000, width: 1000, height: 700, maximized: false }),
    )
  })
})

test('the application menu has its parts', async ({ shell }) => {
  const labels = await electronOf(shell).evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ label }) => label),
  )
  expect(labels).toContain('View')
})

test('the menu leads back and forward', async ({ shell, page }) => {
  const choose = (label: string) =>
    electronOf(shell).evaluate(({ Menu }, wanted) => {
      const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
      items?.find((item) => item.label === wanted)?.click()
    }, label)
  const title = page.getByRole('heading', { level: 1 })
  await page.getByRole('link', { name: 'Library', exact: true }).first().click()
  await expect(title).toHaveText('Library')
  await choose('Back')
  await expect(title).toHaveText('Discover')
  await choose('Forward')
  await expect(title).toHaveText('Library')
})

test('a token is kept with the system’s key store, never in plain text', async ({ shell, page }) => {
  const answer = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'rbee') as {
      call(id: number, name: string, input: unknown): Promise<unknown>
    }
    return bridge.call(9_000, 'accounts.setToken', { source: 'huggingface', token: 'hf_kept_by_the_system' })
  })
  expect(answer).toMatchObject({ ok: true })
  const kept = readFileSync(join(shell.dataDir, 'huggingface.token'), 'latin1')
  expect(kept).toMatch(/^stand-in:/)
  expect(kept).not.toContain('hf_kept_by_the_system')
})

test('a place is chosen, and a model is shown, with the system’s own windows', async ({ shell, page }) => {
  const call = (name: string, input: object) =>
    page.evaluate(
      ([wanted, value]) => {
        const bridge = Reflect.get(window, 'rbee') as {
          call(id: number, name: string, input: unknown): Promise<unknown>
        }
        return bridge.call(9_001, wanted, value)
      },
      [name, input] as const,
    )
  const folder = join(shell.home, 'cache/models/local-shown')
  mkdirSync(folder, { recursive: true })
  const artifact = {
    id: 'local:shown',
    name: 'shown',
    source: 'Local',
    path: folder,
    size: 1,
    status: 'Available',
    modelType: 'Llm',
    config: null,
  }
  writeFileSync(join(folder, 'metadata.json'), JSON.stringify({ artifact, added_at: '2025-11-15T10:00:00Z' }))
  expect(await call('library.reveal', { folder })).toEqual({ ok: true, value: true })
  expect(await call('app.choosePath', { kind: 'folder' })).toEqual({ ok: true, value: null })
  const record = await electronOf(shell).evaluate(
    () => (globalThis as { standInRecord?: Recorded[] }).standInRecord ?? [],
  )
  expect(record).toContainEqual({ what: 'shell.showItemInFolder', args: [folder] })
  expect(record.map(({ what }) => what)).toContain('dialog.showOpenDialog')
})
