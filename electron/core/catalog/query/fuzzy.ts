/** Finds the words that were probably meant. */
import { wordAt, wordsWithPrefix, type TextIndex } from '../index/text-index.ts'

export interface NearWord {
  readonly word: number
  readonly text: string
  readonly distance: number
}

/** Short words have too many neighbours to guess. */
export const allowedDistance = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/**
 * Words whose beginning is within a few typing mistakes of the text. One of the first two letters must be right:
 * that is nearly always so, and leaves few words to look at.
 */
export function wordsNear(index: TextIndex, text: string): NearWord[] {
  const most = allowedDistance(text)
  if (most === 0) return []
  const found: NearWord[] = []
  const fewest = index.starts.length > MANY_WORDS ? FEW_USES : 1
  for (const first of new Set([text[0]!, text[1]!])) {
    const { from, to } = wordsWithPrefix(index, first)
    for (let word = from; word < to; word++) {
      if (usesOf(index, word) < fewest) continue
      const bytes = index.starts[word + 1]! - 1 - index.starts[word]!
      if (bytes < text.length - most) continue
      const candidate = wordAt(index, word)
      const distance = prefixDistance(text, candidate, most)
      if (distance <= most) found.push({ word, text: candidate, distance })
    }
  }
  return found
}

/** In a large catalog a word that hardly anybody uses is not what was meant. */
const MANY_WORDS = 20_000
const FEW_USES = 3

export const usesOf = ({ name, other }: TextIndex, word: number): number =>
  name.starts[word + 1]! - name.starts[word]! + other.starts[word + 1]! - other.starts[word]!

/** Fewest insertions, deletions, substitutions and swaps of neighbours between the text and any beginning of the word. */
export function prefixDistance(text: string, word: string, most: number): number {
  const width = Math.min(word.length, text.length + most)
  let before: number[] = []
  let previous = Array.from({ length: width + 1 }, (_, j) => j)
  for (let i = 1; i <= text.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= width; j++) {
      const same = text[i - 1] === word[j - 1]
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && text[i - 1] === word[j - 2] && text[i - 2] === word[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    before = previous
    previous = row
  }
  return Math.min(...previous)
}
