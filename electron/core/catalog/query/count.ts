/** One pass over the rows that the text found: which of them pass, and what each facet counts. */
import { bitsFor, setBit, type Bits } from '../index/bits.ts'
import type { Segment } from '../index/segment.ts'
import { count, type Tally } from '../index/tally.ts'
import type { Compiled } from './compile.ts'
import { FAILS, PASSES } from './class-pass.ts'

/** Facets that need a look at the row: they have too many values to be part of a class. */
export const rowFacets = ['quantization', 'language', 'baseModel'] as const

export interface Counts {
  total: number
  /** Rows that pass all row facets, by class; the class says what else they fail. */
  readonly byClass: Uint32Array
  /** By code of the set: rows that pass everything but, perhaps, this facet. */
  readonly quantization: Uint32Array
  readonly language: Uint32Array
  readonly baseModel: Tally
}

interface Counting {
  readonly segment: Segment
  readonly viewClass: Uint32Array
  readonly candidates: Bits
  readonly pass: Int8Array
  readonly facets: Compiled['facets']
  readonly counts: Counts
}

export function countRows(counting: Counting): Bits {
  const { facets, segment } = counting
  const hits = bitsFor(segment.rows)
  const filtered = rowFacets.some((name) => facets[name] !== undefined)
  if (filtered) countFiltered(counting, hits)
  else countPlain(counting, hits)
  return hits
}

function countPlain({ segment, viewClass, candidates, pass, counts }: Counting, hits: Bits): void {
  const { quantizationSet, languageSet, baseModelSet } = segment
  const { byClass, quantization, language, baseModel } = counts
  // Copied out, because this loop runs over every row when there is no text.
  const { counts: baseModels, met } = baseModel
  let size = baseModel.size
  let total = 0
  for (let i = 0; i < candidates.length; i++) {
    let word = candidates[i]!
    let found = 0
    while (word !== 0) {
      const low = word & -word
      const row = (i << 5) + (31 - Math.clz32(low))
      word ^= low
      const code = viewClass[row]!
      byClass[code]!++
      if (pass[code] !== PASSES) continue
      found |= low
      total++
      quantization[quantizationSet[row]!]!++
      language[languageSet[row]!]!++
      const base = baseModelSet[row]!
      if (met !== null && baseModels[base] === 0) met[size++] = base
      baseModels[base]!++
    }
    hits[i] = found
  }
  baseModel.size = size
  counts.total += total
}

function countFiltered({ segment, viewClass, candidates, pass, facets, counts }: Counting, hits: Bits): void {
  const { quantizationSet, languageSet, baseModelSet } = segment
  const { byClass } = counts
  const quantizations = facets.quantization ?? null
  const languages = facets.language ?? null
  const baseModels = facets.baseModel ?? null
  for (let i = 0; i < candidates.length; i++) {
    let word = candidates[i]!
    while (word !== 0) {
      const low = word & -word
      const row = (i << 5) + (31 - Math.clz32(low))
      word ^= low
      const code = viewClass[row]!
      const passed = pass[code]!
      if (passed === FAILS) continue
      const one = quantizations === null ? 0 : 1 - quantizations[quantizationSet[row]!]!
      const two = languages === null ? 0 : 1 - languages[languageSet[row]!]!
      const three = baseModels === null ? 0 : 1 - baseModels[baseModelSet[row]!]!
      const failures = one + two + three
      if (failures === 0) byClass[code]!++
      if (failures > 1 || passed !== PASSES) continue
      // What fails one facet alone counts for that facet: it would show if that choice were different.
      if (failures === one) counts.quantization[quantizationSet[row]!]!++
      if (failures === two) counts.language[languageSet[row]!]!++
      if (failures === three) count(counts.baseModel, baseModelSet[row]!, 1)
      if (failures > 0) continue
      setBit(hits, row)
      counts.total++
    }
  }
}
