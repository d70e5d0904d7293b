/** What the app leaves on a system outside its own folder. */
import { app } from 'electron'
import { rmSync } from 'node:fs'
import type { Place } from '#core/folders'
import { keepEntry } from './desktop-entry.ts'
import { linkEntryFile } from './link-entry.ts'
import { autostartFile } from './presence/login.ts'

/** The page's own profile goes as far as Chromium lets go of it. */
export function forgetHere(place: Place): void {
  if (place.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: false })
  else {
    keepEntry(autostartFile(place), null)
    if (place.env['APPIMAGE']) keepEntry(linkEntryFile(place), null)
  }
  rmSync(app.getPath('userData'), { recursive: true, force: true, maxRetries: 2 })
}
