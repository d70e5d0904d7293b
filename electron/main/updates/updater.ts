/** electron-updater behind our interface: it knows versions and installers; what is fetched goes our own way. */
import { AppImageUpdater, DebUpdater, MacUpdater, NsisUpdater, type UpdateInfo } from 'electron-updater'
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import type { Log } from '#core/log'
import type { Updater } from '#core/updates/updater'
import { fetchFile } from './fetch-file.ts'
import { offerOf, signedReleases } from './signed-release.ts'

/** How the app was installed, which says how it is replaced. */
export type Installed = 'AppImage' | 'deb' | 'nsis' | 'mac'

export interface UpdaterOptions {
  readonly installed: Installed
  readonly app: AppAdapter
  readonly baseUrl: string
  readonly publicKey: string
  readonly http: Pick<Http, 'bytes' | 'open'>
  readonly log: Log
  readonly deadlineMs?: number
  /** The longest silence of a server. */
  readonly silenceMs?: number
}

export interface AppReplacer extends Updater {
  /** The app is down but for its process. False: it did not work, or the user said no. */
  install(restart: boolean): boolean
}

/** Larger than any installer of ours. */
const MAX_BYTES = 1_000_000_000
const extensions: Readonly<Record<Installed, string>> = {
  AppImage: 'AppImage',
  deb: 'deb',
  nsis: 'exe',
  mac: 'zip',
}

export function createUpdater(options: UpdaterOptions): AppReplacer {
  const { installed, app, http, log, silenceMs = 60_000 } = options
  let signal = AbortSignal.abort()
  let onReceived: ((bytes: number) => void) | null = null
  const updater = updaterOf(installed, app)
  Object.assign(updater, {
    autoDownload: false,
    autoInstallOnAppQuit: false,
    disableDifferentialDownload: true, // those go their own way to the network
    disableWebInstaller: true,
    isUserWithinRollout: () => true, // the core's to say, without an id that the server gets to see
    logger: { info() {}, warn: (text: unknown) => log.info(String(text)), error: () => {}, debug() {} },
    httpExecutor: {
      async download(url: URL, path: string, { sha512 }: { readonly sha512: string }): Promise<string> {
        await fetchFile(http, {
          url,
          path,
          sha512,
          maxBytes: MAX_BYTES,
          signal,
          silenceMs,
          onReceived: (bytes) => onReceived?.(bytes),
        })
        return path
      },
    },
  })
  updater.setFeedURL({
    provider: 'custom',
    updateProvider: signedReleases({ ...options, signal: () => signal }),
  })

  return {
    asksPassword: installed === 'deb',
    async check(next) {
      signal = next
      const result = await updater.checkForUpdates()
      if (result === null || !result.isUpdateAvailable) return null
      return offerOf(result.updateInfo, sizeOf(result.updateInfo, extensions[installed]))
    },
    async fetch(receive, next) {
      signal = next
      onReceived = receive
      await updater.downloadUpdate()
    },
    end: () => app.quit(),
    install(restart) {
      if (updater instanceof MacUpdater) {
        updater.quitAndInstall()
        return true
      }
      return updater.install(true, restart)
    },
  }
}

function updaterOf(
  installed: Installed,
  app: AppAdapter,
): AppImageUpdater | DebUpdater | NsisUpdater | MacUpdater {
  switch (installed) {
    case 'AppImage':
      return new AppImageUpdater(null, app)
    case 'deb':
      return new DebUpdater(null, app)
    case 'nsis':
      return new NsisUpdater(null, app)
    case 'mac':
      return new MacUpdater(undefined, app)
  }
}

/** A release without an installer of this kind is none for this machine. */
function sizeOf({ version, files }: UpdateInfo, extension: string): number | null {
  const file = files.find(({ url }) => url.endsWith(`.${extension}`))
  if (!file) throw new FailureError({ code: 'not-found', what: `${version} as ${extension}` })
  return file.size ?? null
}
