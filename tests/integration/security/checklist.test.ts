/** SECURITY.md is true: every test that it names is there, and runs. */
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

test.each(rows.map(([, , file = '', name = '']) => [file, name]))(
  '%s has “%s”, and runs it',
  (file, name) => {
    expect(stateOf(read(file), name)).toBe('runs')
  },
)

const LEFT_OUT = /\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|skipIf|fixme|todo|fails|only)\b/

/** `test('name'`, or `test.each([…])('name'`, that nobody put aside. */
function stateOf(source: string, name: string): 'runs' | 'not there' | 'left out' | 'a comment' {
  const at = source.indexOf(`'${name}'`)
  if (at < 0) return 'not there'
  const before = source.slice(0, at)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  if (/^\s*(?:\/\/|\*)/.test(line) || before.lastIndexOf('/*') > before.lastIndexOf('*/')) return 'a comment'
  const [opening = ''] = [...before.matchAll(/^ *(?:\/\/ *)?x?(?:test|it|describe)\b[.(].*$/gm)].at(-1) ?? []
  if (!/^ *(?:test|it|describe)\b/.test(opening)) return opening.includes('//') ? 'a comment' : 'left out'
  // One `skip` without a name leaves out all that stand beside it.
  return LEFT_OUT.test(source) || !/\(\s*$/.test(before) ? 'left out' : 'runs'
}

test.each([
  [`test('a', () => {})`, 'runs'],
  [`  it(\n    'a',\n    async () => {})`, 'runs'],
  [`test.runIf(linux).each([\n  [1],\n])('a', () => {})`, 'runs'],
  [`test.describe('a', () => {})`, 'runs'],
  [`test('b', () => {})`, 'not there'],
  [`test.ASIDE('a', () => {})`, 'left out'],
  [`describe.ASIDE('all', () => {\n  it('a', () => {})\n})`, 'left out'],
  [`test('a', () => {\n  test.ASIDE()\n})`, 'left out'],
  [`test('b', () => {})\nxit('a', () => {})`, 'left out'],
  [`const name = 'a'`, 'left out'],
  [`// test('a', () => {})`, 'a comment'],
  [`test('b', () => {})\n//  test(\n//    'a', () => {})`, 'a comment'],
  [`/* test('a', () => {}) */`, 'a comment'],
  [`/**\n * test('a')\n */`, 'a comment'],
])('a test put aside is no proof: %j', (source, state) => {
  // Written out, it would put aside what this file proves.
  expect(stateOf(source.replace('ASIDE', 'skip'), 'a')).toBe(state)
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
