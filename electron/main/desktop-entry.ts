/** Files by which a Linux desktop knows a program. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Place } from '#core/folders'

/** An argument as the desktop entry specification wants it quoted; `%` would begin a field code. */
const quoted = (text: string): string =>
  `"${text
    .replace(/[\\"`$]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`

export interface EntryParts {
  readonly program: string
  readonly argument: string
  readonly more: readonly string[]
}

export const desktopEntry = ({ program, argument, more }: EntryParts): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=rbee Marketplace',
    `Exec=${quoted(program)} ${argument}`,
    'Icon=rbee-marketplace',
    'Terminal=false',
    ...more,
    '',
  ].join('\n')

/** An AppImage is started by its own file: what runs lies in a folder that is gone after the end. */
export const programOf = (env: Place['env'], execPath: string): string => env['APPIMAGE'] || execPath

/** Null removes it. True where it was written: a desktop that keeps a list has to be told. */
export function keepEntry(file: string, entry: string | null): boolean {
  if (entry === null) {
    rmSync(file, { force: true })
    return false
  }
  if (readOrEmpty(file) === entry) return false
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, entry)
  return true
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
