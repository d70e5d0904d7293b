/** No name that comes from elsewhere leads out of a folder, or to another file than it seems to name. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pathProblem, safeFileName } from '#core/downloads/plan/paths'
import { createRendererFiles } from '#core/renderer-files'
import { parseDeepLink } from '#domain/deep-link'
import { tempDir } from '../../helpers/temp-dir.ts'

const OUTWARDS = [
  '..',
  '../x',
  'a/../../x',
  './x',
  'a/./x',
  '/etc/passwd',
  '//server/share',
  '\\\\server\\share',
  '..\\x',
  'a\\..\\..\\x',
  'C:/x',
  'C:x',
  'c:\\x',
  'x\0.gguf',
  'a//x',
  'a/',
  ' /x',
  'x ',
  'x.',
  '...',
  'CON',
  'nul.gguf',
  'COM1.safetensors',
  'a/aux/x',
  'x:stream',
  'x?.gguf',
  'x*.gguf',
  'x|y',
  'x\n.gguf',
  '',
  'a'.repeat(300),
  `${'a/'.repeat(600)}x`,
  '\uD800.gguf',
]
const DECEIVING = [
  'model\u202Egpj.exe',
  '\u2066x\u2069.gguf',
  'a\u200Bb.gguf',
  '\uFEFFx.gguf',
  'x\u061C.gguf',
]

test.each([...OUTWARDS, ...DECEIVING])('%j becomes no file of a model', (path) => {
  expect(pathProblem(path)).not.toBeNull()
})

test.each([...OUTWARDS, ...DECEIVING])('%j is made harmless where a name has to be found', (name) => {
  const safe = safeFileName(name, '.gguf')
  expect(pathProblem(safe)).toBeNull()
  expect(safe).not.toContain('/')
})

test('no request leads out of the page’s folder', async () => {
  using dir = tempDir()
  mkdirSync(join(dir.path, 'renderer'))
  writeFileSync(join(dir.path, 'renderer/index.html'), 'page')
  writeFileSync(join(dir.path, 'secret.txt'), 'secret')
  mkdirSync(join(dir.path, 'renderer-other'))
  writeFileSync(join(dir.path, 'renderer-other/x.txt'), 'secret')
  const files = createRendererFiles(join(dir.path, 'renderer'))
  const ways = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/a/../../secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/../renderer-other/x.txt',
    '/%252e%252e/secret.txt',
    '//secret.txt',
    '/%00/../secret.txt',
    `/${dir.path}/secret.txt`,
    '/....//secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
  ]
  for (const way of ways) {
    const { status, body } = await files(way)
    expect([way, Buffer.from(body ?? []).toString()]).not.toEqual([way, 'secret'])
    expect([way, status === 200]).toEqual([way, false])
  }
})

test.each(['..%2F..%2Fetc', 'org/name:..%2F..%2Fx', 'org/name@..%2F..', '%2Fetc/passwd', 'org/..%5C..'])(
  'no link names a way out: %s',
  (id) => {
    expect(parseDeepLink(`rbee://model/${id}`)).toMatchObject({ ok: false })
  },
)
