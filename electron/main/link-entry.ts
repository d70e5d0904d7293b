/** An AppImage has no installer that would tell the desktop who opens `rbee://` links. */
import { existsSync } from 'node:fs'
import { posix } from 'node:path'
import type { Place } from '#core/folders'
import { desktopEntry, keepEntry } from './desktop-entry.ts'

/** As package.json has it: by this name Electron speaks of the app to the desktop. */
const NAME = 'applications/rbee-marketplace.desktop'

/** True where an entry was written that the desktop does not know yet. */
export function keepLinkEntry({ platform, env, home }: Place): boolean {
  const program = env['APPIMAGE']
  if (platform !== 'linux' || !program) return false
  const shared = (env['XDG_DATA_DIRS'] || '/usr/local/share:/usr/share').split(':')
  const isInstalled = shared.some((dir) => dir !== '' && existsSync(posix.join(dir, NAME)))
  return keepEntry(linkEntryFile({ env, home }), isInstalled ? null : linkEntry(program))
}

export const linkEntryFile = ({ env, home }: Pick<Place, 'env' | 'home'>): string =>
  posix.join(env['XDG_DATA_HOME'] || posix.join(home, '.local/share'), NAME)

/** In no menu, where nobody asked for it to be; and gone for the desktop once the file is. */
export const linkEntry = (program: string): string =>
  desktopEntry({
    program,
    argument: '%u',
    more: [
      `TryExec=${program.replaceAll('\\', '\\\\')}`,
      'NoDisplay=true',
      'StartupWMClass=rbee-marketplace',
      'MimeType=x-scheme-handler/rbee;',
    ],
  })
