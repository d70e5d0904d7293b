import { BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { keepWindowState, readWindowState } from './window-state.ts'

export interface WindowOptions {
  readonly url: string
  readonly preload: string
  readonly dataDir: string
  /** False: until somebody shows it. */
  readonly visible: boolean
}

const BACKGROUND = { light: '#faf9f6', dark: '#1b1a18' } // the theme's, so that no white flash comes before the page

export function openWindow({ url, preload, dataDir, visible }: WindowOptions): BrowserWindow {
  const stateFile = join(dataDir, 'window.json')
  const state = readWindowState(stateFile)
  const window = new BrowserWindow({
    width: state?.width ?? 1280,
    height: state?.height ?? 820,
    ...(state && { x: state.x, y: state.y }),
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'rbee Marketplace',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  keepWindowState(window, stateFile)
  const reveal = (): void => {
    if (state?.maximized) window.maximize() // which would show it
    if (visible) window.show()
  }
  if (visible) window.once('ready-to-show', reveal)
  else window.once('show', reveal)
  void window.loadURL(url)
  return window
}
