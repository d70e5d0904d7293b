/** Of a model's artifacts, the one to recommend for this machine: quality first, then fit. */
import type { Confidence } from './finding.ts'
import { type Fit, type FitVerdict, likelyVerdict } from './fit/fit.ts'
import type { Artifact } from './model.ts'
import { say, type Saying } from './sayings/saying.ts'
import type { Chosen } from './sayings/values.ts'

/** An artifact with what the judge and the fit say of it at its best worker. */
export interface Candidate {
  readonly artifact: Artifact
  /** `null`: there is no worker to run it. */
  readonly workerId: string | null
  readonly confidence: Confidence
  readonly fit: Fit
}

export type Choice =
  | { readonly kind: 'recommended'; readonly candidate: Candidate; readonly reason: Saying }
  /** Compatible, but all of them too large: the smallest, and what it lacks. */
  | { readonly kind: 'none-fits'; readonly smallest: Candidate; readonly reason: Saying }
  | { readonly kind: 'none-compatible' }

export function bestChoice(candidates: readonly Candidate[]): Choice {
  const compatible = candidates.filter(({ confidence }) => confidence !== 'none')
  const smallest = bestBy(compatible, compareSize)
  if (smallest === null) return { kind: 'none-compatible' }
  const best = bestBy(
    compatible.filter(({ fit }) => fit.verdict !== 'too-large'),
    compare,
  )
  if (best === null) return { kind: 'none-fits', smallest, reason: tooLargeReason(smallest) }
  return { kind: 'recommended', candidate: best, reason: reasonFor(best, compatible) }
}

/** More than this no one can tell from the original. */
const enoughBits = 8
/** Below this a model says noticeably worse things. */
const goodBits = 4

/**
 * Bits that a weight is stored in: GGUF's names tell it (`Q4_K_M`, `IQ2_XXS`, `UD-Q2_K_XL`, `BF16`), elsewhere the precision.
 * Unknown counts as the original.
 */
export function bitsOf({ quantization, precision }: Artifact): number {
  const name = (quantization ?? precision ?? '').toUpperCase()
  const bits = /(?:^|[-_])(?:I?Q|T?Q|MXFP|NVFP|BF|FP|F)(\d{1,2})(?:_|$)/.exec(name)?.[1]
  return bits === undefined ? 16 : Number(bits)
}

/** Below zero where the first is the better one. Each line decides only what those above it leave open. */
function compare(one: Candidate, other: Candidate): number {
  return (
    confidenceRank[one.confidence] - confidenceRank[other.confidence] ||
    Number(isPoor(one)) - Number(isPoor(other)) ||
    fitRank[likelyVerdict(one.fit)] - fitRank[likelyVerdict(other.fit)] ||
    (other.artifact.version?.publishedAt ?? 0) - (one.artifact.version?.publishedAt ?? 0) ||
    qualityOf(other) - qualityOf(one) ||
    formatRank(one) - formatRank(other) ||
    compareSize(one, other)
  )
}

const confidenceRank: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2, none: 3 }
const fitRank: Readonly<Record<FitVerdict, number>> = {
  gpu: 0,
  partial: 1,
  cpu: 2,
  unknown: 3,
  'too-large': 4,
}

const isPoor = ({ artifact }: Candidate): boolean => bitsOf(artifact) < goodBits
const qualityOf = ({ artifact }: Candidate): number => Math.min(enoughBits, bitsOf(artifact))
const formatRank = ({ artifact }: Candidate): number => (artifact.format === 'safetensors' ? 0 : 1)

function compareSize(one: Candidate, other: Candidate): number {
  return (
    sizeRank(one) - sizeRank(other) ||
    compareText(one.artifact.id, other.artifact.id) ||
    compareText(one.workerId ?? '', other.workerId ?? '')
  )
}

const sizeRank = ({ artifact }: Candidate): number => artifact.sizeBytes ?? Number.MAX_SAFE_INTEGER
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function bestBy(
  candidates: readonly Candidate[],
  order: (one: Candidate, other: Candidate) => number,
): Candidate | null {
  return candidates.reduce<Candidate | null>(
    (best, candidate) => (best === null || order(candidate, best) < 0 ? candidate : best),
    null,
  )
}

function reasonFor(best: Candidate, compatible: readonly Candidate[]): Saying {
  return say('best-choice', { why: whyOf(best, compatible), place: best.fit.verdict })
}

function whyOf(best: Candidate, compatible: readonly Candidate[]): Chosen['why'] {
  if (compatible.length === 1) return 'only'
  const better = compatible.some((other) => qualityOf(other) > qualityOf(best))
  const smaller = compatible.some((other) => sizeRank(other) < sizeRank(best))
  if (isPoor(best)) return 'poor'
  if (better) return 'best-that-fits'
  return smaller ? 'best' : 'as-good'
}

function tooLargeReason({ fit }: Candidate): Saying {
  const need = fit.needBytes ?? fit.parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)
  return say(fit.needBytes === null ? 'smallest-needs-at-least' : 'smallest-needs', {
    needBytes: need,
    capacityBytes: fit.place?.capacityBytes ?? 0,
  })
}
