/** The checks themselves are checked: each boundary is broken once, in a copy, and must be reported. */
import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tempDir } from '../../helpers/temp-dir.ts'

const ROOT = join(import.meta.dirname, '../../..')
const copy = tempDir()
const at = (path: string): string => join(copy.path, path)

beforeAll(() => {
  const parts = [
    'src',
    'electron',
    'tests',
    '.ci',
    'resources',
    'tsconfig.json',
    'package.json',
    '.oxlintrc.json',
    'knip.json',
  ]
  const configs = ['electron.vite.config.ts', 'vitest.config.ts', 'playwright.config.ts']
  for (const part of [...parts, ...configs])
    cpSync(join(ROOT, part), at(part), { recursive: true, filter: (path) => !path.includes('/fixtures/') })
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'))
})
afterAll(() => copy[Symbol.dispose]())

function run(command: string): { failed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(command, { cwd: copy.path, shell: true, encoding: 'utf8' })
  return { failed: status !== 0, output: stdout + stderr }
}

/** Writes a file, runs the checks, puts things back. */
function broken(file: string, content: string, command: string): { failed: boolean; output: string } {
  const before = readIfThere(file)
  writeFileSync(at(file), content)
  try {
    return run(command)
  } finally {
    if (before === null) spawnSync('rm', [at(file)])
    else writeFileSync(at(file), before)
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(at(file), 'utf8')
  } catch {
    return null
  }
}

const lint = 'node_modules/.bin/oxlint --type-aware --deny-warnings'

test('the page importing privileged code: compiler and linter both refuse', () => {
  const code = "export { createDoor } from '../../electron/core/door.ts'\n"
  const types = broken('src/app/trial.ts', code, 'node_modules/.bin/tsc -p src/app')
  expect(types).toMatchObject({ failed: true, output: expect.stringContaining("not under 'rootDir'") })
  const linted = broken('src/app/trial.ts', code, `${lint} src/app/trial.ts`)
  expect(linted).toMatchObject({ failed: true, output: expect.stringContaining('no-restricted-imports') })
})

test('the core importing electron is refused', () => {
  const code = "import { app } from 'electron'\nexport const name = app.getName()\n"
  const linted = broken('electron/core/trial.ts', code, `${lint} electron/core/trial.ts`)
  expect(linted).toMatchObject({ failed: true, output: expect.stringContaining('must run without it') })
})

test('a domain that imports a package, or touches Node or the DOM, is refused', () => {
  const linted = broken('src/domain/trial.ts', "export { z } from 'zod'\n", `${lint} src/domain/trial.ts`)
  expect(linted).toMatchObject({ failed: true, output: expect.stringContaining('The domain is pure') })
  const code = 'export const place = [process.cwd(), document.title]\n'
  const types = broken('src/domain/trial.ts', code, 'node_modules/.bin/tsc -p src/domain')
  expect(types.output).toMatch(/Cannot find name 'process'/)
  expect(types.output).toMatch(/Cannot find name 'document'/)
})

test('a module mock is refused', () => {
  const code = "import { test, vi } from 'vitest'\nvi.mock('node:fs')\ntest('x', () => {})\n"
  expect(broken('tests/unit/trial.test.ts', code, `${lint} tests/unit/trial.test.ts`).output).toContain(
    'No module mocks',
  )
})

test('a missing handler does not compile', () => {
  const core = readFileSync(at('electron/core/core.ts'), 'utf8')
  const types = broken(
    'electron/core/core.ts',
    core.replace('...settings.handlers,', ''),
    'node_modules/.bin/tsc -p electron',
  )
  expect(types).toMatchObject({ failed: true, output: expect.stringContaining("'settings.get'") })
})

test('an event without a schema does not compile', () => {
  const code =
    "import type { Emit } from '#contract/contract'\nexport const tell = (emit: Emit): void => emit('no.such', 1)\n"
  const types = broken('electron/core/trial.ts', code, 'node_modules/.bin/tsc -p electron')
  expect(types).toMatchObject({ failed: true, output: expect.stringContaining('"no.such"') })
})

test('a dependency that nothing uses is reported', () => {
  const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  manifest.dependencies['left-pad'] = '1.3.0'
  const dead = broken(
    'package.json',
    JSON.stringify(manifest),
    'node_modules/.bin/knip --no-progress --include dependencies',
  )
  expect(dead).toMatchObject({ failed: true, output: expect.stringContaining('left-pad') })
})
