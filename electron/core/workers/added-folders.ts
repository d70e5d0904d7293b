/** The folders that the user added to the search, kept in a small file. */
import { posix, win32 } from 'node:path'
import { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Place } from '../folders.ts'
import { readJson, writeJson } from '../json-file.ts'
import type { Log } from '../log.ts'
import type { Disk } from './disk.ts'
import { keyOf, tidy } from './search-folders.ts'

const Saved = z.object({ folders: z.array(z.string().min(1)).default([]) })

export interface AddedFolders {
  list(): readonly string[]
  add(folder: string): Promise<void>
  remove(folder: string): void
}

export function createAddedFolders(options: {
  readonly file: string
  readonly disk: Disk
  readonly place: Place
  readonly log: Log
}): AddedFolders {
  const { file, disk, place, log } = options
  const { isAbsolute } = place.platform === 'win32' ? win32 : posix
  const saved = readJson(file, Saved)
  if (saved.kind === 'damaged')
    log.error(`the list of worker folders was damaged and set aside as ${saved.setAside}`, saved.why)
  let folders = saved.kind === 'ok' ? saved.value.folders : []

  function save(changed: string[]): void {
    writeJson(file, { folders: changed })
    folders = changed
  }
  const others = (folder: string): string[] =>
    folders.filter((known) => keyOf(known, place) !== keyOf(folder, place))

  return {
    list: () => folders,
    async add(folder) {
      if (!isAbsolute(folder) || folder.includes('\0'))
        throw new FailureError({ code: 'bad-request', issues: ['path: give the whole path of a folder'] })
      const found = await disk.stat(folder).catch(() => null)
      if (found?.kind !== 'folder') throw new FailureError({ code: 'not-found', what: folder })
      save([...others(folder), tidy(folder, place)])
    },
    remove: (folder) => save(others(folder)),
  }
}
