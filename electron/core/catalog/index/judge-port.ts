/** What the index asks of the rules. Codes instead of words, because it asks for every row. */
import type { Hardware } from '#domain/hardware'
import type { Artifact, Model } from '#domain/model'
import type { Worker } from '#domain/worker-family'

/** 0 none, 1 low, 2 medium, 3 high. */
export type ConfidenceCode = 0 | 1 | 2 | 3
export const confidenceNames = ['none', 'low', 'medium', 'high'] as const

/** Better is larger. */
export const fitNames = ['too-large', 'unknown', 'cpu', 'partial', 'gpu'] as const
export const FIT_TOO_LARGE = 0
export const FIT_UNKNOWN = 1

/** An artifact as the judge sees it. Artifacts with one trait get one verdict from every worker. */
export interface ArtifactReading {
  readonly trait: string
  /** Any model and artifact with this trait, as text to judge later. */
  sample(): string
  /** Memory that it takes beside the runtime: all that is known of it. */
  readonly needBytes: number
  /** Nothing but the memory of its context is unknown; and not even that. */
  readonly needIsKnown: boolean
  readonly needIsWhole: boolean
  /** Between artifacts with the same verdict: more is better. Without `NOT_POOR` it comes after all others. */
  readonly preference: number
}

/** Set where the quality is not noticeably lower than the original's. */
export const NOT_POOR = 1 << 24

export interface CatalogRules {
  /** Changes when the same record may be read otherwise. */
  readonly version: string
  licenceGroup(licence: string | null): string | null
  read(model: Model, artifact: Artifact): ArtifactReading
  judge(sample: string): (worker: Worker) => ConfidenceCode
  /** Workers with the same answer for every artifact share a key, and are asked once. */
  fitKey(worker: Worker): string
  /** Prepares what does not depend on the artifact. */
  fitOn(worker: Worker, hardware: Hardware): (needBytes: number, needIsKnown: boolean) => number
}
