import { expect, test } from 'vitest'
import { menuTemplate } from '../../../electron/main/menu.ts'
import { wordsFor } from '../../../electron/main/words.ts'

interface Item {
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly click?: unknown
  readonly accelerator?: string
  readonly submenu?: readonly Item[]
}

const open = (platform: string, language: 'en' | 'nl' = 'en', developer = false): readonly Item[] =>
  menuTemplate({
    platform,
    words: wordsFor(language, []).menu,
    developer,
    openSettings() {},
    travel() {},
    openWebsite() {},
  }) as readonly Item[]
const labels = (items: readonly Item[] = []): (string | undefined)[] =>
  items.filter(({ type }) => type !== 'separator').map(({ label }) => label)
const itemsIn = (menu: readonly Item[]) => menu.flatMap(({ submenu = [] }) => submenu)
const rolesIn = (menu: readonly Item[]) => itemsIn(menu).map(({ role }) => role)
const part = (menu: readonly Item[], label: string) => menu.find((item) => item.label === label)?.submenu

test('macOS: the app’s own part first, with settings and quit', () => {
  const menu = open('darwin')
  expect(labels(menu)).toEqual(['rbee Marketplace', 'File', 'Edit', 'View', 'Window', 'Help'])
  expect(part(menu, 'rbee Marketplace')?.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['about', 'hide', 'hideOthers', 'unhide', 'quit', 'services']),
  )
  expect(labels(part(menu, 'rbee Marketplace'))).toContain('Settings…')
  expect(labels(part(menu, 'File'))).toEqual(['Close window'])
})

test.each(['linux', 'win32'])(
  '%s: settings and quit stand under File, and nothing is macOS’s own',
  (platform) => {
    const menu = open(platform)
    expect(labels(menu)).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
    expect(labels(part(menu, 'File'))).toEqual(['Settings…', 'Close window', 'Quit rbee Marketplace'])
    const roles = rolesIn(menu)
    for (const role of ['services', 'hide', 'unhide', 'front', 'zoom']) expect(roles).not.toContain(role)
  },
)

test.each([
  ['darwin', 'Command+[', 'Command+]'],
  ['win32', 'Alt+Left', 'Alt+Right'],
] as const)('%s: back and forward have the keys of its browsers', (platform, back, forward) => {
  const keys = part(open(platform), 'View')?.map(({ label, accelerator }) => [label, accelerator])
  expect(keys).toEqual(
    expect.arrayContaining([
      ['Back', back],
      ['Forward', forward],
    ]),
  )
  expect(rolesIn(open(platform))).toContain('reload')
})

test('developers’ tools are not for everybody', () => {
  expect(rolesIn(open('linux'))).not.toContain('toggleDevTools')
  expect(rolesIn(open('linux', 'en', true))).toContain('toggleDevTools')
})

test.each(['linux', 'darwin', 'win32'])(
  '%s: every entry does something and is said in both languages',
  (platform) => {
    const [english, dutch] = [itemsIn(open(platform)), itemsIn(open(platform, 'nl'))]
    expect(dutch.map(({ role }) => role)).toEqual(english.map(({ role }) => role))
    const idle = [...english, ...dutch].filter(
      ({ type, label, role, click }) => type !== 'separator' && (!label || !(role ?? click)),
    )
    expect(idle).toEqual([])
    expect(labels(dutch)).toContain('Kopiëren')
  },
)

test.each([
  ['system', ['nl-BE', 'en'], 'Quit', 'Afsluiten'],
  ['system', ['de-DE', 'nl'], 'Quit', 'Afsluiten'],
  ['system', ['de-DE'], 'Afsluiten', 'Quit'],
  ['en', ['nl'], 'Afsluiten', 'Quit'],
  ['nl', ['en'], 'Quit', 'Afsluiten'],
] as const)('the language: %s of %j', (chosen, preferred, _not, quit) => {
  expect(wordsFor(chosen, preferred).tray.quit).toBe(quit)
})
