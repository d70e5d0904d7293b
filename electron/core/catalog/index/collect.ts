/** Strings and lists of numbers as they are met while columns are built, each once; then packed. */
import type { PackedStrings, PackedTuples } from './dictionary.ts'

export interface StringCollector {
  /** 0 for what is not told. */
  code(value: string | null): number
  pack(): PackedStrings
}

export function createStringCollector(): StringCollector {
  const known = new Map([['', 0]])
  return {
    code(value) {
      if (value === null) return 0
      const found = known.get(value)
      if (found !== undefined) return found
      known.set(value, known.size)
      return known.size - 1
    },
    pack: () => packStrings([...known.keys()]),
  }
}

export function packStrings(list: readonly string[]): PackedStrings {
  const starts = new Uint32Array(list.length + 1)
  const parts = list.map((value) => Buffer.from(value))
  for (const [code, part] of parts.entries()) starts[code + 1] = starts[code]! + part.length
  return { heap: new Uint8Array(Buffer.concat(parts)), starts }
}

export interface TupleCollector {
  code(tuple: readonly number[]): number
  /** The code of a set: order and repetition do not matter, and what is not told is no member. */
  setCode(codes: readonly number[]): number
  pack(): PackedTuples
}

export function createTupleCollector(): TupleCollector {
  const known = new Map([['', 0]])
  const list: (readonly number[])[] = [[]]
  const code = (tuple: readonly number[]): number => {
    const key = tuple.join()
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, list.length)
    return list.push(tuple) - 1
  }
  return {
    code,
    setCode: (codes) => code(asSet(codes)),
    pack() {
      const starts = new Uint32Array(list.length + 1)
      for (const [at, tuple] of list.entries()) starts[at + 1] = starts[at]! + tuple.length
      return { starts, members: Uint32Array.from(list.flat()) }
    },
  }
}

export const asSet = (codes: readonly number[]): readonly number[] =>
  codes.length < 2
    ? codes.filter((code) => code !== 0)
    : [...new Set(codes)].filter((code) => code !== 0).toSorted((a, b) => a - b)

export interface TraitCollector {
  code(key: string, sample: () => string): number
  pack(): { readonly keys: PackedStrings; readonly samples: PackedStrings }
}

export function createTraitCollector(): TraitCollector {
  const keys = createStringCollector()
  const samples = ['']
  return {
    code(key, sample) {
      const code = keys.code(key)
      if (code === samples.length) samples.push(sample())
      return code
    },
    pack: () => ({ keys: keys.pack(), samples: packStrings(samples) }),
  }
}
