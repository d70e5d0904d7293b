/** What the parts of the stand-in share: arguments, the one Chromium, the quit state. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startChromium, type Chromium } from '../chromium.ts'

const args = process.argv.slice(2)
export const switchOf = (name: string): string | undefined =>
  args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3)

const ownUserData = switchOf('user-data-dir')
const temporary = ownUserData ? null : mkdtempSync(join(tmpdir(), 'stand-in-'))

interface Host {
  readonly args: readonly string[]
  dir: string
  manifest: { name: string; productName?: string; version: string }
  readonly userData: string
  chromium: Chromium | null
  ready: boolean
  quitting: boolean
  onReady: (() => void)[]
  onGone: () => void
}

export const host: Host = {
  args,
  dir: process.cwd(),
  manifest: { name: 'app', version: '0.0.0' },
  userData: resolve(ownUserData ?? temporary ?? '.'),
  chromium: null,
  ready: false,
  quitting: false,
  onReady: [],
  onGone: () => process.exit(1),
}
process.on('exit', () => temporary && rmSync(temporary, { recursive: true, force: true, maxRetries: 3 }))

export function chromium(): Chromium {
  if (!host.chromium) throw new Error('Cannot create BrowserWindow before app is ready')
  return host.chromium
}

/** Everything that would leave the app is written down, for tests to read. */
export const record: { what: string; args: unknown[] }[] = []
Object.assign(globalThis, { standInRecord: record })

export const preventable = () => ({
  defaultPrevented: false,
  preventDefault() {
    this.defaultPrevented = true
  },
})

export async function launch(): Promise<void> {
  const temp = join(host.userData, 'temp')
  mkdirSync(temp, { recursive: true })
  host.chromium = await startChromium(
    [
      '--headless=new',
      '--no-startup-window',
      '--no-first-run',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      `--user-data-dir=${join(host.userData, 'chromium')}`,
      '--remote-debugging-port=0',
      ...(args.includes('--no-sandbox') || process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { temp, onGone: () => host.onGone() },
  )
  host.ready = true
  for (const ready of host.onReady) ready()
}
