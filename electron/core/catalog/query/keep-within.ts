/** Rows within limits. These loops run over every row when there is no text: hence no calls inside. */
import type { Bits } from '../index/bits.ts'
import type { Segment } from '../index/segment.ts'
import { FAILS } from './class-pass.ts'
import type { RowLimit } from './compile.ts'

export function keepWithin(candidates: Bits, segment: Segment, limit: RowLimit): void {
  if (limit.figure === 'sizeBytes') keepSizes(candidates, segment, limit)
  else keepFigures(candidates, segment[limit.figure], limit)
}

/** Without the rows that fail whatever their figures are. */
export function keepHopeful(
  candidates: Bits,
  { viewClass, pass }: { readonly viewClass: Uint32Array; readonly pass: Int8Array },
): void {
  for (let i = 0; i < candidates.length; i++) {
    let word = candidates[i]!
    let kept = 0
    while (word !== 0) {
      const bit = word & -word
      word ^= bit
      if (pass[viewClass[(i << 5) + (31 - Math.clz32(bit))]!] !== FAILS) kept |= bit
    }
    candidates[i] = kept
  }
}

function keepFigures(candidates: Bits, values: Float64Array, limit: RowLimit): void {
  const [low, high] = boundsOf(limit)
  for (let i = 0; i < candidates.length; i++) {
    let word = candidates[i]!
    let kept = 0
    while (word !== 0) {
      const bit = word & -word
      word ^= bit
      const value = values[(i << 5) + (31 - Math.clz32(bit))]!
      // Both are false for what is not known.
      if ((value >= low && value <= high) !== limit.negated) kept |= bit
    }
    candidates[i] = kept
  }
}

/** One artifact within the limits is enough. */
function keepSizes(candidates: Bits, { artifacts }: Segment, limit: RowLimit): void {
  const { starts, sizeBytes } = artifacts
  const [low, high] = boundsOf(limit)
  for (let i = 0; i < candidates.length; i++) {
    let word = candidates[i]!
    let kept = 0
    while (word !== 0) {
      const bit = word & -word
      word ^= bit
      const row = (i << 5) + (31 - Math.clz32(bit))
      const end = starts[row + 1]!
      let at = starts[row]!
      while (at < end && !(sizeBytes[at]! >= low && sizeBytes[at]! <= high)) at++
      if (at < end !== limit.negated) kept |= bit
    }
    candidates[i] = kept
  }
}

/** Both ends included: an end that is left out moves by the smallest step. */
function boundsOf({ limits: { min, max, above, below } }: RowLimit): readonly [number, number] {
  return [above ? min + stepAt(min) : min, below ? max - stepAt(max) : max]
}

const stepAt = (value: number): number => Math.max(Number.MIN_VALUE, Math.abs(value) * Number.EPSILON)
