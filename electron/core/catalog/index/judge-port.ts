/** What the index asks of the rules. Codes instead of words, because it asks for every row. */
import type { Hardware } from '#domain/hardware'
import type { Worker } from '#domain/worker-family'
import type { SegmentRules } from './segment.ts'

/** 0 none, 1 low, 2 medium, 3 high. */
export type ConfidenceCode = 0 | 1 | 2 | 3
export const confidenceNames = ['none', 'low', 'medium', 'high'] as const

/** Better is larger. */
export const fitNames = ['too-large', 'unknown', 'cpu', 'partial', 'gpu'] as const
export const FIT_TOO_LARGE = 0
export const FIT_UNKNOWN = 1

export interface FitFacts {
  readonly trait: number
  readonly sizeBytes: number | null
  readonly parameters: number | null
  readonly contextLength: number | null
}

export interface MachineRules {
  /** The verdict of each trait, the same for all artifacts that share it. */
  judge(trait: string, worker: Worker): ConfidenceCode
  /** Workers with the same answer for every model share a key, and are asked once. */
  fitKey(worker: Worker): string
  /** Prepares what does not depend on the row; the result is called for every artifact. */
  fitOn(worker: Worker, hardware: Hardware): (facts: FitFacts, trait: string) => number
}

export interface CatalogRules extends SegmentRules, MachineRules {
  /** Changes when the same record may get another trait or licence group. */
  readonly version: string
}
