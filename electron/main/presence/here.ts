/** Presence over Electron and the core. */
import { app, BrowserWindow, dialog, Menu, nativeImage, Notification, powerSaveBlocker, Tray } from 'electron'
import { join } from 'node:path'
import type { DownloadsState } from '#contract/downloads'
import type { Core } from '#core/core'
import type { Log } from '#core/log'
import { createPresence, type DesktopHere, type DownloadsHere, type TrayView } from './presence.ts'

export interface PresenceHere {
  readonly core: Core
  readonly appRoot: string
  readonly log: Log
  show(): void
}

const TRAY_PIXELS = 16

export function presenceHere({ core, appRoot, log, show }: PresenceHere): { dispose(): void } {
  const desktop = desktopHere(join(appRoot, 'resources/tray.png'), show)
  const presence = createPresence({
    downloads: downloadsOf(core, log),
    desktop,
    settings: () => core.settings.get().desktop,
    remember: (closeWhileDownloading) => {
      const change = { desktop: { closeWhileDownloading } }
      const { signal } = new AbortController()
      core.settings.handlers['settings.change'](change, { signal }).catch((error: unknown) =>
        log.error('the choice could not be kept', error),
      )
    },
  })
  let quitting = false
  app.on('before-quit', () => (quitting = true))
  const follow = (window: BrowserWindow): void => {
    window.on('close', (event) => {
      if (!quitting && presence.holdsClose()) event.preventDefault()
    })
    window.on('show', presence.refresh)
  }
  BrowserWindow.getAllWindows().forEach(follow)
  app.on('browser-window-created', (_event, window) => follow(window))
  const followLogin = (): void => {
    const { launchAtLogin } = core.settings.get().desktop
    // Unpackaged it would name Electron itself; Linux has no such setting in Electron.
    if (app.isPackaged && process.platform !== 'linux')
      app.setLoginItemSettings({ openAtLogin: launchAtLogin })
  }
  followLogin()
  const stopLogin = core.settings.onChange(followLogin)
  return {
    dispose() {
      stopLogin()
      presence.dispose()
    },
  }
}

/** The queue's state, with what its progress events tell put in. */
function downloadsOf({ queue, subscribe }: Core, log: Log): DownloadsHere {
  const background = (work: Promise<void>): void =>
    void work.catch((error: unknown) => log.error('pausing failed', error))
  return {
    state: () => queue.state(),
    pauseAll: () => background(queue.pauseAll()),
    resumeAll: () => queue.resumeAll(),
    onChange: (listener: (state: DownloadsState) => void) =>
      subscribe((name) => {
        if (name === 'downloads.changed' || name === 'downloads.progress') listener(queue.state())
      }),
  }
}

const window = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0]

function desktopHere(icon: string, show: () => void): DesktopHere {
  let hidden = false // by us: a window that is not painted yet is none that went to the tray
  let blocker: number | null = null
  let tray: Tray | null = null
  return {
    setProgress: (part) => window()?.setProgressBar(part),
    setBadge: (count) => void app.setBadgeCount(count),
    keepAwake(on) {
      if (on) blocker ??= powerSaveBlocker.start('prevent-app-suspension')
      else if (blocker !== null) {
        powerSaveBlocker.stop(blocker)
        blocker = null
      }
    },
    setTray(view) {
      if (view === null) {
        tray?.destroy()
        tray = null
        return
      }
      tray ??= openTray(icon, show)
      tray.setToolTip(view.text)
      tray.setContextMenu(menuOf(view))
    },
    notify({ title, body }) {
      if (!Notification.isSupported()) return
      const shown = new Notification({ title, body, actions: [{ type: 'button', text: 'Show' }] })
      shown.on('click', show)
      shown.on('action', show)
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
      const { response, checkboxChecked } = await dialog.showMessageBox({
        type: 'question',
        message: 'Models are still downloading',
        detail: 'They can go on while the window is closed. What has come so far is kept either way.',
        buttons: ['Keep downloading', 'Quit'],
        defaultId: 0,
        cancelId: 0,
        checkboxLabel: 'Do the same next time',
      })
      return { choice: response === 1 ? 'quit' : 'tray', remember: checkboxChecked }
    },
    quit: () => app.quit(),
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
