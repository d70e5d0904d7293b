import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  autostartEntry,
  autostartFile,
  programOf,
  setAutostart,
} from '../../../electron/main/presence/login.ts'
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
  setAutostart(file, null)
  expect(existsSync(join(dir.path, '.config'))).toBe(false)
  setAutostart(file, '/opt/rbee')
  setAutostart(file, '/opt/rbee')
  expect(readFileSync(file, 'utf8')).toContain('Exec="/opt/rbee" --quietly')
  setAutostart(file, null)
  expect(existsSync(file)).toBe(false)
})
