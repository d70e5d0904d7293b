/** Strings, and lists of numbers, as small numbers: packed, so that a catalog of many costs no objects until they are shown. */
import { createHashTable, type HashTable } from './hash-table.ts'

/** One after the other; what begins where, and one start more than there are. */
export interface PackedStrings {
  readonly heap: Uint8Array
  readonly starts: Uint32Array
}

export interface PackedTuples {
  readonly members: Uint32Array
  readonly starts: Uint32Array
}

/** 0 is always "not told". */
export interface Dictionary {
  readonly size: number
  at(code: number): string
  /** The value's code, new where it was not known. */
  code(value: string): number
  /** The value as it is written; `undefined` where no model has it. */
  exact(value: string): number | undefined
  /** Ignores case. */
  find(value: string): readonly number[]
  /** All values in lower case. */
  folded(): readonly string[]
}

const MOST_KEPT = 4096

export function createDictionary(packed: PackedStrings): Dictionary {
  const base = packed.starts.length - 1
  const heap = Buffer.from(packed.heap.buffer, packed.heap.byteOffset, packed.heap.length)
  /** What came with later models. */
  const added: string[] = []
  const lower: string[] = []
  let table: HashTable | null = null
  const read = (code: number): string => heap.toString('utf8', packed.starts[code], packed.starts[code + 1])
  /** Of few values each is asked for all the time. */
  const kept: string[] = []
  const at = (code: number): string => {
    if (code >= base) return added[code - base]!
    return base > MOST_KEPT ? read(code) : (kept[code] ??= read(code))
  }
  const known = (): HashTable =>
    (table ??= createHashTable(base, (code) =>
      hashFolded(heap, packed.starts[code]!, packed.starts[code + 1]!),
    ))
  const codesLike = (value: string): number[] => {
    const bytes = Buffer.from(value)
    return known().find(hashFolded(bytes, 0, bytes.length))
  }
  const dictionary: Dictionary = {
    get size() {
      return base + added.length
    },
    at,
    exact: (value) => (value === '' ? 0 : codesLike(value).find((code) => at(code) === value)),
    code(value) {
      const found = dictionary.exact(value)
      if (found !== undefined) return found
      const code = base + added.push(value) - 1
      const bytes = Buffer.from(value)
      known().add(hashFolded(bytes, 0, bytes.length), code)
      return code
    },
    find(value) {
      const wanted = value.toLowerCase()
      return codesLike(wanted)
        .filter((code) => code !== 0 && at(code).toLowerCase() === wanted)
        .toSorted((a, b) => a - b)
    },
    folded() {
      for (let code = lower.length; code < dictionary.size; code++) lower.push(at(code).toLowerCase())
      return lower
    },
  }
  return dictionary
}

/** The same for every way to write the letters large and small: beyond ASCII, letters are left to the comparison. */
function hashFolded(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte < 0x80) hash = Math.imul(hash ^ (byte >= 65 && byte <= 90 ? byte | 32 : byte), 0x01000193)
  }
  return hash >>> 0
}

/** Distinct lists of numbers as one number each: many models share the same formats, languages, classes. */
export interface Tuples {
  readonly size: number
  readonly starts: Uint32Array
  readonly members: Uint32Array
  at(code: number): Uint32Array
  code(tuple: readonly number[]): number
}

export function createTuples(packed: PackedTuples): Tuples {
  let { starts, members } = packed
  let size = starts.length - 1
  let table: HashTable | null = null
  const at = (code: number): Uint32Array => members.subarray(starts[code], starts[code + 1])
  return {
    get size() {
      return size
    },
    get starts() {
      return starts
    },
    get members() {
      return members
    },
    at,
    code(tuple) {
      table ??= createHashTable(size, (code) => hashNumbers(at(code)))
      const hash = hashNumbers(tuple)
      const found = table.find(hash).find((code) => isSame(at(code), tuple))
      if (found !== undefined) return found
      const end = starts[size]!
      members = withRoom(members, end + tuple.length)
      starts = withRoom(starts, size + 2)
      members.set(tuple, end)
      starts[size + 1] = end + tuple.length
      table.add(hash, size)
      return size++
    },
  }
}

function hashNumbers(numbers: ArrayLike<number>): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < numbers.length; at++) hash = Math.imul(hash ^ numbers[at]!, 0x01000193)
  return hash >>> 0
}

function isSame(left: ArrayLike<number>, right: ArrayLike<number>): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}

function withRoom(array: Uint32Array, length: number): Uint32Array {
  if (length <= array.length) return array
  const grown = new Uint32Array(Math.max(length, array.length * 2))
  grown.set(array)
  return grown
}

/** Traits, and for each the first artifact that had it: what is true of that one is true of all. */
export interface Traits {
  readonly size: number
  keyOf(code: number): string
  sampleOf(code: number): string
  code(key: string, sample: () => string): number
}

export function createTraits(keys: PackedStrings, samples: PackedStrings): Traits {
  const dictionary = createDictionary(keys)
  const packed = createDictionary(samples)
  const added: string[] = []
  return {
    get size() {
      return dictionary.size
    },
    keyOf: dictionary.at,
    sampleOf: (code) => (code < packed.size ? packed.at(code) : added[code - packed.size]!),
    code(key, sample) {
      const code = dictionary.code(key)
      if (code === packed.size + added.length) added.push(sample())
      return code
    },
  }
}
