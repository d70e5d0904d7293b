/** Shell 1: Electron's life around the core. */
import { app, BrowserWindow, dialog, ipcMain, nativeTheme, powerMonitor, shell } from 'electron'
import { join } from 'node:path'
import { FailureError } from '#contract/failure'
import { createCore, type Core } from '#core/core'
import { ensureWritable, findFolders, type Folders, type Place } from '#core/folders'
import { lockInstance } from '#core/instance-lock'
import { createFileLog, type Log } from '#core/log'
import type { Platform } from '#domain/hardware'
import { failureText } from '#core/failure-text'
import { connectBridge } from './bridge.ts'
import type { Links } from './links.ts'
import { lockDown, openExternal } from './lockdown.ts'
import { setApplicationMenu } from './menu.ts'
import { presenceHere } from './presence/here.ts'
import { APP_ORIGIN, serveAppScheme } from './scheme.ts'
import { systemCipher } from './safe-storage.ts'
import { updatesHere, type UpdatesHere } from './updates/here.ts'
import { openWindow } from './window.ts'

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
      shell: { ...shellOf(folders), updater: updates.updater },
      folders,
      place,
      appRoot: paths.appRoot,
      log,
    })
    const windows = showWindows(core, paths, folders)
    links.follow((link) => {
      core.incoming.receive(link)
      windows.show()
    })
    const presence = presenceHere({ core, appRoot: paths.appRoot, log, show: windows.show })
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
    dialog.showErrorBox('rbee Marketplace cannot start', failureText(error.failure))
    app.exit(1)
  }
}

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
  ...systemCipher(),
})

/** What was asked for and did not come about leaves the app as it was, and running. */
function putInPlace({ updater }: UpdatesHere, restart: boolean): void {
  if (typeof updater === 'string') return
  app.releaseSingleInstanceLock() // the new one may start before this one has ended
  if (!updater.install(restart) && restart) app.relaunch()
}

interface Windows {
  /** Brings the window to the front, or opens it. */
  show(): void
  disconnect(): void
}

function showWindows(core: Core, { rendererDir, preload, devUrl }: AppPaths, folders: Folders): Windows {
  const trustedOrigin = devUrl ? new URL(devUrl).origin : APP_ORIGIN
  const followTheme = (): void => void (nativeTheme.themeSource = core.settings.get().appearance.theme)
  followTheme()
  core.settings.onChange(followTheme)
  serveAppScheme(rendererDir)
  lockDown(trustedOrigin)
  setApplicationMenu(openExternal)

  const open = (): BrowserWindow =>
    openWindow({ url: devUrl ?? `${APP_ORIGIN}/`, preload, dataDir: folders.data })
  const show = (): void => focus(BrowserWindow.getAllWindows()[0] ?? open())
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  const disconnect = connectBridge({
    ipcMain,
    core,
    trustedOrigin,
    windows: () => BrowserWindow.getAllWindows(),
  })
  open()
  return { show, disconnect }
}

function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  if (!window.isVisible()) window.show()
  window.focus()
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

/** Electron does not wait for promises: hold the quit, take everything down, then let go. */
function quitCleanly(dispose: () => Promise<void>): void {
  let done = false
  app.on('will-quit', (event) => {
    if (done) return
    event.preventDefault()
    void dispose().finally(() => {
      done = true
      app.quit()
    })
  })
}
