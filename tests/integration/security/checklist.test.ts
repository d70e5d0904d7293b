/** SECURITY.md is true: every test that it names is there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const rows = [...read('SECURITY.md').matchAll(/^\|(?: *(\d+) *\|)?[^|]+\| *`([^`]+)`: (.+?) *\|$/gm)]

test('the checklist is whole', () => {
  const numbers = rows.flatMap(([, number]) => (number === undefined ? [] : [Number(number)]))
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect(rows.length).toBeGreaterThan(20)
})

test.each(rows.map(([, , file = '', name = '']) => [file, name]))('%s has “%s”', (file, name) => {
  expect(read(file)).toContain(`'${name}'`)
})

test('Electron is pinned exactly, at a version we mean', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
  expect(devDependencies['electron']).toMatch(/^(4[5-9]|[5-9]\d)\.\d+\.\d+$/)
})

test('the fuses are set as they should be, and packaging checks them in the binary', () => {
  const config = read('electron-builder.yml')
  for (const line of [
    'runAsNode: false',
    'enableCookieEncryption: true',
    'enableNodeOptionsEnvironmentVariable: false',
    'enableNodeCliInspectArguments: false',
    'enableEmbeddedAsarIntegrityValidation: true',
    'onlyLoadAppFromAsar: true',
    'grantFileProtocolExtraPrivileges: false',
  ])
    expect(config).toContain(line)
  expect(read('.ci/pack-check.ts')).toContain('await checkFuses(')
})
