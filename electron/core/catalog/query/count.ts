/** Which of the rows that the text found pass, and what each facet counts. These loops run over very many rows: hence no calls inside. */
import { bitsFor, countBits, setBit, type Bits } from '../index/bits.ts'
import type { Segment } from '../index/segment.ts'
import type { Tally } from '../index/tally.ts'
import type { SegmentView } from '../index/verdicts.ts'
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
  readonly view: SegmentView
  readonly candidates: Bits
  readonly pass: Int8Array
  readonly facets: Compiled['facets']
  readonly counts: Counts
  /** Of few candidates each is asked for its class; of many, each class for its rows. */
  readonly few: boolean
}

export function countRows(counting: Counting): Bits {
  const filters = rowFilters(counting)
  const passing = counting.few ? askRows(counting, filters) : askClasses(counting, filters)
  return filters.length > 0 ? countFiltered(counting, passing) : countPlain(counting, passing)
}

interface RowFilter {
  readonly allowed: Uint8Array
  readonly set: Uint32Array
}

function rowFilters({ segment, facets }: Counting): RowFilter[] {
  return rowFacets.flatMap((name) => {
    const allowed = facets[name]
    return allowed ? [{ allowed, set: segment[`${name}Set`] }] : []
  })
}

/** Counts candidates by class; answers those whose class passes. */
function askRows({ view, candidates, pass, counts }: Counting, filters: readonly RowFilter[]): Bits {
  const { viewClass } = view
  const { byClass } = counts
  const passing: Bits = new Uint32Array(candidates.length)
  for (let i = 0; i < candidates.length; i++) {
    let word = candidates[i]!
    let found = 0
    while (word !== 0) {
      const bit = word & -word
      word ^= bit
      const row = (i << 5) + (31 - Math.clz32(bit))
      const code = viewClass[row]!
      const passed = pass[code]!
      if (passed === FAILS) continue
      if (passed === PASSES) found |= bit
      let counted = 1
      for (let filter = 0; filter < filters.length; filter++) {
        const { allowed, set } = filters[filter]!
        counted &= allowed[set[row]!]!
      }
      byClass[code]! += counted
    }
    passing[i] = found
  }
  return passing
}

/** The same from the other end, with nothing for the processor to guess. */
function askClasses({ view, candidates, pass, counts }: Counting, filters: readonly RowFilter[]): Bits {
  const { starts, rows } = view.byClass
  const counted = candidates.slice()
  for (const filter of filters) keepAllowed(counted, filter)
  const passing: Bits = new Uint32Array(candidates.length)
  for (let code = 0; code < starts.length - 1; code++) {
    const passed = pass[code]!
    if (passed === FAILS) continue
    const end = starts[code + 1]!
    let times = 0
    for (let at = starts[code]!; at < end; at++) {
      const row = rows[at]!
      times += (counted[row >>> 5]! >>> (row & 31)) & 1
    }
    counts.byClass[code]! += times
    if (passed === PASSES) for (let at = starts[code]!; at < end; at++) setBit(passing, rows[at]!)
  }
  for (let i = 0; i < passing.length; i++) passing[i]! &= candidates[i]!
  return passing
}

function keepAllowed(bits: Bits, { allowed, set }: RowFilter): void {
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] === 0) continue
    const from = i << 5
    const end = Math.min(from + 32, set.length)
    let kept = 0
    for (let row = from; row < end; row++) kept |= allowed[set[row]!]! << (row & 31)
    bits[i]! &= kept
  }
}

function countPlain({ segment, counts }: Counting, passing: Bits): Bits {
  const { quantizationSet, languageSet, baseModelSet } = segment
  const { quantization, language, baseModel } = counts
  const { counts: baseModels, met } = baseModel
  let size = baseModel.size
  for (let i = 0; i < passing.length; i++) {
    let word = passing[i]!
    while (word !== 0) {
      const bit = word & -word
      word ^= bit
      const row = (i << 5) + (31 - Math.clz32(bit))
      quantization[quantizationSet[row]!]!++
      language[languageSet[row]!]!++
      const base = baseModelSet[row]!
      if (met !== null && baseModels[base] === 0) met[size++] = base
      baseModels[base]!++
    }
  }
  baseModel.size = size
  counts.total += countBits(passing)
  return passing
}

function countFiltered({ segment, facets, counts }: Counting, passing: Bits): Bits {
  const { quantizationSet, languageSet, baseModelSet } = segment
  const { quantization, language, baseModel } = counts
  const { counts: baseModelCounts, met } = baseModel
  const quantizations = facets.quantization ?? null
  const languages = facets.language ?? null
  const baseModels = facets.baseModel ?? null
  const hits = bitsFor(segment.rows)
  let size = baseModel.size
  for (let i = 0; i < passing.length; i++) {
    let word = passing[i]!
    let found = 0
    while (word !== 0) {
      const bit = word & -word
      word ^= bit
      const row = (i << 5) + (31 - Math.clz32(bit))
      const base = baseModelSet[row]!
      const one = quantizations === null ? 0 : 1 - quantizations[quantizationSet[row]!]!
      const two = languages === null ? 0 : 1 - languages[languageSet[row]!]!
      const three = baseModels === null ? 0 : 1 - baseModels[base]!
      const failures = one + two + three
      if (failures > 1) continue
      // What fails one facet alone counts for that facet: it would show if that choice were different.
      if (failures === one) quantization[quantizationSet[row]!]!++
      if (failures === two) language[languageSet[row]!]!++
      if (failures === three) {
        if (met !== null && baseModelCounts[base] === 0) met[size++] = base
        baseModelCounts[base]!++
      }
      if (failures === 0) found |= bit
    }
    hits[i] = found
  }
  baseModel.size = size
  counts.total += countBits(hits)
  return hits
}
