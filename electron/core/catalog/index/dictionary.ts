/** Strings as small numbers. 0 is always "not told". */
export interface Dictionary {
  readonly values: readonly string[]
  /** The value's code, new where it was not known. */
  code(value: string | null): number
  /** Ignores case; `undefined` where no model has the value. */
  find(value: string): readonly number[]
  /** All values in lower case. */
  folded(): readonly string[]
}

export function createDictionary(values: readonly string[] = ['']): Dictionary {
  const list = [...values]
  let exact: Map<string, number> | null = null
  let folded: Map<string, number[]> | null = null
  const lower: string[] = []
  const known = (): Map<string, number> => (exact ??= new Map(list.map((value, code) => [value, code])))
  return {
    values: list,
    code(value) {
      if (value === null || value === '') return 0
      const found = known().get(value)
      if (found !== undefined) return found
      folded = null
      known().set(value, list.length)
      return list.push(value) - 1
    },
    find(value) {
      folded ??= fold(list)
      return folded.get(value.toLowerCase()) ?? []
    },
    folded() {
      for (let code = lower.length; code < list.length; code++) lower.push(list[code]!.toLowerCase())
      return lower
    },
  }
}

function fold(list: readonly string[]): Map<string, number[]> {
  const folded = new Map<string, number[]>()
  for (const [code, value] of list.entries()) {
    if (code === 0) continue
    const key = value.toLowerCase()
    const codes = folded.get(key)
    if (codes) codes.push(code)
    else folded.set(key, [code])
  }
  return folded
}

/** Distinct lists of numbers as one number each: many models share the same formats, languages, classes. */
export interface Tuples {
  readonly values: readonly (readonly number[])[]
  code(tuple: readonly number[]): number
  /** All of them one after the other: quicker to walk through than lists of lists. */
  packed(): PackedTuples
}

export interface PackedTuples {
  readonly starts: Uint32Array
  readonly members: Uint32Array
}

export function createTuples(values: readonly (readonly number[])[] = [[]]): Tuples {
  const list = [...values]
  let known: Map<string, number> | null = null
  let packed: PackedTuples | null = null
  return {
    values: list,
    packed() {
      if (packed?.starts.length !== list.length + 1) packed = pack(list)
      return packed
    },
    code(tuple) {
      known ??= new Map(list.map((value, code) => [value.join(), code]))
      const key = tuple.join()
      const found = known.get(key)
      if (found !== undefined) return found
      known.set(key, list.length)
      return list.push(tuple) - 1
    },
  }
}

function pack(list: readonly (readonly number[])[]): PackedTuples {
  const starts = new Uint32Array(list.length + 1)
  for (const [code, tuple] of list.entries()) starts[code + 1] = starts[code]! + tuple.length
  return { starts, members: Uint32Array.from(list.flat()) }
}

/** The code of a set: order and repetition do not matter. */
export const setCode = (tuples: Tuples, codes: Iterable<number>): number =>
  tuples.code([...new Set(codes)].filter((code) => code !== 0).toSorted((a, b) => a - b))

/** Traits, and for each the first artifact that had it: what is true of that one is true of all. */
export interface Traits {
  readonly samples: readonly string[]
  readonly keys: readonly string[]
  code(key: string, sample: () => string): number
}

export function createTraits(keys?: readonly string[], saved: readonly string[] = ['']): Traits {
  const dictionary = createDictionary(keys)
  const samples = [...saved]
  return {
    samples,
    keys: dictionary.values,
    code(key, sample) {
      const code = dictionary.code(key)
      if (code === samples.length) samples.push(sample())
      return code
    },
  }
}
