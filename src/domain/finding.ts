import type { Saying } from './sayings/saying.ts'

/** The stable codes of the compatibility rules: what a rule found, in a word. */
export const findingCodes = [
  'task-unsupported',
  'library-unsupported',
  'source-unsupported',
  'format-unsupported',
  'format-unsafe',
  'format-planned',
  'architecture-unsupported',
  'architecture-unknown',
  'architecture-inferred',
  'architecture-planned',
  'quantization-unsupported',
  'adapter-only',
  'type-unsupported',
  'base-model-unsupported',
  'base-model-planned',
  'scan-danger',
  'scan-pending',
  'early-access',
  'unavailable',
  'known-problem',
  'context-truncated',
  'gated',
  'worker-unusable',
  'no-artifact',
  'compatible',
] as const
export type FindingCode = (typeof findingCodes)[number]

export type Confidence = 'high' | 'medium' | 'low' | 'none'

/** What is only planned, or never, does not run today. */
export const runsToday = (confidence: Confidence): boolean => confidence === 'high' || confidence === 'medium'
export type FindingKind = 'reason' | 'warning'

export interface Finding {
  readonly code: FindingCode
  /** A reason says why it is or is not compatible; a warning is what to know beside it. */
  readonly kind: FindingKind
  /** The most that this finding leaves possible. */
  readonly atMost: Confidence
  readonly message: Saying
  readonly recommendation: Saying | null
}

/** One artifact and one worker. */
export interface CompatibilityResult {
  readonly compatible: boolean
  readonly confidence: Confidence
  readonly reasons: readonly string[]
  readonly warnings: readonly string[]
  readonly recommendations: readonly string[]
  readonly codes: readonly FindingCode[]
  /** The same texts, for readers of another language. */
  readonly said: Said
}

export interface Said {
  readonly reasons: readonly Saying[]
  readonly warnings: readonly Saying[]
  readonly recommendations: readonly Saying[]
}

/** The best result over a model's artifacts and the workers asked about. */
export interface ModelCompatibility extends CompatibilityResult {
  /** The artifact and the worker that the result speaks of; `null` where there is none. */
  readonly artifactId: string | null
  readonly workerId: string | null
}
