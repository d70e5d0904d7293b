/** The app goes by the same names wherever a system looks for it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

test('Windows knows it by the id that the installer gives the shortcut, Linux by its desktop entry', () => {
  const [, appId] = /^appId: (.+)$/m.exec(read('electron-builder.yml')) ?? []
  const [, executable] = /^executableName: (.+)$/m.exec(read('electron-builder.yml')) ?? []
  expect(read('electron/main/index.ts')).toContain(`setAppUserModelId('${appId}')`)
  expect(JSON.parse(read('package.json'))).toMatchObject({ desktopName: `${executable}.desktop` })
})
