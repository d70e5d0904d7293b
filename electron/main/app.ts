/** Shell 1: Electron's life around the core. */
import { app, dialog, powerMonitor, shell } from 'electron'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { FailureError } from '#contract/failure'
import { createCore } from '#core/core'
import { ensureWritable, findFolders, type Folders, type Place } from '#core/folders'
import { lockInstance } from '#core/instance-lock'
import { createFileLog, type Log } from '#core/log'
import type { Platform } from '#domain/hardware'
import { choosePath, reveal } from './files.ts'
import type { Links } from './links.ts'
import { openExternal } from './lockdown.ts'
import { forgetHere } from './forget.ts'
import { presenceHere } from './presence/here.ts'
import { QUIETLY } from './presence/login.ts'
import { systemCipher } from './safe-storage.ts'
import { startFailure } from './start-failure.ts'
import { updatesHere, type UpdatesHere } from './updates/here.ts'
import { showWindows } from './windows.ts'
import { wordsFor } from './words.ts'

export interface AppPaths {
  readonly appRoot: string
  readonly rendererDir: string
  readonly preload: string
  /** Where `electron-vite dev` serves the page; null in anything that is built. */
  readonly devUrl: string | null
}

export interface Start {
  readonly place: Place
  readonly links: Links
}

export async function runApp(paths: AppPaths, { place, links }: Start): Promise<void> {
  const folders = findFolders(place)
  try {
    await app.whenReady()
    ensureWritable(folders.data)
    const lock = lockInstance(folders.data)
    const log = createFileLog({ dir: join(folders.data, 'logs') })
    logCrashes(log)
    const updates = updatesHere({
      place,
      appRoot: paths.appRoot,
      log,
      proxy: () => core.settings.get().hubs.proxy,
    })
    const core = createCore({
      shell: { ...shellOf(folders), updater: updates.updater, forget: () => forgetHere(place) },
      folders,
      place,
      appRoot: paths.appRoot,
      log,
    })
    const words = () => wordsFor(core.settings.get().appearance.language, app.getPreferredSystemLanguages())
    const quietly = isQuiet()
    const windows = showWindows({ core, paths, folders, words, quietly })
    links.follow((link) => {
      core.incoming.receive(link)
      windows.show()
    })
    const presence = presenceHere({
      core,
      place,
      appRoot: paths.appRoot,
      log,
      quietly,
      words,
      show: windows.show,
      showDownloads: windows.showDownloads,
    })
    powerMonitor.on('resume', () => core.resumed())
    quitCleanly(async () => {
      const replace = core.updates.atEnd()
      presence.dispose()
      windows.disconnect()
      await core.dispose()
      await updates.dispose()
      lock.release()
      if (replace !== 'nothing') putInPlace(updates, replace === 'install-and-restart')
    })
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    const { title, text } = startFailure(error.failure, {
      dataDir: folders.data,
      preferred: app.getPreferredSystemLanguages(),
    })
    dialog.showErrorBox(title, text)
    app.exit(1)
  }
}

/** The system started it, not the user. */
const isQuiet = (): boolean =>
  process.argv.includes(QUIETLY) ||
  (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)

/** By then the page knows that it was heard. */
const ANSWERED_MS = 200

const shellOf = (folders: Folders) => ({
  info: {
    version: app.getVersion(),
    shell: 'electron' as const,
    platform: process.platform as Platform,
    dataDir: folders.data,
  },
  openExternal,
  trash: (path: string) =>
    shell.trashItem(path).then(
      () => true,
      () => false, // no trash on that disk
    ),
  reveal,
  choosePath,
  quit: () => void setTimeout(() => app.quit(), ANSWERED_MS),
  ...systemCipher(),
})

/** What was asked for and did not come about leaves the app as it was, and running. */
function putInPlace({ updater }: UpdatesHere, restart: boolean): void {
  if (typeof updater === 'string') return
  app.releaseSingleInstanceLock() // the new one may start before this one has ended
  if (!updater.install(restart) && restart) app.relaunch()
}

function logCrashes(log: Log): void {
  process.on('uncaughtException', (error) => void log.error('uncaught exception', error))
  process.on('unhandledRejection', (reason) => void log.error('unhandled rejection', reason))
  app.on('render-process-gone', (_event, contents, details) => {
    log.error('the page crashed', details)
    if (details.reason !== 'clean-exit' && !contents.isDestroyed()) contents.reload()
  })
  app.on('child-process-gone', (_event, details) => void log.error('a helper process ended', details))
}

/** Whatever does not come down by then is left to the system; all that matters is on disk already. */
const END_WITHIN_MS = 10_000

/** Electron does not wait for promises: hold the quit, take everything down, then let go. */
function quitCleanly(dispose: () => Promise<void>): void {
  let done = false
  app.on('will-quit', (event) => {
    if (done) return
    event.preventDefault()
    void Promise.race([dispose(), delay(END_WITHIN_MS)]).finally(() => {
      done = true
      app.quit()
    })
  })
}
