/** A new folder for what is taken in: whole with its entry, or not there at all. */
import { constants } from 'node:fs'
import { copyFile, link, mkdir, realpath, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FailureError } from '#contract/failure'
import type { ImportWay } from '#contract/library'
import { sanitizedId } from '#core/downloads/plan/paths'
import { diskFailure } from '#core/downloads/transfer/errors'
import { say, type Saying } from '#domain/sayings/saying'
import { syncFile } from './relocate.ts'

export interface ImportRequest {
  readonly path: string
  readonly way: ImportWay
  readonly root: string
}

export const refused = (why: Saying): FailureError => new FailureError({ code: 'refused', why })

/** Makes the entry's folder and fills it; what fails leaves nothing behind. */
export async function takeIn(
  root: string,
  { entryId, sizeBytes }: { readonly entryId: string; readonly sizeBytes: number },
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(root, sanitizedId(entryId))
  await mkdir(root, { recursive: true })
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw refused(say('target-taken', { target: folder }))
    throw new FailureError({ code: 'not-writable', path: folder }, { cause: error })
  })
  try {
    await fill(folder)
    return folder
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (error instanceof FailureError) throw error
    const failure = await diskFailure(error, folder, sizeBytes)
    throw new FailureError(failure ?? { code: 'not-writable', path: folder }, { cause: error })
  }
}

/** A move keeps the original until the entry is written, so that no failure can lose it. */
export async function place(path: string, to: string, way: ImportWay): Promise<void> {
  // Other tools keep links to their files: what counts is where they lead.
  const from = await realpath(path)
  const copied = (): Promise<void> => copyFile(from, `${to}.partial`, constants.COPYFILE_FICLONE)
  await mkdir(dirname(to), { recursive: true })
  if (way === 'copy') await copied()
  else await link(from, `${to}.partial`).catch(copied)
  await syncFile(`${to}.partial`)
  await rename(`${to}.partial`, to)
}
