/** Where things lie. Environment and home are arguments, so that every platform can be tested on any other. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import { posix, win32 } from 'node:path'
import { FailureError } from '#contract/failure'
import type { Platform } from '#domain/hardware'

export interface Place {
  readonly platform: Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Folders {
  /** Settings, queue, catalog database, logs: ours. */
  readonly data: string
  /** The cache root that rbee itself uses: `models` and `workers` lie below it. */
  readonly rbeeCache: string
}

/** `RBEE_DATA_DIR` and `RBEE_CACHE_DIR` move them. */
export function findFolders({ platform, home, env }: Place): Folders {
  const { join } = platform === 'win32' ? win32 : posix
  const local = env['LOCALAPPDATA'] || join(home, 'AppData', 'Local')
  const data = {
    linux: () => join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'rbee-marketplace'),
    darwin: () => join(home, 'Library', 'Application Support', 'rbee-marketplace'),
    win32: () => join(local, 'rbee-marketplace'),
  }
  const cache = {
    linux: () => join(env['XDG_CACHE_HOME'] || join(home, '.cache'), 'rbee'),
    darwin: () => join(home, 'Library', 'Caches', 'rbee'),
    win32: () => join(local, 'rbee'),
  }
  return {
    data: env['RBEE_DATA_DIR'] || data[platform](),
    rbeeCache: env['RBEE_CACHE_DIR'] || cache[platform](),
  }
}

/** Says so at once, and plainly, when the app has nowhere to write. */
export function ensureWritable(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true })
    accessSync(dir, constants.W_OK)
  } catch (error) {
    throw new FailureError({ code: 'not-writable', path: dir }, { cause: error })
  }
}
