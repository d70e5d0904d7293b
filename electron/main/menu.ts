/** The application menu as each system has it: macOS keeps the app's own part first, the others have it under File. */
import type { MenuItemConstructorOptions } from 'electron'
import type { Words } from './words.ts'

export interface MenuOptions {
  readonly platform: string
  readonly words: Words['menu']
  /** Tools for those who work on the app. */
  readonly developer: boolean
  openSettings(): void
  /** To the page before, or the one after it. */
  travel(where: 'back' | 'forward'): void
  openWebsite(): void
}

type Items = readonly MenuItemConstructorOptions[]
const menu = (label: string, submenu: Items): MenuItemConstructorOptions => ({
  label,
  submenu: [...submenu],
})
const LINE = { type: 'separator' } as const

export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, words, developer, openWebsite } = options
  const mac = platform === 'darwin'
  return [
    ...(mac ? [menu('rbee Marketplace', ownPart(options))] : []),
    menu(words.file, mac ? [{ role: 'close', label: words.close }] : filePart(options)),
    menu(words.edit, editPart(words)),
    menu(words.view, [
      ...travelPart(options),
      { role: 'reload', label: words.reload },
      LINE,
      { role: 'resetZoom', label: words.actualSize },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      LINE,
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(developer ? ([LINE, { role: 'toggleDevTools' }] as const) : []),
    ]),
    menu(words.window, [
      { role: 'minimize', label: words.minimize },
      ...(mac
        ? ([{ role: 'zoom', label: words.zoom }, LINE, { role: 'front', label: words.front }] as const)
        : []),
    ]),
    { role: 'help', label: words.help, submenu: [{ label: words.website, click: openWebsite }] },
  ]
}

const settingsItem = ({ words, openSettings }: MenuOptions): MenuItemConstructorOptions => ({
  label: words.settings,
  accelerator: 'CommandOrControl+,',
  click: openSettings,
})

/** As browsers on the same system have it. */
const travelPart = ({ platform, words, travel }: MenuOptions): Items => {
  const [back, forward] = platform === 'darwin' ? ['Command+[', 'Command+]'] : ['Alt+Left', 'Alt+Right']
  return [
    { label: words.back, accelerator: back, click: () => travel('back') },
    { label: words.forward, accelerator: forward, click: () => travel('forward') },
  ]
}

const ownPart = (options: MenuOptions): Items => [
  { role: 'about', label: options.words.about },
  LINE,
  settingsItem(options),
  LINE,
  { role: 'services', label: options.words.services },
  LINE,
  { role: 'hide', label: options.words.hide },
  { role: 'hideOthers', label: options.words.hideOthers },
  { role: 'unhide', label: options.words.showAll },
  LINE,
  { role: 'quit', label: options.words.quit },
]

const filePart = (options: MenuOptions): Items => [
  settingsItem(options),
  LINE,
  { role: 'close', label: options.words.close },
  { role: 'quit', label: options.words.quit },
]

const editPart = (words: Words['menu']): Items => [
  { role: 'undo', label: words.undo },
  { role: 'redo', label: words.redo },
  LINE,
  { role: 'cut', label: words.cut },
  { role: 'copy', label: words.copy },
  { role: 'paste', label: words.paste },
  { role: 'selectAll', label: words.selectAll },
]
