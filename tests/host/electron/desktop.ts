/** The parts of Electron that reach the desktop. Nothing is shown; what was asked for is recorded. */
import { EventEmitter } from 'node:events'
import { record } from './host.ts'

const noted =
  <T>(what: string, result: T) =>
  (...args: unknown[]): T => {
    record.push({ what, args })
    return result
  }
const settled = <T>(what: string, result: T) => noted(what, Promise.resolve(result))

export const shell = {
  openExternal: settled('shell.openExternal', undefined),
  openPath: settled('shell.openPath', ''),
  showItemInFolder: noted('shell.showItemInFolder', undefined),
  trashItem: settled('shell.trashItem', undefined),
}

export const dialog = {
  showOpenDialog: settled('dialog.showOpenDialog', { canceled: true, filePaths: [] as string[] }),
  showSaveDialog: settled('dialog.showSaveDialog', { canceled: true, filePath: '' }),
  showMessageBox: settled('dialog.showMessageBox', { response: 0, checkboxChecked: false }),
  showErrorBox: noted('dialog.showErrorBox', undefined),
}

export class Notification extends EventEmitter {
  static isSupported = () => true
  /** For tests, which click on them. */
  static readonly shown: Notification[] = []
  readonly options: { title?: string; body?: string; actions?: readonly { text: string }[] }
  constructor(options: Notification['options']) {
    super()
    this.options = options
  }
  show(): void {
    Notification.shown.push(this)
    record.push({ what: 'Notification', args: [this.options] })
    this.emit('show')
  }
  close(): void {
    this.emit('close')
  }
}

const blockers = new Set<number>()
export const powerSaveBlocker = {
  start: (kind: string) => {
    const id = blockers.size + 1
    record.push({ what: 'powerSaveBlocker.start', args: [kind] })
    blockers.add(id)
    return id
  },
  stop: (id: number) => {
    record.push({ what: 'powerSaveBlocker.stop', args: [id] })
    return blockers.delete(id)
  },
  isStarted: (id: number) => blockers.has(id),
}
export const powerMonitor = Object.assign(new EventEmitter(), { isOnBatteryPower: () => false })

let copied = ''
export const clipboard = { writeText: (text: string) => void (copied = text), readText: () => copied }

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
}
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
})

const MARK = Buffer.from('stand-in:') // reversible on purpose: no secrecy here
export const safeStorage = {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptString: (text: string) => Buffer.concat([MARK, Buffer.from(Buffer.from(text).toString('base64'))]),
  decryptString(box: Buffer) {
    if (!box.subarray(0, MARK.length).equals(MARK)) throw new Error('Error while decrypting the ciphertext.')
    return Buffer.from(box.subarray(MARK.length).toString(), 'base64').toString()
  },
}

export class Tray extends EventEmitter {
  /** Those that are there now. */
  static readonly open = new Set<Tray>()
  tooltip = ''
  menu: Menu | null = null
  constructor() {
    super()
    Tray.open.add(this)
  }
  setToolTip(text: string): void {
    this.tooltip = text
  }
  setContextMenu(menu: Menu): void {
    this.menu = menu
  }
  setImage() {}
  destroy() {
    Tray.open.delete(this)
  }
}

interface ItemOptions {
  readonly id?: string
  readonly label?: string
  readonly role?: string
  readonly click?: () => void
  readonly submenu?: readonly ItemOptions[]
}

export class MenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly submenu: Menu | undefined
  readonly click: (() => void) | undefined
  readonly options: ItemOptions
  constructor(options: ItemOptions) {
    this.options = options
    this.id = options.id
    this.click = options.click
    this.label = options.label ?? options.role ?? ''
    this.submenu = options.submenu && Menu.buildFromTemplate(options.submenu)
  }
}

export class Menu {
  static #application: Menu | null = null
  items: MenuItem[] = []
  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    const menu = new Menu()
    menu.items = template.map((options) => new MenuItem(options))
    return menu
  }
  static setApplicationMenu = (menu: Menu | null) => void (Menu.#application = menu)
  static getApplicationMenu = () => Menu.#application
  append(item: MenuItem): void {
    this.items.push(item)
  }
}

const picture = { isEmpty: () => false, resize: () => picture, setTemplateImage() {} }
export const nativeImage = {
  createFromPath: () => picture,
  createFromBuffer: () => picture,
  createEmpty: () => picture,
}
