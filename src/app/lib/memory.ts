export interface MemoryPart {
  readonly name: string
  /** `null`: needed, and nothing tells how much. */
  readonly bytes: number | null
}

/** The least that it takes: the parts that are known. */
export const knownBytes = (parts: readonly MemoryPart[]): number =>
  parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
