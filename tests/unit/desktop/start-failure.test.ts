import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startFailure } from '../../../electron/main/start-failure.ts'

let dataDir = ''
beforeEach(() => void (dataDir = mkdtempSync(join(tmpdir(), 'data-'))))
afterEach(() => rmSync(dataDir, { recursive: true }))

const failure = { code: 'already-running', dataDir: '/d' } as const
const titleWith = (preferred: string[]): string => startFailure(failure, { dataDir, preferred }).title

test('said in the system’s language, until another was chosen', () => {
  expect(titleWith(['nl-NL'])).toBe('rbee Marketplace kan niet starten')
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ appearance: { language: 'en' } }))
  expect(titleWith(['nl-NL'])).toBe('rbee Marketplace cannot start')
})

test('settings that cannot be read are left as they are', () => {
  writeFileSync(join(dataDir, 'settings.json'), '{')
  const twice = [titleWith(['nl-NL']), titleWith(['nl-NL'])]
  expect(new Set(twice)).toEqual(new Set(['rbee Marketplace kan niet starten']))
  const said = startFailure({ code: 'not-writable', path: '/d' }, { dataDir, preferred: ['nl'] })
  expect(said.text).toContain('Kan niet schrijven in /d')
})
