/** Whether a model fits into memory: the verdict, and every figure that it is made of. */
import type { Place } from './place.ts'

/** Best first. `cpu`: all of it in RAM. `partial`: some layers on the GPU, the rest in RAM. */
export const fitVerdicts = ['gpu', 'partial', 'cpu', 'too-large', 'unknown'] as const
export type FitVerdict = (typeof fitVerdicts)[number]

export type PartName =
  'weights' | 'denoiser' | 'text-encoders' | 'vae' | 'context' | 'activations' | 'overhead'

export interface FitPart {
  readonly name: PartName
  /** `null`: needed, and nothing tells how much. */
  readonly bytes: number | null
}

export interface Fit {
  readonly verdict: FitVerdict
  /** The best that the known parts leave possible; the verdict itself where all of them are known. */
  readonly atBest: FitVerdict
  readonly parts: readonly FitPart[]
  /** The sum of the parts; `null` where one of them is unknown. */
  readonly needBytes: number | null
  readonly place: Place | null
  /** It would fit beside what runs now; `null` where that is unknown. */
  readonly fitsNow: boolean | null
  /** Language models: the context that this speaks of, and the longest one that would fit at this place. */
  readonly context: number | null
  readonly maxContext: number | null
  readonly layers: number | null
  /** How many layers this place holds, their part of the context included. */
  readonly layersThatFit: number | null
  /** A figure was worked out from the model's name. */
  readonly estimated: boolean
}

/** Nothing says where it would be held. */
export const unknownFit: Fit = {
  verdict: 'unknown',
  atBest: 'unknown',
  parts: [],
  needBytes: null,
  place: null,
  fitsNow: null,
  context: null,
  maxContext: null,
  layers: null,
  layersThatFit: null,
  estimated: false,
}

/** The verdict; where only the memory of the context is unknown, what the rest of it leaves possible. */
export const likelyVerdict = ({ verdict, atBest, parts }: Fit): FitVerdict =>
  verdict === 'unknown' && parts.every(({ name, bytes }) => bytes !== null || name === 'context')
    ? atBest
    : verdict

/** The sum, or `null` where a part is unknown. */
export function sumOf(parts: readonly FitPart[]): number | null {
  let sum = 0
  for (const { bytes } of parts) {
    if (bytes === null) return null
    sum += bytes
  }
  return sum
}

/** The least it can be: the parts that are known. */
export const knownSumOf = (parts: readonly FitPart[]): number =>
  parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0)

/** The verdict on that many bytes. */
export function verdictAt(place: Place | null, bytes: number, splitsLayers: boolean): FitVerdict {
  if (place === null || place.capacityBytes === null) return 'unknown'
  if (bytes <= place.capacityBytes) return place.kind === 'gpu' ? 'gpu' : 'cpu'
  if (!splitsLayers || place.spillBytes === 0) return 'too-large'
  if (place.spillBytes === null) return 'unknown'
  return bytes <= place.capacityBytes + place.spillBytes ? 'partial' : 'too-large'
}

/** What is too large by its known parts alone is too large; otherwise an unknown part leaves it unknown. */
export function verdictFrom(
  place: Place | null,
  knownBytes: number,
  { complete, splitsLayers }: { readonly complete: boolean; readonly splitsLayers: boolean },
): FitVerdict {
  const atBest = verdictAt(place, knownBytes, splitsLayers)
  return complete || atBest === 'too-large' ? atBest : 'unknown'
}

export function verdictOf(
  place: Place | null,
  parts: readonly FitPart[],
  splitsLayers: boolean,
): Pick<Fit, 'verdict' | 'atBest' | 'needBytes' | 'fitsNow'> {
  const needBytes = sumOf(parts)
  const knownBytes = knownSumOf(parts)
  const free = place?.freeBytes ?? null
  return {
    verdict: verdictFrom(place, knownBytes, { complete: needBytes !== null, splitsLayers }),
    atBest: verdictAt(place, knownBytes, splitsLayers),
    needBytes,
    fitsNow: needBytes === null || free === null ? null : needBytes <= free,
  }
}
