/** Moving and removing whole models. The entry is the last thing to come and the first to go. */
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { FailureError } from '#contract/failure'
import { isInside } from '#core/downloads/install/inside'
import { tryLock, type FolderLock } from '#core/downloads/install/lock'
import { Metadata, type ModelEntry } from './entry.ts'
import { METADATA, writeEntry } from './write-entry.ts'

/** Puts a folder where the system keeps what was thrown away; false where there is no such place. */
export type Trash = (path: string) => Promise<boolean>

function lock(root: string, folder: string): FolderLock {
  const held = tryLock(root, basename(folder))
  if (!held) throw new FailureError({ code: 'bad-request', issues: ['This model is being downloaded.'] })
  return held
}

function mustBeInside(root: string, folder: string): void {
  if (relative(root, folder) === '' || !isInside(root, folder))
    throw new FailureError({ code: 'bad-request', issues: ['This folder is not one of a model.'] })
}

/** The weights really go, and with them everything in the model's own folder. */
export async function removeModel(root: string, folder: string, trash: Trash | null): Promise<void> {
  mustBeInside(root, folder)
  const held = lock(root, folder)
  try {
    if (await trash?.(folder)) return
    // Without its entry the model is gone for everybody, also when the rest takes long or fails.
    await rm(join(folder, METADATA), { force: true })
    await rm(folder, { recursive: true, force: true })
  } catch (error) {
    throw new FailureError({ code: 'not-writable', path: folder }, { cause: error })
  } finally {
    held.release()
  }
}

/** To another model folder, maybe on another disk. The old one goes only when the new one is whole. */
export async function moveModel(
  {
    root,
    folder,
    entry,
    addedAt,
  }: { root: string; folder: string; entry: ModelEntry; addedAt: number | null },
  toRoot: string,
): Promise<string> {
  mustBeInside(root, folder)
  const target = join(toRoot, basename(folder))
  const held = lock(root, folder)
  try {
    await mkdir(toRoot, { recursive: true })
    const path = isInside(folder, entry.path) ? join(target, relative(folder, entry.path)) : entry.path
    await rename(folder, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EXDEV') throw error
      return copyWhole(folder, target)
    })
    const addedText = new Date(addedAt ?? Date.now()).toISOString()
    await writeEntry(target, Metadata.parse({ artifact: { ...entry, path }, added_at: addedText }))
    await rm(folder, { recursive: true, force: true })
    return target
  } catch (error) {
    if (error instanceof FailureError) throw error
    throw new FailureError({ code: 'not-writable', path: toRoot }, { cause: error })
  } finally {
    held.release()
  }
}

/** Without the entry: until that is written, a half copy is no model. */
async function copyWhole(folder: string, target: string): Promise<void> {
  await cp(folder, target, {
    recursive: true,
    errorOnExist: true,
    force: false,
    filter: (source) => basename(source) !== METADATA,
  })
}
