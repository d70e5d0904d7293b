/** The running app, on either shell, with folders of its own. Specs import `test` from here and never ask which it is. */
import { test as base, _electron, type ElectronApplication, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { plantCatalog } from './planted.ts'

export const ROOT = join(import.meta.dirname, '../..')

export interface Shell {
  readonly kind: 'serve' | 'electron'
  readonly page: Page
  readonly dataDir: string
  readonly home: string
  /** Electron's own handle, where the shell is Electron (or its stand-in). */
  readonly electron: ElectronApplication | null
}

interface Options {
  /** Extra environment of the app under test. */
  appEnv: Record<string, string>
  /** What Electron is started with, besides the app. */
  appArgs: string[]
  /** Nobody has used the app here before: it begins with the welcome. */
  firstRun: boolean
}

/** The real runtime where it is installed, else the stand-in, which runs the same built bundles. */
export function electronExecutable(): string {
  const folder = join(ROOT, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  const real = existsSync(pathFile) ? join(folder, 'dist', readFileSync(pathFile, 'utf8')) : null
  return real !== null && existsSync(real) ? real : join(ROOT, 'tests/host/run')
}

export const appEnvironment = (home: string, more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  TMPDIR: tmpdir(),
  HOME: home,
  RBEE_DATA_DIR: join(home, 'data'),
  RBEE_CACHE_DIR: join(home, 'cache'),
  // No test speaks to the real hubs; one that brings a hub of its own says so in `more`.
  HF_HUB_OFFLINE: '1',
  ...(process.env['CHROMIUM'] && { CHROMIUM: process.env['CHROMIUM'] }),
  ...more,
})

export async function startServe(
  env: Record<string, string>,
): Promise<{ address: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(ROOT, 'out/main/cli.js'), 'serve', '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    void ended.then(() => reject(new Error('serve ended before it printed an address')))
  })
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export const test = base.extend<Options & { home: string; shell: Shell }>({
  appEnv: [{}, { option: true }],
  appArgs: [[], { option: true }],
  firstRun: [false, { option: true }],
  home: async ({ firstRun }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'home-'))
    mkdirSync(join(home, 'data'))
    if (!firstRun) {
      plantCatalog(join(home, 'data'))
      writeFileSync(join(home, 'data/settings.json'), JSON.stringify({ firstRun: { done: true } }))
    }
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  },
  shell: async ({ browser, home, appEnv, appArgs }, use, info) => {
    const env = appEnvironment(home, appEnv)
    const dataDir = env['RBEE_DATA_DIR'] ?? ''
    if (info.project.name === 'electron') {
      const electron = await _electron.launch({
        executablePath: electronExecutable(),
        args: [ROOT, `--user-data-dir=${join(home, 'electron')}`, ...appArgs],
        env,
      })
      const page = await electron.firstWindow()
      await page.locator('main').waitFor()
      await use({ kind: 'electron', page, dataDir, home, electron })
      await electron.close()
    } else {
      const served = await startServe(env)
      const page = await browser.newPage({ viewport: { width: 1280, height: 820 } })
      await page.goto(served.address)
      await use({ kind: 'serve', page, dataDir, home, electron: null })
      await page.close()
      await served.stop()
    }
  },
  page: async ({ shell }, use) => use(shell.page),
})

export { expect } from '@playwright/test'

/** A picture a run, a shell, a page and a theme: for people to look at. */
export async function picture(shell: Shell, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await shell.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await shell.page.waitForTimeout(150) // colours may still be on their way
    await shell.page.screenshot({ path: join(ROOT, '.screenshots', shell.kind, `${name}-${theme}.png`) })
  }
}
