/** How much the app itself keeps on disk, and throwing away what can be had again. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { clearableParts, type ClearablePart, type StorageState, type storageCalls } from '#contract/storage'
import type { HandlersFor } from './handlers.ts'

interface Part {
  sizeBytes(): Promise<number>
  clear(): Promise<void>
}

export interface StorageDeps {
  readonly catalogDir: string
  readonly parts: Readonly<Record<ClearablePart, Part>>
}

type Handlers = Omit<HandlersFor<typeof storageCalls>, 'storage.removeAll'>

export function createStorage({ catalogDir, parts }: StorageDeps): Handlers {
  const get = async (): Promise<StorageState> => ({
    parts: [
      { part: 'catalog', sizeBytes: await filesIn(catalogDir).sizeBytes() },
      ...(await Promise.all(
        clearableParts.map(async (part) => ({ part, sizeBytes: await parts[part].sizeBytes() })),
      )),
    ],
  })
  return {
    'storage.get': get,
    async 'storage.clear'({ part }) {
      await parts[part].clear()
      return get()
    },
  }
}

/** The files of one folder; none where there is no folder. */
export function filesIn(dir: string): Part {
  const files = async (): Promise<readonly string[]> => {
    const names = await readdir(dir).catch(() => [])
    return names.map((name) => join(dir, name))
  }
  return {
    async sizeBytes() {
      const sizes = (await files()).map(async (file) => (await stat(file).catch(() => null))?.size ?? 0)
      return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    },
    async clear() {
      await Promise.all((await files()).map((file) => rm(file, { force: true })))
    },
  }
}

export const storageHere = (dataDir: string, caches: Omit<StorageDeps['parts'], 'logs'>): Handlers =>
  createStorage({
    catalogDir: join(dataDir, 'catalog'),
    parts: { ...caches, logs: filesIn(join(dataDir, 'logs')) },
  })
