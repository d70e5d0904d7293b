/** Whether what is still to come fits, volume by volume. */
import { stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

export interface Volume {
  readonly id: string
  /** What may still be written there, less a little that is left alone; null where nobody can say. */
  readonly freeBytes: number | null
}

/** Room for journals and for everybody else; less on a small volume. */
const SPARE_BYTES = 64 * 1024 * 1024
const SPARE_PART = 50

/** The volume on which a folder lies, or will lie. */
export async function volumeOf(folder: string): Promise<Volume> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found) return { id: String(found.dev), freeBytes: await usableBytes(at) }
    if (at === dirname(at)) return { id: 'unknown', freeBytes: null }
  }
}

async function usableBytes(dir: string): Promise<number | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(dir)
    return Math.max(0, bavail * bsize - Math.min(SPARE_BYTES, (blocks * bsize) / SPARE_PART))
  } catch {
    return null
  }
}

/** Null when it fits, or when nobody can say. */
export function missingSpace(
  { freeBytes }: Volume,
  needBytes: number,
): { needBytes: number; freeBytes: number } | null {
  return freeBytes !== null && needBytes > freeBytes ? { needBytes, freeBytes } : null
}
