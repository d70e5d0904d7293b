import { accessSync, constants } from 'node:fs'

/** Debian's package, or whatever `CHROMIUM` names. The packaged binary itself: its wrapper script only adds noise. */
const CANDIDATES = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export function findChromium(): string {
  const named = process.env['CHROMIUM']
  const found = (named ? [named] : CANDIDATES).find(isExecutable)
  if (found) return found
  throw new Error(
    named
      ? `CHROMIUM names ${named}, which cannot be run`
      : 'No Chromium: install it, or name it in CHROMIUM',
  )
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
