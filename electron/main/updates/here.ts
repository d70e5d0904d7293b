/** Updates of the app as it is installed here. */
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UpdatesState } from '#contract/updates'
import type { Place } from '#core/folders'
import { createHttp } from '#core/http/http'
import { cleanBase, offlineByEnvironment } from '#core/http/hub-config'
import { isLoopback } from '#core/http/hubs'
import type { Log } from '#core/log'
import { updatesAllowed } from '#core/updates/policy'
import type { AppReplacer, Installed } from './updater.ts'

/** Each release's files, of which the newest stand here. */
const RELEASES = 'https://github.com/rbee-keeper/rbee-marketplace/releases/latest/download'

export interface UpdatesHereOptions {
  readonly place: Place
  readonly appRoot: string
  readonly log: Log
  /** The proxy of the settings. */
  proxy(): string | null
}

export interface UpdatesHere {
  readonly updater: AppReplacer | NonNullable<UpdatesState['off']>
  dispose(): Promise<void>
}

const off = (updater: NonNullable<UpdatesState['off']>): UpdatesHere => ({ updater, dispose: async () => {} })

export function updatesHere({ place, appRoot, log, proxy }: UpdatesHereOptions): UpdatesHere {
  const installed = app.isPackaged ? installedAs(place) : null
  const keyFile = join(appRoot, 'resources/update-key.pem')
  if (installed === null) return off('not-here')
  if (!updatesAllowed(place, log)) return off('policy')
  if (!existsSync(keyFile)) return off('no-key')

  const baseUrl = serverOf(place)
  const http = createHttp({
    userAgent: `rbee-marketplace/${app.getVersion()}`,
    hubs: () => [{ source: 'updates', baseUrl, token: null }],
    proxy,
    offline: () => offlineByEnvironment(place.env),
  })
  const publicKey = readFileSync(keyFile, 'utf8')
  return {
    updater: lazily(installed, async () => {
      const { createUpdater } = await import('./updater.ts') // not at every start
      return createUpdater({ installed, app: adapter(), baseUrl, publicKey, http, log })
    }),
    dispose: () => http.dispose(),
  }
}

/** A mirror's address in `RBEE_UPDATES` counts, for what it sends is signed all the same. */
function serverOf({ env }: Place): string {
  const mirror = cleanBase(env['RBEE_UPDATES'])
  const { protocol, hostname } = new URL(mirror ?? RELEASES)
  return mirror !== null && (protocol === 'https:' || isLoopback(hostname)) ? mirror : RELEASES
}

function installedAs({ platform, env }: Place): Installed | null {
  if (platform === 'darwin') return 'mac'
  if (platform === 'win32') return 'nsis'
  if (env['APPIMAGE']) return 'AppImage'
  const typeFile = join(process.resourcesPath, 'package-type')
  return existsSync(typeFile) && readFileSync(typeFile, 'utf8').trim() === 'deb' ? 'deb' : null
}

function lazily(installed: Installed, load: () => Promise<AppReplacer>): AppReplacer {
  let loaded: AppReplacer | null = null
  const open = async (): Promise<AppReplacer> => (loaded ??= await load())
  return {
    asksPassword: installed === 'deb',
    check: async (signal) => (await open()).check(signal),
    fetch: async (onReceived, signal) => (await open()).fetch(onReceived, signal),
    end: () => app.quit(),
    install: (restart) => loaded?.install(restart) ?? false,
  }
}

const adapter = () => ({
  version: app.getVersion(),
  name: app.getName(),
  isPackaged: app.isPackaged,
  appUpdateConfigPath: join(process.resourcesPath, 'app-update.yml'),
  userDataPath: app.getPath('userData'),
  baseCachePath: app.getPath('sessionData'),
  whenReady: () => app.whenReady(),
  relaunch: () => app.relaunch(),
  quit: () => app.quit(),
  onQuit() {}, // what happens at the end is the core's to say
})
