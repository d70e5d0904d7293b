/** Where workers are looked for: plain lists per OS, so that each can be tested on any other. */
import { posix, win32 } from 'node:path'
import type { Place } from '../folders.ts'

/** In the order in which a worker found twice is attributed; each folder once. */
export function searchFolders(place: Place, added: readonly string[]): readonly string[] {
  const path = place.platform === 'win32' ? win32 : posix
  const all = [
    ...added.flatMap((folder) => [
      folder,
      ...['bin', 'target/release', 'target/debug'].map((sub) => path.join(folder, sub)),
    ]),
    ...pathFolders(place),
    ...usualFolders[place.platform](place),
  ]
  const seen = new Set<string>()
  return all.filter((folder) => {
    const key = keyOf(folder, place)
    return !seen.has(key) && seen.add(key)
  })
}

/**
 * Relative entries mean whatever folder the app was started in, and network paths can take minutes: neither counts.
 * Nor do the Windows folders that WSL adds: slow to list, never watched, and their programs do not run in it.
 */
function pathFolders({ platform, env }: Place): string[] {
  const windows = platform === 'win32'
  const value = windows ? caseless(env, 'PATH') : env['PATH']
  return (value ?? '')
    .split(windows ? ';' : ':')
    .map((entry) => (windows ? entry.trim().replace(/^"(.*)"$/, '$1') : entry))
    .filter((entry) => (windows ? /^[a-z]:[\\/]/i.test(entry) : posix.isAbsolute(entry)))
    .filter((entry) => !(env['WSL_DISTRO_NAME'] && /^\/mnt\/[a-z]\//.test(entry)))
}

const usualFolders: { readonly [platform in Place['platform']]: (place: Place) => string[] } = {
  linux: ({ env, home }) => [
    ...absolute(env['RBEE_INSTALL_DIR']),
    '/usr/local/bin',
    posix.join(home, '.local/bin'),
    '/usr/bin',
    posix.join(home, '.cargo/bin'),
    '/home/linuxbrew/.linuxbrew/bin',
  ],
  darwin: ({ env, home }) => [
    ...absolute(env['RBEE_INSTALL_DIR']),
    '/opt/homebrew/bin',
    '/usr/local/bin',
    posix.join(home, '.local/bin'),
    '/usr/bin',
    posix.join(home, '.cargo/bin'),
  ],
  win32: ({ env, home }) => [
    win32.join(caseless(env, 'LOCALAPPDATA') || win32.join(home, 'AppData', 'Local'), 'Programs', 'rbee'),
    win32.join(home, '.local', 'bin'),
    win32.join(home, '.cargo', 'bin'),
  ],
}

const absolute = (folder: string | undefined): string[] =>
  folder && posix.isAbsolute(folder) ? [folder] : []

function caseless(env: Place['env'], name: string): string | undefined {
  const key = Object.keys(env).find((candidate) => candidate.toUpperCase() === name)
  return key === undefined ? undefined : env[key]
}

/** Two spellings of one path compare alike: separators, and case where the system ignores it. */
export function keyOf(folder: string, place: Pick<Place, 'platform'>): string {
  const tidied = tidy(folder, place)
  return place.platform === 'linux' ? tidied : tidied.toLowerCase()
}

/** Without `.` and `..`, doubled separators, and those at the end. */
export function tidy(folder: string, { platform }: Pick<Place, 'platform'>): string {
  const { normalize } = platform === 'win32' ? win32 : posix
  return normalize(folder).replace(/(?<=[^:\\/])[\\/]+$/, '')
}
