import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeOwnData } from '#core/remove-data'
import { tempDir } from '../../helpers/temp-dir.ts'

const OURS = ['settings.json', 'settings.json.damaged', 'huggingface.token', 'civitai.token', 'window.json']

test('what the app keeps goes, and what others put beside it stays', () => {
  using temp = tempDir()
  const dir = join(temp.path, 'data')
  for (const folder of ['catalog', 'cache/pictures', 'downloads', 'logs', 'models/org', 'cached'])
    mkdirSync(join(dir, folder), { recursive: true })
  for (const file of [
    ...OURS,
    'catalog/catalog.sqlite',
    'cache/pictures/a',
    'models/org/x.gguf',
    'notes.txt',
  ])
    writeFileSync(join(dir, file), '')
  removeOwnData(dir)
  expect(readdirSync(dir).toSorted()).toEqual(['cached', 'models', 'notes.txt'])
  expect(existsSync(join(dir, 'models/org/x.gguf'))).toBe(true)
})

test('a folder that held nothing else goes as well', () => {
  using temp = tempDir()
  const dir = join(temp.path, 'data')
  mkdirSync(join(dir, 'logs'), { recursive: true })
  removeOwnData(dir)
  expect(existsSync(dir)).toBe(false)
})
