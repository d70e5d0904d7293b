/** Values typed after an operator to codes of a dictionary. */
import type { QueryNote } from '#contract/catalog'
import type { Dictionary } from '../index/dictionary.ts'
import { prefixDistance } from './fuzzy.ts'

export interface FoundValues {
  readonly codes: readonly number[]
  readonly note: QueryNote | null
}

const SHOWN = 5

/**
 * The value itself in any case; else values that begin with it; else values that contain it.
 * Reading it otherwise than typed is told, and so is a value that no model has.
 */
export function findValues(dictionary: Dictionary, typed: string, part: string): FoundValues {
  const exact = dictionary.find(typed)
  if (exact.length > 0) return { codes: exact, note: null }
  const wanted = typed.toLowerCase().replace(/\*$/, '')
  const folded = dictionary.folded()
  for (const test of [
    (value: string) => value.startsWith(wanted),
    (value: string) => value.includes(wanted),
  ]) {
    const codes = folded.flatMap((value, code) => (code > 0 && test(value) ? [code] : []))
    if (codes.length === 0) continue
    const used = codes.slice(0, SHOWN).map((code) => dictionary.at(code))
    return { codes, note: { kind: 'read-as', part, used } }
  }
  return { codes: [], note: { kind: 'unknown-value', part, nearest: nearest(folded, wanted) } }
}

/** The value that was probably meant, if one is near. */
export function nearest(values: readonly string[], typed: string): string | null {
  const most = Math.max(1, Math.floor(typed.length / 3))
  let best: string | null = null
  let least = most + 1
  for (const value of values) {
    if (value === '' || Math.abs(value.length - typed.length) > most) continue
    const distance = prefixDistance(typed, value.toLowerCase(), most)
    if (distance < least) [best, least] = [value, distance]
  }
  return best
}
