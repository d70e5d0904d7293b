/** What is left behind, and what is asked, when the app is removed. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempDir } from '../../helpers/temp-dir.ts'

const PACKAGING = join(import.meta.dirname, '../../../.ci/packaging')
const EXECUTABLE = 'rbee-marketplace'

/** As electron-builder fills it in. */
const script = readFileSync(join(PACKAGING, 'after-remove.sh'), 'utf8')
  .replaceAll('${executable}', EXECUTABLE)
  .replaceAll('${sanitizedProductName}', 'rbee Marketplace')

function put(file: string, text = ''): string {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
  return file
}

/** A system in a folder, with the tools it has standing in for the real ones. */
function removed(dir: string, action: string, tools: readonly string[]) {
  const bin = join(dir, 'tools')
  for (const name of tools)
    chmodSync(put(join(bin, name), `#!/bin/sh\necho "${name} $*" >> "${dir}/calls"\n`), 0o755)
  for (const name of ['rm', 'echo']) put(join(bin, name), `#!/bin/sh\nexec /bin/${name} "$@"\n`)
  for (const name of ['rm', 'echo']) chmodSync(join(bin, name), 0o755)
  const file = put(join(dir, 'postrm'), script)
  const { status, stdout, stderr } = spawnSync('/bin/sh', [file, action], {
    env: { PATH: bin, DPKG_ROOT: dir, HOME: join(dir, 'home') },
    encoding: 'utf8',
  })
  const calls = existsSync(join(dir, 'calls')) ? readFileSync(join(dir, 'calls'), 'utf8') : ''
  return { status, stdout, stderr, calls }
}

test.runIf(process.platform === 'linux').each(['remove', 'purge'])(
  'deb: %s takes the links and leaves the models',
  (action) => {
    using dir = tempDir()
    const model = put(join(dir.path, 'home/.cache/rbee/models/m/model.gguf'), 'weights')
    const settings = put(join(dir.path, 'home/.local/share/rbee-marketplace/settings.json'), '{}')
    const link = put(join(dir.path, 'usr/bin', EXECUTABLE))
    const profile = put(join(dir.path, 'etc/apparmor.d', EXECUTABLE))
    const other = put(join(dir.path, 'usr/bin/other'))
    const { status, stdout, stderr } = removed(dir.path, action, [])
    expect([status, stderr]).toEqual([0, ''])
    expect([model, settings, other].map(existsSync)).toEqual([true, true, true])
    expect([link, profile].map(existsSync)).toEqual([false, false])
    expect(stdout).toContain('Models stay in ~/.cache/rbee/models')
    expect(stdout).toContain('~/.local/share/rbee-marketplace')
  },
)

test.runIf(process.platform === 'linux')(
  'deb: an upgrade says nothing, and asks the tools of the system',
  () => {
    using dir = tempDir()
    const profile = put(join(dir.path, 'etc/apparmor.d', EXECUTABLE))
    const { status, stdout, calls } = removed(dir.path, 'upgrade', [
      'update-alternatives',
      'apparmor_status',
      'apparmor_parser',
    ])
    expect([status, stdout]).toEqual([0, ''])
    expect(calls).toContain(`update-alternatives --remove ${EXECUTABLE} /opt/rbee Marketplace/${EXECUTABLE}`)
    expect(calls).toContain(`apparmor_parser --remove ${profile}`)
    expect(existsSync(profile)).toBe(false)
  },
)

const nsis = readFileSync(join(PACKAGING, 'uninstall.nsh'), 'utf8')

test('Windows: it asks, keeps all where nobody answers, and never names the models’ folder to be removed', () => {
  const gone = [...nsis.matchAll(/RMDir[^"]*"([^"]+)"/g)].map(([, folder]) => folder)
  expect(gone).toEqual(['$LOCALAPPDATA\\rbee-marketplace', '$APPDATA\\rbee Marketplace'])
  expect(nsis).toMatch(/MB_DEFBUTTON2.*\/SD IDNO IDNO keepData/)
  expect(nsis).toContain('${ifNot} ${isUpdated}')
})

const makensis = spawnSync('makensis', ['-VERSION'], { encoding: 'utf8' })

test.runIf(makensis.status === 0)('Windows: the uninstaller’s part compiles', () => {
  using dir = tempDir()
  const file = put(
    join(dir.path, 'test.nsi'),
    `Unicode true
OutFile "${join(dir.path, 'test.exe')}"
!define isUpdated "0 == 1"
!include "${join(PACKAGING, 'uninstall.nsh')}"
Section
  WriteUninstaller "${join(dir.path, 'un.exe').replaceAll('/', '\\\\')}"
SectionEnd
Section Uninstall
  !insertmacro customUnInstall
SectionEnd
`,
  )
  const { status, stdout } = spawnSync('makensis', ['-WX', file], { encoding: 'utf8' })
  expect([status, status === 0 ? '' : stdout]).toEqual([0, ''])
})
