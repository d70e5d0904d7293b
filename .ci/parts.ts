/** Which packages by others are part of the app, exactly: each folder in node_modules that something was bundled from. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name: string }
  readonly dependencies?: Readonly<Record<string, string>>
}

export const manifestOf = (dir: string): Manifest =>
  JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest

/** The folder of the innermost package that a file lies in. */
const packageOf = (file: string): string | undefined =>
  /.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]

/** Where Node would find it, from there. */
function find(name: string, from: string, root: string): string | null {
  for (let dir = from; dir.startsWith(root); dir = dirname(dir)) {
    const found = join(dir, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return found
    if (dir === root) break
  }
  return null
}

/** What a package needs, and all that it needs in turn. */
function needsOf(dir: string, root: string, found: Set<string>): Set<string> {
  for (const name of Object.keys(manifestOf(dir).dependencies ?? {})) {
    const needed = find(name, dir, root)
    if (needed !== null && !found.has(needed)) needsOf(needed, root, found.add(needed))
  }
  return found
}

/** Of the page's files the packages they come from; of the main process all that the app depends on. Sorted. */
export function partsOf(root: string, pageFiles: readonly string[]): readonly string[] {
  const inPage = pageFiles
    .map(packageOf)
    .filter((dir) => dir !== undefined && existsSync(join(dir, 'package.json')))
  const all = needsOf(root, root, new Set(inPage as string[]))
  return [...all].toSorted((a, b) => (keyOf(a, root) < keyOf(b, root) ? -1 : 1))
}

/** As the lock file names it. */
export const keyOf = (dir: string, root: string): string => dir.slice(root.length + 1).replaceAll(sep, '/')
