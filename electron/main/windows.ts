/** The window, its menu, and what the page in it may reach. */
import { app, BrowserWindow, ipcMain, Menu, nativeTheme } from 'electron'
import type { Core } from '#core/core'
import type { Folders } from '#core/folders'
import type { AppPaths } from './app.ts'
import { connectBridge } from './bridge.ts'
import { lockDown, openExternal } from './lockdown.ts'
import { menuTemplate } from './menu.ts'
import { APP_ORIGIN, serveAppScheme } from './scheme.ts'
import { openWindow } from './window.ts'
import type { Words } from './words.ts'

export interface Windows {
  /** Brings the window to the front, or opens it. */
  show(): void
  showDownloads(): void
  disconnect(): void
}

export interface WindowsOptions {
  readonly core: Core
  readonly paths: AppPaths
  readonly folders: Folders
  /** The first one stays hidden until it is asked for. */
  readonly quietly: boolean
  words(): Words
}

const PROJECT = 'https://rbee.dev'

export function showWindows({ core, paths, folders, quietly, words }: WindowsOptions): Windows {
  const { rendererDir, preload, devUrl } = paths
  const trustedOrigin = devUrl ? new URL(devUrl).origin : APP_ORIGIN
  serveAppScheme(rendererDir)
  lockDown(trustedOrigin)

  const open = (visible: boolean): BrowserWindow => {
    const window = openWindow({ url: `${trustedOrigin}/`, preload, dataDir: folders.data, visible })
    followAppCommands(window)
    return window
  }
  const front = (): BrowserWindow => {
    const window = BrowserWindow.getAllWindows()[0] ?? open(true)
    focus(window)
    return window
  }
  const openPage = (page: string): void => void front().loadURL(`${trustedOrigin}/?page=${page}`)
  followSettings(core, () => menuOf(words(), () => openPage('settings')))

  app.on('second-instance', front)
  app.on('activate', front)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  const disconnect = connectBridge({
    ipcMain,
    core,
    trustedOrigin,
    windows: () => BrowserWindow.getAllWindows(),
  })
  open(!quietly)
  return { show: () => void front(), showDownloads: () => openPage('downloads'), disconnect }
}

/** Theme and language. */
function followSettings({ settings }: Core, menu: () => Menu): void {
  let language = ''
  const follow = (): void => {
    const { appearance } = settings.get()
    nativeTheme.themeSource = appearance.theme
    if (appearance.language !== language) Menu.setApplicationMenu(menu())
    language = appearance.language
  }
  follow()
  settings.onChange(follow)
}

const menuOf = ({ menu: words }: Words, openSettings: () => void): Menu =>
  Menu.buildFromTemplate(
    menuTemplate({
      platform: process.platform,
      words,
      developer: !app.isPackaged,
      openSettings,
      travel,
      openWebsite: () => void openExternal(PROJECT),
    }),
  )

function travel(where: 'back' | 'forward', window = BrowserWindow.getFocusedWindow()): void {
  const history = window?.webContents.navigationHistory
  if (where === 'back') history?.goBack()
  else history?.goForward()
}

/** The keys of a mouse or keyboard that browsers go back and forward with. */
function followAppCommands(window: BrowserWindow): void {
  window.on('app-command', (_event, command) => {
    if (command === 'browser-backward') travel('back', window)
    if (command === 'browser-forward') travel('forward', window)
  })
}

function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  if (!window.isVisible()) window.show()
  window.focus()
}
