/** What an end in the middle of a move or a removal has left, and models that somebody moved by hand. */
import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { tryLock } from '#core/downloads/install/lock'
import type { Log } from '#core/log'
import { ARRIVING, LEAVING, repoint } from './relocate.ts'
import type { Found } from './scan.ts'

/** Half copies, and what was half deleted. Nothing under these names is anybody's only copy. */
export async function sweep(roots: readonly string[], log: Log): Promise<void> {
  for (const root of roots) {
    const names = await readdir(root).catch(() => [])
    for (const name of names) {
      const prefix = [ARRIVING, LEAVING].find((one) => name.startsWith(one))
      if (prefix === undefined) continue
      await whileLocked(root, name.slice(prefix.length), log, () =>
        rm(join(root, name), { recursive: true, force: true }),
      )
    }
  }
}

/** Entries that still name the place where their folder was. True when any was put right. */
export async function settleMoved(found: readonly Found[], log: Log): Promise<boolean> {
  let settled = false
  for (const { root, read, missing } of found) {
    if (read.kind !== 'entry' || !missing.includes(read.entry.path)) continue
    const from = formerFolder(read.folder, read.entry.path)
    if (from === null || !(await exists(join(read.folder, ...from.rest)))) continue
    await whileLocked(root, basename(read.folder), log, async () => {
      await repoint(read.folder, { from: from.folder, to: read.folder })
      settled = true
    })
  }
  return settled
}

/** The folder of the same name that a path leads through, and the way from there. */
function formerFolder(
  folder: string,
  path: string,
): { readonly folder: string; readonly rest: readonly string[] } | null {
  const steps = path.split(/[\\/]/)
  const at = steps.lastIndexOf(basename(folder))
  const rest = steps.slice(at + 1)
  if (at < 0 || rest.includes('..')) return null
  return { folder: path.slice(0, steps.slice(0, at + 1).join('/').length), rest }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** What another process is at is left alone, and so is a folder that cannot be written to. */
async function whileLocked(root: string, name: string, log: Log, work: () => Promise<void>): Promise<void> {
  try {
    const held = tryLock(root, name)
    if (held === null) return
    await work().finally(() => held.release())
  } catch (error) {
    log.error(`putting ${name} in ${root} right failed`, error)
  }
}
