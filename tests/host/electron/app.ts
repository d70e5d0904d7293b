import { EventEmitter } from 'node:events'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { host, preventable, record, switchOf } from './host.ts'
import { openWindows } from './windows.ts'

class App extends EventEmitter {
  name = ''
  /** `--packaged` lets a copy of the app be one that was installed. */
  isPackaged = host.args.includes('--packaged')
  closing = false
  #exiting = false
  readonly #paths: Record<string, string> = {
    userData: host.userData,
    sessionData: host.userData,
    home: homedir(),
    appData: join(host.userData, '..'),
    temp: tmpdir(),
    logs: join(host.userData, 'logs'),
    downloads: join(host.userData, 'downloads'),
    exe: process.execPath,
  }
  commandLine = {
    appendSwitch() {},
    hasSwitch: (name: string) => host.args.some((a) => a === `--${name}` || a.startsWith(`--${name}=`)),
  }

  isReady = () => host.ready
  whenReady = () =>
    host.ready ? Promise.resolve() : new Promise<void>((ready) => this.once('ready', () => ready()))
  getName = () => this.name || (host.manifest.productName ?? host.manifest.name)
  setName = (name: string) => void (this.name = name)
  getVersion = () => host.manifest.version
  getAppPath = () => host.dir
  getLocale = () => 'en-US'
  /** `--languages=nl-NL,en` stands in for the system's. */
  getPreferredSystemLanguages = () => (switchOf('languages') ?? 'en-US').split(',')
  getPath = (name: string) => {
    const path = this.#paths[name]
    if (!path) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath = (name: string, path: string) => void (this.#paths[name] = path)
  /** `--second-instance` lets a test be the one that comes too late. */
  requestSingleInstanceLock = () => !host.args.includes('--second-instance')
  releaseSingleInstanceLock() {}
  setAppUserModelId() {}
  setAsDefaultProtocolClient = () => true
  setLoginItemSettings = (settings: object) =>
    void record.push({ what: 'app.setLoginItemSettings', args: [settings] })
  getLoginItemSettings = () => ({ openAtLogin: false })
  setBadgeCount(count: number): boolean {
    record.push({ what: 'app.setBadgeCount', args: [count] })
    return true
  }
  enableSandbox() {}
  focus() {}
  relaunch = () => void record.push({ what: 'app.relaunch', args: [] })

  async quit(): Promise<void> {
    if (host.quitting || this.closing) return
    const before = preventable()
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.closing = true
    for (const window of openWindows()) if (!(await window.close())) return void (this.closing = false)
    this.closing = false
    host.quitting = true
    const last = preventable()
    this.emit('will-quit', last)
    if (last.defaultPrevented) return void (host.quitting = false)
    this.exit(0)
  }

  exit(code = 0): void {
    if (this.#exiting) return
    this.#exiting = true
    this.emit('quit', {}, code)
    void host.chromium?.send('Browser.close').catch(() => {})
    void Promise.race([host.chromium?.ended, delay(2_000)]).then(() => process.exit(code))
  }
}

export const app = new App()
host.onGone = () => app.exit(host.quitting ? 0 : 1)
host.onReady.push(() => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void app.quit())
  app.emit('ready', {}, {})
})
