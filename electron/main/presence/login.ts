/** Starting with the system: Windows and macOS have a list of their own, Linux desktops read files. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, posix } from 'node:path'
import type { Place } from '#core/folders'

/** Told to the app when nobody asked for it: it stays in the tray. */
export const QUIETLY = '--quietly'

export const autostartFile = ({ env, home }: Place): string =>
  posix.join(
    env['XDG_CONFIG_HOME'] || posix.join(home, '.config'),
    'autostart',
    'dev.rbee.marketplace.desktop',
  )

/** An argument as the desktop entry specification wants it quoted; `%` would begin a field code. */
const quoted = (text: string): string =>
  `"${text
    .replace(/[\\"`$]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`

export const autostartEntry = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=rbee Marketplace',
    `Exec=${quoted(program)} ${QUIETLY}`,
    'Icon=rbee-marketplace',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')

/** An AppImage is started by its own file: what runs lies in a folder that is gone after the end. */
export const programOf = (env: Place['env'], execPath: string): string => env['APPIMAGE'] || execPath

export function setAutostart(file: string, program: string | null): void {
  if (program === null) return rmSync(file, { force: true })
  const entry = autostartEntry(program)
  if (readOrEmpty(file) === entry) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, entry)
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
