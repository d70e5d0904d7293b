/** Words to rows: a sorted vocabulary, and for each word the rows that have it in the name, or elsewhere. */

export interface TextIndex {
  /** All words in UTF-16 order, each followed by a line feed. */
  readonly heap: Uint8Array
  /** Where each word starts in the heap; one more than there are words. */
  readonly starts: Uint32Array
  readonly name: Postings
  readonly other: Postings
}

export interface Postings {
  readonly starts: Uint32Array
  readonly rows: Uint32Array
}

export interface TextBuilder {
  add(row: number, nameWords: Iterable<string>, otherWords: Iterable<string>): void
  finish(): TextIndex
}

export function createTextBuilder(): TextBuilder {
  const vocabulary = new Map<string, number>()
  const name = createPairs()
  const other = createPairs()
  const wordId = (word: string): number => {
    const found = vocabulary.get(word)
    if (found !== undefined) return found
    vocabulary.set(word, vocabulary.size)
    return vocabulary.size - 1
  }
  return {
    add(row, nameWords, otherWords) {
      const seen = new Set(nameWords)
      for (const word of seen) name.push(wordId(word), row)
      for (const word of new Set(otherWords)) if (!seen.has(word)) other.push(wordId(word), row)
    },
    finish() {
      const sorted = [...vocabulary.keys()].toSorted()
      const rank = new Uint32Array(sorted.length)
      for (const [index, word] of sorted.entries()) rank[vocabulary.get(word)!] = index
      return { ...packWords(sorted), name: name.toPostings(rank), other: other.toPostings(rank) }
    },
  }
}

const LINE_FEED = 10

function packWords(sorted: readonly string[]): { heap: Uint8Array; starts: Uint32Array } {
  const starts = new Uint32Array(sorted.length + 1)
  const heap = Buffer.from(sorted.map((word) => `${word}\n`).join(''))
  let word = 0
  for (let at = 0; at < heap.length; at++) if (heap[at] === LINE_FEED) starts[++word] = at + 1
  return { heap: new Uint8Array(heap), starts }
}

/** Growing lists of (word, row), turned into rows by word with one counting sort. */
function createPairs(): { push(word: number, row: number): void; toPostings(rank: Uint32Array): Postings } {
  let wordOf = new Uint32Array(1024)
  let rowOf = new Uint32Array(1024)
  let size = 0
  return {
    push(word, row) {
      if (size === wordOf.length) {
        wordOf = grown(wordOf)
        rowOf = grown(rowOf)
      }
      wordOf[size] = word
      rowOf[size++] = row
    },
    toPostings(rank) {
      const starts = new Uint32Array(rank.length + 1)
      for (let i = 0; i < size; i++) starts[rank[wordOf[i]!]! + 1]!++
      for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!
      const next = starts.slice()
      const rows = new Uint32Array(size)
      for (let i = 0; i < size; i++) rows[next[rank[wordOf[i]!]!]!++] = rowOf[i]!
      return { starts, rows }
    },
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(array.length * 2)
  bigger.set(array)
  return bigger
}

export interface WordRange {
  readonly from: number
  readonly to: number
}

const EMPTY: WordRange = { from: 0, to: 0 }

export const wordAt = ({ heap, starts }: TextIndex, word: number): string =>
  Buffer.from(heap.buffer, heap.byteOffset + starts[word]!, starts[word + 1]! - 1 - starts[word]!).toString()

export const wordsWithPrefix = (index: TextIndex, prefix: string): WordRange => ({
  from: lowerBound(index, prefix),
  to: lowerBound(index, `${prefix}\uffff`),
})

export function exactWord(index: TextIndex, word: string): WordRange {
  const from = lowerBound(index, word)
  if (from >= index.starts.length - 1 || wordAt(index, from) !== word) return EMPTY
  return { from, to: from + 1 }
}

function lowerBound(index: TextIndex, word: string): number {
  let low = 0
  let high = index.starts.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (wordAt(index, middle) < word) low = middle + 1
    else high = middle
  }
  return low
}

/** Words that contain the text. The heap is small enough to be read through: no trigrams to keep. */
export function wordsContaining(index: TextIndex, text: string, limit: number): number[] {
  const heap = Buffer.from(index.heap.buffer, index.heap.byteOffset, index.heap.length)
  const found: number[] = []
  let at = heap.indexOf(text)
  while (at !== -1 && found.length < limit) {
    const word = wordStartingBefore(index.starts, at)
    found.push(word)
    at = heap.indexOf(text, index.starts[word + 1])
  }
  return found
}

function wordStartingBefore(starts: Uint32Array, at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high - 1) {
    const middle = (low + high) >>> 1
    if (starts[middle]! <= at) low = middle
    else high = middle
  }
  return low
}
