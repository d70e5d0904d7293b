export interface MemoryPart {
  readonly name: string
  /** `null`: needed, and nothing tells how much. */
  readonly bytes: number | null
}

/** The least that it takes: the parts that are known. */
export const knownBytes = (parts: readonly MemoryPart[]): number =>
  parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)

/** All of it, or `null` where the hub does not tell how large one of them is. */
export const totalBytes = (files: readonly { readonly sizeBytes: number | null }[]): number | null =>
  files.reduce<number | null>(
    (sum, { sizeBytes }) => (sum === null || sizeBytes === null ? null : sum + sizeBytes),
    0,
  )
