/** Starting with the system: Windows and macOS have a list of their own, Linux desktops read files. */
import { posix } from 'node:path'
import type { Place } from '#core/folders'
import { desktopEntry } from '../desktop-entry.ts'

/** Told to the app when nobody asked for it: it stays in the tray. */
export const QUIETLY = '--quietly'

export const autostartFile = ({ env, home }: Place): string =>
  posix.join(
    env['XDG_CONFIG_HOME'] || posix.join(home, '.config'),
    'autostart',
    'dev.rbee.marketplace.desktop',
  )

export const autostartEntry = (program: string): string =>
  desktopEntry({ program, argument: QUIETLY, more: ['X-GNOME-Autostart-enabled=true'] })
