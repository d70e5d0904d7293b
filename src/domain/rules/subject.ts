import type { Confidence, Finding, FindingCode } from '../finding.ts'
import type { Artifact, Format, Model } from '../model.ts'
import type { Saying } from '../sayings/saying.ts'
import type { Worker } from '../worker-family.ts'

/** What is judged: a model's artifact (or the model alone, when it has none) and a worker. */
export interface Subject {
  readonly model: Model
  readonly artifact: Artifact | null
  readonly worker: Worker
}

/** One rule: what it found, or nothing to say. */
export type Rule<S extends Subject> = (subject: S) => Finding | null

/** The rules of one kind of family for one hub. */
export interface Rules<S extends Subject> {
  /** Decided by the model and the family alone. */
  readonly ofModel: readonly Rule<S>[]
  /** Where the installed worker has a say. */
  readonly ofWorker: readonly Rule<S>[]
  /** All that the worker's rules read of a model. */
  readonly traits: (subject: S) => readonly string[]
}

export const formatOf = ({ artifact }: { readonly artifact: Artifact | null }): Format =>
  artifact?.format ?? 'safetensors'

/** Rules out: nothing is left possible. */
export const refuse = (
  code: FindingCode,
  message: Saying,
  recommendation: Saying | null = null,
): Finding => ({
  code,
  kind: 'reason',
  atMost: 'none',
  message,
  recommendation,
})

/** Lowers what is possible, and says why. */
export const limit = (
  code: FindingCode,
  atMost: Confidence,
  message: Saying,
  recommendation: Saying | null = null,
): Finding => ({ code, kind: 'reason', atMost, message, recommendation })

/** To know beside the verdict. It lowers the confidence only where told to. */
export const warn = (
  code: FindingCode,
  message: Saying,
  recommendation: Saying | null = null,
  atMost: Confidence = 'high',
): Finding => ({ code, kind: 'warning', atMost, message, recommendation })

const order: Readonly<Record<Confidence, number>> = { high: 3, medium: 2, low: 1, none: 0 }
export const rank = (confidence: Confidence): number => order[confidence]
export const lower = (a: Confidence, b: Confidence): Confidence => (order[a] <= order[b] ? a : b)
