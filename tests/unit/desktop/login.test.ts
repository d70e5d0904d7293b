import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepEntry, programOf } from '../../../electron/main/desktop-entry.ts'
import { keepLinkEntry, linkEntry } from '../../../electron/main/link-entry.ts'
import { autostartEntry, autostartFile } from '../../../electron/main/presence/login.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const place = (env: Record<string, string>, home = '/home/ada') => ({ platform: 'linux' as const, env, home })

test('the file lies where desktops look', () => {
  expect(autostartFile(place({}))).toBe('/home/ada/.config/autostart/dev.rbee.marketplace.desktop')
  expect(autostartFile(place({ XDG_CONFIG_HOME: '/cfg' }))).toBe(
    '/cfg/autostart/dev.rbee.marketplace.desktop',
  )
})

test.each([
  ['/opt/rbee Marketplace/rbee-marketplace', 'Exec="/opt/rbee Marketplace/rbee-marketplace" --quietly'],
  ['/home/a/100%/x', 'Exec="/home/a/100%%/x" --quietly'],
  ['/home/$USER/"x`', 'Exec="/home/\\\\$USER/\\\\"x\\\\`" --quietly'],
])('a program’s path is quoted as desktops read it: %s', (program, line) => {
  expect(autostartEntry(program).split('\n')).toContain(line)
})

test('an AppImage is started by its own file', () => {
  expect(programOf({ APPIMAGE: '/home/ada/rbee.AppImage' }, '/tmp/.mount/rbee')).toBe(
    '/home/ada/rbee.AppImage',
  )
  expect(programOf({}, '/opt/rbee')).toBe('/opt/rbee')
})

test('on writes it, off removes it, and twice is once', () => {
  using dir = tempDir()
  const file = autostartFile(place({}, dir.path))
  keepEntry(file, null)
  expect(existsSync(join(dir.path, '.config'))).toBe(false)
  const entry = autostartEntry('/opt/rbee')
  expect([keepEntry(file, entry), keepEntry(file, entry)]).toEqual([true, false])
  expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/rbee" --quietly')
  keepEntry(file, null)
  expect(existsSync(file)).toBe(false)
})

const APPIMAGE = '/home/ada/My apps/rbee.AppImage'

test('an AppImage tells the desktop that it opens rbee links, once and in no menu', () => {
  using dir = tempDir()
  const env = { XDG_DATA_HOME: join(dir.path, 'data'), XDG_DATA_DIRS: join(dir.path, 'shared') }
  const file = join(dir.path, 'data/applications/rbee-marketplace.desktop')
  expect([keepLinkEntry(place(env)), existsSync(file)]).toEqual([false, false])
  const started = place({ ...env, APPIMAGE })
  expect([keepLinkEntry(started), keepLinkEntry(started)]).toEqual([true, false])
  const lines = readFileSync(file, 'utf8').split('\n')
  expect(lines).toContain('MimeType=x-scheme-handler/rbee;')
  expect(lines).toContain('Exec="/home/ada/My apps/rbee.AppImage" %u')
  expect(lines).toContain('TryExec=/home/ada/My apps/rbee.AppImage')
  expect(lines).toContain('NoDisplay=true')
  expect(keepLinkEntry(place({ ...env, APPIMAGE: '/moved/rbee.AppImage' }))).toBe(true)
  expect(readFileSync(file, 'utf8')).toBe(linkEntry('/moved/rbee.AppImage'))
  // The same app, installed as well, has an entry of its own, which ours would hide.
  mkdirSync(join(dir.path, 'shared/applications'), { recursive: true })
  writeFileSync(join(dir.path, 'shared/applications/rbee-marketplace.desktop'), '')
  expect([keepLinkEntry(started), existsSync(file)]).toEqual([false, false])
})
