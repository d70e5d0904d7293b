/** What presence needs of the system, over Electron. */
import { app, BrowserWindow, dialog, Menu, nativeImage, Notification, powerSaveBlocker, Tray } from 'electron'
import type { Words } from '../words.ts'
import type { DesktopHere, TrayView } from './presence.ts'

export interface DesktopOptions {
  /** The tray's picture. */
  readonly icon: string
  /** The app was started without anybody asking for its window. */
  readonly quietly: boolean
  words(): Words
  show(): void
  retry(downloadId: string): void
}

const TRAY_PIXELS = 16

const window = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0]

export function desktopHere({ icon, quietly, words, show, retry }: DesktopOptions): DesktopHere {
  let hidden = quietly // by us: a window that is not painted yet is none that went to the tray
  return {
    setProgress: (part) => window()?.setProgressBar(part),
    setBadge: (count) => void app.setBadgeCount(count),
    keepAwake: createAwake(),
    setTray: createTray(icon, show),
    notify({ kind, name, downloadId }) {
      if (!Notification.isSupported()) return
      const { news } = words()
      const action = kind === 'done' ? news.show : news.retry
      const shown = new Notification({
        title: news[kind],
        body: name,
        actions: [{ type: 'button', text: action }],
      })
      shown.on('click', show)
      shown.on('action', () => (kind === 'done' ? show() : retry(downloadId)))
      shown.show()
    },
    hideWindow() {
      hidden = true
      window()?.hide()
    },
    showWindow: show,
    isWindowHidden: () => hidden && window()?.isVisible() === false,
    isWindowFocused: () => window()?.isFocused() === true,
    async askOnClose() {
      const { closing } = words()
      const { response, checkboxChecked } = await dialog.showMessageBox({
        type: 'question',
        message: closing.message,
        detail: closing.detail,
        buttons: [closing.keep, closing.quit],
        defaultId: 0,
        cancelId: 0,
        checkboxLabel: closing.remember,
      })
      return { choice: response === 1 ? 'quit' : 'tray', remember: checkboxChecked }
    },
    quit: () => app.quit(),
  }
}

function createAwake(): (on: boolean) => void {
  let blocker: number | null = null
  return (on) => {
    if (on) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}

function createTray(icon: string, show: () => void): (view: TrayView | null) => void {
  let tray: Tray | null = null
  let labels = ''
  return (view) => {
    if (view === null) {
      tray?.destroy()
      tray = null
      return
    }
    if (tray === null) {
      tray = openTray(icon, show)
      labels = ''
    }
    tray.setToolTip(view.text)
    // A menu that is made anew closes under the pointer: only when it says something else.
    const now = view.entries.map(({ label }) => label).join('\n')
    if (now !== labels) tray.setContextMenu(menuOf(view))
    labels = now
  }
}

function openTray(icon: string, show: () => void): Tray {
  const picture = nativeImage.createFromPath(icon).resize({ width: TRAY_PIXELS, height: TRAY_PIXELS })
  const tray = new Tray(picture)
  tray.on('click', show)
  return tray
}

const menuOf = ({ entries }: TrayView): Menu =>
  Menu.buildFromTemplate(entries.map(({ label, run }) => ({ label, click: () => run() })))
