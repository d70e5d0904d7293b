/** Bytes by key on disk, bounded; the least recently used go first. Losing any of it costs a request, no more. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface FileCache {
  get(key: string): Promise<Buffer | null>
  put(key: string, bytes: Buffer): Promise<void>
  remove(key: string): Promise<void>
  sizeBytes(): Promise<number>
  clear(): Promise<void>
}

export interface FileCacheOptions {
  readonly dir: string
  readonly maxBytes: number
  readonly now?: () => number
}

interface Entry {
  readonly bytes: number
  usedAt: number
}

/** Evicting to somewhat below the limit keeps a full cache from evicting at every write. */
const KEEP_SHARE = 0.9

export function createFileCache({ dir, maxBytes, now = Date.now }: FileCacheOptions): FileCache {
  let loading: Promise<Map<string, Entry>> | null = null
  const entries = () => (loading ??= load(dir))

  async function evict(known: Map<string, Entry>): Promise<void> {
    let total = sum(known)
    if (total <= maxBytes) return
    for (const [name, { bytes }] of [...known].toSorted(([, a], [, b]) => a.usedAt - b.usedAt)) {
      if (total <= maxBytes * KEEP_SHARE) break
      known.delete(name)
      total -= bytes
      await rm(join(dir, name), { force: true })
    }
  }

  return {
    async get(key) {
      const known = await entries()
      const name = nameOf(key)
      const entry = known.get(name)
      if (!entry) return null
      try {
        const bytes = await readFile(join(dir, name))
        entry.usedAt = now()
        await utimes(join(dir, name), new Date(entry.usedAt), new Date(entry.usedAt))
        return bytes
      } catch {
        known.delete(name) // somebody tidied up behind us
        return null
      }
    },
    async put(key, bytes) {
      if (bytes.length > maxBytes * KEEP_SHARE) return
      const known = await entries()
      const name = nameOf(key)
      const temporary = join(dir, `${name}.${randomBytes(4).toString('hex')}.tmp`)
      await writeFile(temporary, bytes)
      await rename(temporary, join(dir, name))
      known.set(name, { bytes: bytes.length, usedAt: now() })
      await evict(known)
    },
    async remove(key) {
      const name = nameOf(key)
      ;(await entries()).delete(name)
      await rm(join(dir, name), { force: true })
    },
    sizeBytes: async () => sum(await entries()),
    async clear() {
      await rm(dir, { recursive: true, force: true })
      loading = null
    },
  }
}

const nameOf = (key: string): string => createHash('sha256').update(key).digest('hex')

const sum = (entries: ReadonlyMap<string, Entry>): number =>
  [...entries.values()].reduce((total, { bytes }) => total + bytes, 0)

async function load(dir: string): Promise<Map<string, Entry>> {
  await mkdir(dir, { recursive: true })
  const entries = new Map<string, Entry>()
  for (const name of await readdir(dir)) {
    if (!/^[0-9a-f]{64}$/.test(name)) {
      await rm(join(dir, name), { force: true, recursive: true }) // what a crash left half-written
      continue
    }
    const info = await stat(join(dir, name)).catch(() => null)
    if (info) entries.set(name, { bytes: info.size, usedAt: info.mtimeMs })
  }
  return entries
}
