import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { WebContents, type WebPreferences } from './contents.ts'
import { host, preventable, record } from './host.ts'
import { addWindow, openWindows, removeWindow } from './windows.ts'

interface WindowOptions {
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
  readonly show?: boolean
  readonly title?: string
  readonly webPreferences?: WebPreferences
}

export class BrowserWindow extends EventEmitter {
  static #last = 0
  static getAllWindows = (): BrowserWindow[] => openWindows() as BrowserWindow[]
  static getFocusedWindow = (): BrowserWindow | null => BrowserWindow.getAllWindows()[0] ?? null
  static fromId = (id: number) => BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null
  static fromWebContents = (contents: WebContents) =>
    BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null

  readonly id = ++BrowserWindow.#last
  readonly webContents: WebContents
  #visible: boolean
  #state: 'normal' | 'minimized' | 'maximized' = 'normal'
  #bounds: { x: number; y: number; width: number; height: number }
  #title: string
  #gone = false

  constructor(options: WindowOptions = {}) {
    super()
    this.#visible = options.show !== false
    this.#title = options.title ?? app.getName()
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    addWindow(this)
    this.webContents = new WebContents(options.webPreferences ?? {}, this.#bounds)
    this.webContents.on('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.on('destroyed', () => this.#closed())
    app.emit('browser-window-created', {}, this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  loadURL = (url: string) => this.webContents.loadURL(url)
  show(): void {
    this.#visible = true
    this.emit('show')
  }
  hide(): void {
    this.#visible = false
    this.emit('hide')
  }
  focus(): void {
    record.push({ what: 'window.focus', args: [this.id] })
    this.emit('focus')
  }
  isVisible = () => this.#visible
  isFocused = () => this.#visible
  isDestroyed = () => this.#gone
  isMinimized = () => this.#state === 'minimized'
  isMaximized = () => this.#state === 'maximized'
  minimize = () => void (this.#state = 'minimized')
  maximize = () => void (this.#state = 'maximized')
  restore = () => void (this.#state = 'normal')
  getBounds = () => ({ ...this.#bounds })
  getNormalBounds = () => ({ ...this.#bounds })
  getSize = () => [this.#bounds.width, this.#bounds.height]
  setBounds(bounds: Partial<ReturnType<BrowserWindow['getBounds']>>): void {
    Object.assign(this.#bounds, bounds)
    void this.webContents.resize(this.#bounds)
    this.emit('resized')
  }
  getTitle = () => this.#title
  setTitle = (title: string) => void (this.#title = title)
  setProgressBar = (progress: number) => void record.push({ what: 'window.setProgressBar', args: [progress] })

  /** False when a listener kept the window open. */
  async close(): Promise<boolean> {
    const event = preventable()
    this.emit('close', event)
    if (event.defaultPrevented) return false
    await this.webContents.closeTarget()
    return true
  }
  destroy = () => void this.webContents.closeTarget()

  #closed(): void {
    if (this.#gone) return
    this.#gone = true
    removeWindow(this)
    this.emit('closed')
    if (openWindows().length > 0 || host.quitting || app.closing) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else void app.quit()
  }
}

export const webContents = {
  getAllWebContents: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
  fromId: (id: number) => webContents.getAllWebContents().find((contents) => contents.id === id),
  fromDevToolsTargetId: (id: string) =>
    webContents.getAllWebContents().find((contents) => contents.targetId === id),
}
