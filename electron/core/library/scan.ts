/** All entries below the model folders. Older versions nested them by author, so two levels are read. */
import { lstat, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readEntry, type ReadEntry } from './read-entry.ts'

export interface Found {
  readonly root: string
  readonly read: ReadEntry
  readonly sizeBytes: number
  /** Files the entry needs that are not there. */
  readonly missing: readonly string[]
}

export async function scanModels(roots: readonly string[], signal?: AbortSignal): Promise<readonly Found[]> {
  const found: Found[] = []
  for (const root of roots) {
    for (const folder of await foldersOf(root)) {
      signal?.throwIfAborted()
      const entries = await entriesAt(folder)
      found.push(...(await Promise.all(entries.map((read) => describe(root, read)))))
    }
  }
  return found
}

async function entriesAt(folder: string): Promise<readonly ReadEntry[]> {
  const entry = await readEntry(folder)
  if (entry) return [entry]
  const inner = await Promise.all((await foldersOf(folder)).map((sub) => readEntry(sub)))
  return inner.filter((one) => one !== null)
}

async function foldersOf(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.name.startsWith('.') && (entry.isDirectory() || entry.isSymbolicLink()))
    .map((entry) => join(dir, entry.name))
}

async function describe(root: string, read: ReadEntry): Promise<Found> {
  const { folder } = read
  const sizeBytes = await bytesBelow(folder)
  if (read.kind === 'damaged') return { root, read, sizeBytes, missing: [] }
  const files = read.kind === 'entry' ? (read.facts?.files ?? []) : []
  const wanted = [read.entry.path, ...files.map(({ path }) => join(folder, ...path.split('/')))]
  const present = await Promise.all(wanted.map((path) => stat(path).catch(() => null)))
  const missing = wanted.filter((_path, index) => present[index] === null)
  return { root, read, sizeBytes: sizeBytes + (await outside(folder, read.entry.path)), missing }
}

/** Weights that the entry points to elsewhere, as `path` allows. */
async function outside(folder: string, path: string): Promise<number> {
  if (path === folder || path.startsWith(join(folder, '/'))) return 0
  const found = await stat(path).catch(() => null)
  return found?.isFile() ? found.size : found?.isDirectory() ? bytesBelow(path) : 0
}

export async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        lstat(join(entry.parentPath, entry.name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
