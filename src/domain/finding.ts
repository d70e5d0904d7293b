/** The stable codes of COMPATIBILITY: what a rule found, in a word. */
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
export type FindingKind = 'reason' | 'warning' | 'recommendation'

export interface Finding {
  readonly code: FindingCode
  /** The most that this finding leaves possible. */
  readonly atMost: Confidence
  readonly message: string
  readonly recommendation: string | null
}

export interface CompatibilityResult {
  readonly compatible: boolean
  readonly confidence: Confidence
  readonly reasons: readonly string[]
  readonly warnings: readonly string[]
  readonly recommendations: readonly string[]
  readonly codes: readonly FindingCode[]
}
