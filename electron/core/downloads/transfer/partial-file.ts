/** The growing file. Writes are synchronous (this runs in a thread of its own) and there is one at a time. */
import { constants, ftruncateSync, writeSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { partialOf } from './journal.ts'

export interface PartialFile {
  readonly path: string
  write(bytes: Buffer, position: number): void
  setSize(sizeBytes: number): void
  /** Throws away what was written. */
  empty(): void
  /** What was written before is on disk when this resolves. */
  sync(): Promise<void>
  /** Synced, closed, and under its final name. */
  finish(): Promise<void>
  close(): Promise<void>
}

/** Never follows a link that somebody put in the place of our file. */
const FLAGS = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)

export async function openPartial(finalPath: string, lengthKept: boolean): Promise<PartialFile> {
  const path = partialOf(finalPath)
  const file = await open(path, FLAGS, 0o644)
  if (!lengthKept) await file.truncate(0)
  return {
    path,
    write(bytes, position) {
      for (let done = 0; done < bytes.length;)
        done += writeSync(file.fd, bytes, done, bytes.length - done, position + done)
    },
    setSize: (sizeBytes) => ftruncateSync(file.fd, sizeBytes),
    empty: () => ftruncateSync(file.fd, 0),
    sync: () => file.datasync(),
    async finish() {
      await file.sync()
      await file.close()
      await renamePatiently(path, finalPath)
      await syncFolder(dirname(finalPath))
    },
    close: () => file.close(),
  }
}

/** On Windows a virus scanner may hold a new file for a moment. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (const waitMs of [50, 200, 800, 0]) {
    try {
      return await rename(from, to)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      const held = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code ?? '')
      if (!held || waitMs === 0) throw error
      await sleep(waitMs)
    }
  }
}

/** A rename survives a power loss only when its folder is on disk too. Windows has no such call. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(dir, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
