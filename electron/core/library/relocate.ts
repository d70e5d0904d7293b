/**
 * Moving and removing whole models. At every instant a model is whole in one place or another: what is half there or
 * half gone lies under a name that is no model's, and is swept away at the next start.
 */
import { cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { FailureError } from '#contract/failure'
import { isInside } from '#core/downloads/install/inside'
import { tryLock, type FolderLock } from '#core/downloads/install/lock'
import { missingSpace, volumeOf } from '#core/downloads/queue/disk-space'
import { diskFailure } from '#core/downloads/transfer/errors'
import { syncFolder } from '#core/downloads/transfer/partial-file'
import { say, type Saying } from '#domain/sayings/saying'
import { bytesBelow } from './scan.ts'
import { changeEntry, METADATA } from './write-entry.ts'

/** Puts a folder where the system keeps what was thrown away; false where there is no such place. */
export type Trash = (path: string) => Promise<boolean>

export const LEAVING = '.marketplace-leaving-'
export const ARRIVING = '.marketplace-arriving-'

const refused = (why: Saying): FailureError => new FailureError({ code: 'refused', why })

function lock(root: string, folder: string): FolderLock {
  const held = tryLock(root, basename(folder))
  if (!held) throw refused(say('being-downloaded'))
  return held
}

function mustBeInside(root: string, folder: string): void {
  if (relative(root, folder) === '' || !isInside(root, folder)) throw refused(say('not-a-models-folder'))
}

/** The weights really go, and with them everything in the model's own folder. */
export async function removeModel(root: string, folder: string, trash: Trash | null): Promise<void> {
  mustBeInside(root, folder)
  const held = lock(root, folder)
  try {
    if (!(await trash?.(folder))) await takeAway(root, folder)
  } catch (error) {
    throw new FailureError({ code: 'not-writable', path: folder }, { cause: error })
  } finally {
    held.release()
  }
}

/** Gone for everybody at one stroke, also when the rest takes long or is interrupted. */
async function takeAway(root: string, folder: string): Promise<void> {
  const leaving = join(root, `${LEAVING}${basename(folder)}`)
  await rm(leaving, { recursive: true, force: true })
  await rename(folder, leaving)
  await rm(join(leaving, METADATA), { force: true })
  await rm(leaving, { recursive: true, force: true })
}

/** To another model folder, maybe on another disk. The old one goes only when the new one is whole and on disk. */
export async function moveModel(root: string, folder: string, toRoot: string): Promise<void> {
  mustBeInside(root, folder)
  const target = join(toRoot, basename(folder))
  const held = [lock(root, folder)]
  try {
    await mkdir(toRoot, { recursive: true })
    held.push(lock(toRoot, target))
    if (await stat(target).catch(() => null)) throw refused(say('target-taken', { target }))
    const renamed = await rename(folder, target).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EXDEV') return false
        throw error
      },
    )
    if (renamed) await repoint(target, { from: folder, to: target })
    else await moveAcross({ root, folder, toRoot, target })
  } catch (error) {
    if (error instanceof FailureError) throw error
    const failure = await diskFailure(error, target, await bytesBelow(folder))
    throw new FailureError(failure ?? { code: 'not-writable', path: toRoot }, { cause: error })
  } finally {
    for (const one of held) one.release()
  }
}

interface Across {
  readonly root: string
  readonly folder: string
  readonly toRoot: string
  readonly target: string
}

async function moveAcross({ root, folder, toRoot, target }: Across): Promise<void> {
  const missing = missingSpace(await volumeOf(toRoot), await bytesBelow(folder))
  if (missing) throw new FailureError({ code: 'disk-full', ...missing })
  const arriving = join(toRoot, `${ARRIVING}${basename(folder)}`)
  await rm(arriving, { recursive: true, force: true })
  try {
    await cp(folder, arriving, { recursive: true, verbatimSymlinks: true })
    await repoint(arriving, { from: folder, to: target })
    await syncTree(arriving)
    await rename(arriving, target)
  } catch (error) {
    await rm(arriving, { recursive: true, force: true })
    throw error
  }
  await syncFolder(toRoot)
  await takeAway(root, folder)
}

/** An entry names the place of its weights: it has to follow them. */
export const repoint = (
  folder: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> =>
  changeEntry(folder, (entry) =>
    isInside(from, entry.path) ? { ...entry, path: join(to, relative(from, entry.path)) } : entry,
  )

/** What was copied is on disk, not only in memory. */
async function syncTree(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) await syncTree(path)
    else if (entry.isFile()) await syncFile(path)
  }
  await syncFolder(dir)
}

/** Windows flushes only what is open for writing. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
