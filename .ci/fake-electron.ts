/** A folder shaped like Electron's Linux zip, so that electron-builder can do all of its own work with no download. */
import { createPackage } from '@electron/asar'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What @electron/fuses looks for: this sentinel, a version byte, a count, and one '0' or '1' per fuse. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101000001'),
])
const SCRIPT = Buffer.from('#!/bin/sh\necho "not Electron: only for checking the packaging" >&2\nexit 70\n')

export async function makeFakeElectron(folder: string): Promise<void> {
  const manifest = join(import.meta.dirname, '../node_modules/electron/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    writeFileSync(
      join(folder, name),
      name === 'electron' ? Buffer.concat([SCRIPT, FUSES, Buffer.from('\n')]) : SCRIPT,
    )
    chmodSync(join(folder, name), 0o755)
  }
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
    writeFileSync(join(folder, name), '')
  // For Windows it has to be a real program, whose resources can be written: one that packaging itself brings.
  const windows = join(import.meta.dirname, '../node_modules/electron-winstaller/vendor/Setup.exe')
  writeFileSync(
    join(folder, 'electron.exe'),
    Buffer.concat([readFileSync(windows), FUSES, Buffer.from('\n')]),
  )
  writeFileSync(join(folder, 'version'), version)
  const empty = join(folder, 'empty-app')
  mkdirSync(empty)
  writeFileSync(join(empty, 'main.js'), '')
  await createPackage(empty, join(folder, 'resources/default_app.asar'))
}
