/** Whether what is still to come fits, volume by volume. */
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { freeBytesAt } from '../transfer/errors.ts'

export interface Volume {
  readonly id: string
  readonly freeBytes: number | null
}

/** The volume on which a folder lies, or will lie. */
export async function volumeOf(folder: string): Promise<Volume> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found) return { id: String(found.dev), freeBytes: await freeBytesAt(at) }
    if (at === dirname(at)) return { id: 'unknown', freeBytes: null }
  }
}

/** Room that is left alone, for journals and for everybody else. */
export const SPARE_BYTES = 64 * 1024 * 1024

/** Null when it fits, or when nobody can say. */
export function missingSpace(
  volume: Volume,
  wantedBytes: number,
): { needBytes: number; freeBytes: number } | null {
  if (volume.freeBytes === null || wantedBytes === 0) return null
  return volume.freeBytes - SPARE_BYTES < wantedBytes
    ? { needBytes: wantedBytes, freeBytes: volume.freeBytes }
    : null
}
