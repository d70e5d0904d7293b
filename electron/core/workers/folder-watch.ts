/** Tells when something of interest changes in folders, those that do not exist yet included. */
import { watch as watchFs } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/** `fileName` is `null` where the system does not tell which file it was. */
export type IsRelevant = (folder: string, fileName: string | null) => boolean

export interface FolderWatch {
  /** From now on these folders, and no others. True when some are watched only since now: look at them again. */
  follow(folders: readonly string[]): Promise<boolean>
  dispose(): void
}

interface Watched {
  /** Of the folder itself: one put in its place needs a watch of its own. */
  readonly identity: string
  close(): void
}

const POLL_MS = 1500

export function createFolderWatch({
  isRelevant,
  onChange,
}: {
  readonly isRelevant: IsRelevant
  onChange(): void
}): FolderWatch {
  const watched = new Map<string, Watched>()
  /** Folder → names in it that lead to a wanted folder which is not there. */
  let awaited = new Map<string, Set<string>>()
  let wanted = new Set<string>()
  let disposed = false

  function onEvent(folder: string, fileName: string | null): void {
    const own = fileName === basename(folder)
    if (own) forget(folder) // it was itself removed, and one put in its place may even bear the same identity
    const leads = fileName === null || awaited.get(folder)?.has(fileName)
    if (own || leads || (wanted.has(folder) && isRelevant(folder, fileName))) onChange()
  }

  function forget(folder: string): void {
    watched.get(folder)?.close()
    watched.delete(folder)
  }

  function open(folder: string, identity: string): Watched {
    try {
      const watcher = watchFs(folder, { persistent: false }, (_, fileName) => onEvent(folder, fileName))
      // A watch that dies is renewed at the next scan, which this asks for.
      watcher.on('error', () => onEvent(folder, null))
      return { identity, close: () => watcher.close() }
    } catch (error) {
      return isLimit(error) ? poll(folder, identity, () => onEvent(folder, null)) : { identity, close() {} }
    }
  }

  return {
    async follow(folders) {
      const targets = await Promise.all([...new Set(folders)].map(nearest))
      if (disposed) return false
      wanted = new Set(folders)
      awaited = new Map()
      for (const { folder, missing } of targets)
        if (missing) awaited.set(folder, (awaited.get(folder) ?? new Set()).add(missing))
      const identities = new Map(targets.map(({ folder, identity }) => [folder, identity]))
      for (const [folder, { identity }] of watched) if (identities.get(folder) !== identity) forget(folder)
      const fresh = [...identities].filter(([folder]) => !watched.has(folder))
      for (const [folder, identity] of fresh) watched.set(folder, open(folder, identity))
      return fresh.length > 0
    },
    dispose() {
      disposed = true
      for (const { close } of watched.values()) close()
      watched.clear()
    },
  }
}

/** The folder, or the nearest one above it that exists, with the name that is missing there. */
async function nearest(
  wanted: string,
): Promise<{ folder: string; identity: string; missing: string | null }> {
  let [folder, missing]: [string, string | null] = [wanted, null]
  for (;;) {
    // Each step depends on the one before.
    const found = await stat(folder).catch(() => null)
    const parent = dirname(folder)
    if (found?.isDirectory() || parent === folder)
      return { folder, identity: `${found?.dev}:${found?.ino}`, missing }
    ;[folder, missing] = [parent, basename(folder)]
  }
}

/** Out of watches (Linux grants a limited number): a look at the folder's date, now and then. */
function poll(folder: string, identity: string, onTouched: () => void): Watched {
  let last: number | null = null
  const look = async (): Promise<void> => {
    const modifiedMs = (await stat(folder).catch(() => null))?.mtimeMs ?? -1
    if (last !== null && modifiedMs !== last) onTouched()
    last = modifiedMs
  }
  const timer = setInterval(() => void look(), POLL_MS).unref()
  return { identity, close: () => clearInterval(timer) }
}

const isLimit = (error: unknown): boolean =>
  ['ENOSPC', 'EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? '')
