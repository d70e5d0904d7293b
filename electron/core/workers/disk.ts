/** The little of a file system that finding workers needs, as an argument: a fake one can be any machine. */
import { constants } from 'node:fs'
import { access, open, readdir, realpath, stat } from 'node:fs/promises'

export interface Disk {
  /** Names in a folder. Throws as Node does. */
  list(folder: string): Promise<readonly string[]>
  /** Follows links; `null` where there is nothing. */
  stat(path: string): Promise<DiskStat | null>
  realPath(path: string): Promise<string>
  isExecutable(path: string): Promise<boolean>
  open(path: string): Promise<DiskFile>
}

export interface DiskStat {
  readonly kind: 'file' | 'folder' | 'other'
  readonly sizeBytes: number
  readonly modifiedMs: number
  /** The same for every name of one file; `null` where the file system gives none. */
  readonly identity: string | null
}

export interface DiskFile {
  /** Fewer bytes than asked for only at the end. */
  read(position: number, lengthBytes: number): Promise<Buffer>
  close(): Promise<void>
}

export const realDisk: Disk = {
  list: (folder) => readdir(folder),

  async stat(path) {
    try {
      const found = await stat(path, { bigint: true })
      return {
        kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other',
        sizeBytes: Number(found.size),
        modifiedMs: Number(found.mtimeMs),
        identity: found.ino === 0n ? null : `${found.dev}:${found.ino}`,
      }
    } catch (error) {
      if (isAbsent(error)) return null
      throw error
    }
  },

  realPath: (path) => realpath(path),

  async isExecutable(path) {
    try {
      await access(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  },

  async open(path) {
    // Non-blocking, so that a pipe put in a file's place cannot hold us.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    return {
      async read(position, lengthBytes) {
        const buffer = Buffer.allocUnsafe(lengthBytes)
        let filled = 0
        while (filled < lengthBytes) {
          const { bytesRead } = await handle.read(buffer, filled, lengthBytes - filled, position + filled)
          if (bytesRead === 0) break
          filled += bytesRead
        }
        return buffer.subarray(0, filled)
      },
      close: () => handle.close(),
    }
  },
}

export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? ''

/** Nothing there, a link to nothing, or links in a ring. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error))
