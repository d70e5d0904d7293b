import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSettings } from '#contract/settings'
import { silentLog } from '#core/log'
import { createSettings } from '#core/settings/settings'
import { tempDir } from '../../helpers/temp-dir.ts'

const signal = new AbortController().signal
const settingsIn = (file: string) => createSettings({ file, emit: () => {}, log: silentLog })

test('a change keeps what it does not name, and is there after a restart', async () => {
  using dir = tempDir()
  const file = join(dir.path, 'settings.json')
  const settings = settingsIn(file)
  await settings.handlers['settings.change']({ downloads: { parallel: 4 } }, { signal })
  await settings.handlers['settings.change']({ downloads: { limitBytesPerSecond: 5_000_000 } }, { signal })
  expect(settingsIn(file).get()).toEqual({
    ...defaultSettings,
    downloads: { ...defaultSettings.downloads, parallel: 4, limitBytesPerSecond: 5_000_000 },
  })
})

test('an older file with fewer fields, and a newer one with more, are both understood', () => {
  using dir = tempDir()
  const file = join(dir.path, 'settings.json')
  writeFileSync(file, JSON.stringify({ appearance: { theme: 'dark' }, yetToCome: { x: 1 } }))
  expect(settingsIn(file).get()).toEqual({
    ...defaultSettings,
    appearance: { ...defaultSettings.appearance, theme: 'dark' },
  })
})

test('a damaged file is set aside, not lost', () => {
  using dir = tempDir()
  const file = join(dir.path, 'settings.json')
  writeFileSync(file, '{"appearance": {"theme": "dar')
  expect(settingsIn(file).get()).toEqual(defaultSettings)
  expect(readFileSync(`${file}.damaged`, 'utf8')).toContain('"dar')
})

test('whoever listens hears of a change', async () => {
  using dir = tempDir()
  const settings = settingsIn(join(dir.path, 'settings.json'))
  const heard: string[] = []
  settings.onChange(({ appearance }) => heard.push(appearance.theme))
  await settings.handlers['settings.change']({ appearance: { theme: 'light' } }, { signal })
  expect(heard).toEqual(['light'])
})
