/** What presence needs of the system, over Electron. */
import { app, BrowserWindow, dialog, Menu, nativeImage, Notification, powerSaveBlocker, Tray } from 'electron'
import type { NativeImage } from 'electron'
import { join } from 'node:path'
import type { Platform } from '#domain/hardware'
import type { Words } from '../words.ts'
import { badgeOn } from './badge.ts'
import type { DesktopHere, TrayView } from './presence.ts'
import type { News } from './summary.ts'

export interface DesktopOptions {
  readonly platform: Platform
  /** Holds the pictures. */
  readonly resources: string
  /** The app was started without anybody asking for its window. */
  readonly quietly: boolean
  words(): Words
  show(): void
  showDownloads(): void
  retry(downloadId: string): void
}

const TRAY_PIXELS = 16

const window = (): BrowserWindow | undefined => BrowserWindow.getAllWindows()[0]

export function desktopHere(options: DesktopOptions): DesktopHere {
  const { platform, resources, quietly, words, show } = options
  let hidden = quietly // by us: a window that is not painted yet is none that went to the tray
  return {
    setProgress: (part) => window()?.setProgressBar(part),
    setBadge: badgeOn(
      platform,
      {
        setCount: (count) => void app.setBadgeCount(count),
        setOverlay: (text) =>
          window()?.setOverlayIcon(
            text === null ? null : nativeImage.createFromPath(join(resources, 'badge.png')),
            text ?? '',
          ),
      },
      (count) => words().tray.active(count, null),
    ),
    keepAwake: createAwake(),
    setTray: createTray(() => trayPicture(options), show),
    notify: (news) => notify(options, news),
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

/** Not every desktop draws buttons: a click leads to where the same can be done. */
function notify(
  { words, show, showDownloads, retry }: DesktopOptions,
  { kind, name, downloadId }: News,
): void {
  if (!Notification.isSupported()) return
  const { news } = words()
  const [click, action, label] =
    kind === 'done' ? [show, show, news.show] : [showDownloads, () => retry(downloadId), news.retry]
  const shown = new Notification({
    title: news[kind],
    body: name,
    actions: [{ type: 'button', text: label }],
  })
  shown.on('click', click)
  shown.on('action', action)
  shown.show()
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

function createTray(picture: () => NativeImage, show: () => void): (view: TrayView | null) => void {
  let tray: Tray | null = null
  let labels = ''
  return (view) => {
    if (view === null) {
      tray?.destroy()
      tray = null
      return
    }
    if (tray === null) {
      tray = new Tray(picture())
      tray.on('click', show)
      labels = ''
    }
    tray.setToolTip(view.text)
    // A menu that is made anew closes under the pointer: only when it says something else.
    const now = view.entries.map(({ label }) => label).join('\n')
    if (now !== labels) tray.setContextMenu(menuOf(view))
    labels = now
  }
}

/** macOS colours the shape itself, to suit its menu bar; a larger one lies beside it for sharper screens. */
function trayPicture({ platform, resources }: DesktopOptions): NativeImage {
  if (platform !== 'darwin')
    return nativeImage
      .createFromPath(join(resources, 'tray.png'))
      .resize({ width: TRAY_PIXELS, height: TRAY_PIXELS })
  const shape = nativeImage.createFromPath(join(resources, 'trayTemplate.png'))
  shape.setTemplateImage(true)
  return shape
}

const menuOf = ({ entries }: TrayView): Menu =>
  Menu.buildFromTemplate(entries.map(({ label, run }) => ({ label, click: () => run() })))
