/** Which relative paths may become files, on this system and on any other that the folder may be carried to. Pure. */

export type PathProblem =
  'empty' | 'absolute' | 'leaves-folder' | 'bad-character' | 'reserved-name' | 'too-long' | 'bad-ending'

/** Names that Windows keeps for devices, whatever ending they have. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\..*)?$/i
/** Also what makes a name read otherwise than it stands. */
const BAD_CHARACTER = /[<>:"|?*\\]|\p{Cc}|\p{Bidi_Control}|[\u200B\u2060\uFEFF]/u
/** File systems stop at 255 bytes; our own endings must fit behind the name. */
const MOST_SEGMENT_BYTES = 230
const MOST_PATH_BYTES = 1000

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Why this path cannot be written below a folder, or null. Segments are separated by `/`. */
export function pathProblem(path: string): PathProblem | null {
  if (path === '') return 'empty'
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return 'absolute'
  if (bytesOf(path) > MOST_PATH_BYTES) return 'too-long'
  for (const segment of path.split('/')) {
    const problem = segmentProblem(segment)
    if (problem) return problem
  }
  return null
}

function segmentProblem(segment: string): PathProblem | null {
  if (segment === '') return 'empty'
  if (segment === '.' || segment === '..') return 'leaves-folder'
  if (BAD_CHARACTER.test(segment) || !segment.isWellFormed()) return 'bad-character'
  if (RESERVED.test(segment)) return 'reserved-name'
  if (/[. ]$/.test(segment)) return 'bad-ending'
  return bytesOf(segment) > MOST_SEGMENT_BYTES ? 'too-long' : null
}

/** What Windows and macOS take for the same name. */
export const foldedPath = (path: string): string => path.normalize('NFC').toLowerCase()

/** Paths that would overwrite each other, or where one would have to be a folder and a file at once. */
export function collidingPaths(paths: readonly string[]): readonly string[] {
  const files = new Map<string, number>()
  for (const path of paths) files.set(foldedPath(path), (files.get(foldedPath(path)) ?? 0) + 1)
  return paths.filter((path) => {
    const folded = foldedPath(path)
    const folders = [...folded.matchAll(/\//g)].map(({ index }) => folded.slice(0, index))
    return (files.get(folded) ?? 0) > 1 || folders.some((folder) => files.has(folder))
  })
}

/** A file name that can be written anywhere, as near to the given one as can be. */
export function safeFileName(name: string, ending: string): string {
  const whole = name.toWellFormed()
  const stem = whole.endsWith(ending) ? whole.slice(0, whole.length - ending.length) : whole
  const clean = stem
    .replace(/[<>:"|?*\\/]|\p{Cc}|\p{Bidi_Control}|[\u200B\u2060\uFEFF]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
  let short = clean === '' || RESERVED.test(clean) ? `model_${clean}` : clean
  while (bytesOf(short) + ending.length > MOST_SEGMENT_BYTES) short = Array.from(short).slice(0, -1).join('')
  return `${short.replace(/[. ]+$/, '')}${ending}`
}

/** rbee's own rule for folder names: `/` and `:` become `-`, all else stays. */
export const sanitizedId = (id: string): string => id.replace(/[/:]/g, '-')
