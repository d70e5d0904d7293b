/**
 * What the texts inside a binary tell. Library names stand in its import tables or are opened by name at run time;
 * either way they are there as text, so one search serves ELF, Mach-O and PE alike.
 */
import { backends, type Backend } from '#domain/worker'
import type { WorkerProgram } from '#domain/worker-variant'
import type { DiskFile } from './disk.ts'

export interface Signs {
  /** Whose GPU libraries it asks for. */
  readonly libraries: readonly Backend[]
  /** Which variants' own texts it holds. */
  readonly variants: readonly Backend[]
  readonly version: string | null
  /** Major versions of the CUDA libraries that it asks for. */
  readonly cuda: readonly number[]
}

const libraries: { readonly [backend in Backend]: readonly string[] } = {
  cpu: [],
  cuda: ['libcuda', 'libcublas', 'libcurand', 'libnvrtc', 'nvcuda.dll', 'cublas64_', 'cudart64_', 'nvrtc64_'],
  metal: ['Metal.framework'],
  rocm: ['amdhip64', 'rocblas', 'hipblas'],
}
const CUDA_MAJOR = /^(?:(?:libcu(?:blas|dart)|libnvrtc)(?:Lt)?\.so\.|(?:cublas|cudart|nvrtc)(?:Lt)?64_)(\d\d)/
const VERSION = /^[-_ /]?v?(\d{1,3}\.\d{1,4}\.\d{1,4})(?![\d.])/

const CHUNK_BYTES = 256 * 1024
/** The longest text of interest, with what follows it. */
const OVERLAP_CHARS = 128
const MAX_SEARCHED_BYTES = 1024 ** 3

export interface SignSearch {
  searchText(text: string): Signs
  searchFile(file: DiskFile, sizeBytes: number, signal: AbortSignal): Promise<Signs>
}

export function createSignSearch(program: WorkerProgram): SignSearch {
  const meanings = meaningsOf(program)
  const words = [...meanings.keys()].toSorted((a, b) => b.length - a.length)
  const anyWord = new RegExp(words.map(literal).join('|'), 'g')

  /** Only what begins before `end`, so that nothing is read without what follows it. */
  function collect(text: string, end: number, into: Found): void {
    for (const { 0: word, index } of text.matchAll(anyWord)) {
      if (index >= end) return
      const meaning = meanings.get(word)
      if (meaning?.backend) into[meaning.kind].add(meaning.backend)
      const tail = text.slice(index + word.length, index + OVERLAP_CHARS)
      if (meaning?.kind === 'variants') into.version ??= VERSION.exec(tail)?.[1] ?? null
      const major = CUDA_MAJOR.exec(text.slice(index, index + OVERLAP_CHARS))?.[1]
      if (major) into.cuda.add(Number(major))
    }
  }

  return {
    searchText(text) {
      const found = nothing()
      collect(text, text.length, found)
      return listed(found)
    },
    async searchFile(file, sizeBytes, signal) {
      const found = nothing()
      let rest = ''
      const end = Math.min(sizeBytes, MAX_SEARCHED_BYTES)
      for (let at = 0; at < end; at += CHUNK_BYTES) {
        signal.throwIfAborted()
        // One chunk after the other keeps memory small, and the event loop turns in between.
        const text = rest + (await file.read(at, CHUNK_BYTES)).toString('latin1')
        const last = at + CHUNK_BYTES >= end
        collect(text, last ? text.length : text.length - OVERLAP_CHARS, found)
        rest = text.slice(-OVERLAP_CHARS)
      }
      return listed(found)
    },
  }
}

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

interface Meaning {
  readonly kind: 'libraries' | 'variants'
  readonly backend: Backend | null
}
interface Found {
  readonly libraries: Set<Backend>
  readonly variants: Set<Backend>
  readonly cuda: Set<number>
  version: string | null
}

function meaningsOf({ id, binaryNames, variants }: WorkerProgram): Map<string, Meaning> {
  const meanings = new Map<string, Meaning>()
  for (const name of [id, ...binaryNames]) meanings.set(name, { kind: 'variants', backend: null })
  for (const { backend, binaryNames: own, signs } of variants)
    for (const word of [...own, ...signs]) meanings.set(word, { kind: 'variants', backend })
  for (const backend of backends)
    for (const word of libraries[backend]) meanings.set(word, { kind: 'libraries', backend })
  return meanings
}

const nothing = (): Found => ({ libraries: new Set(), variants: new Set(), cuda: new Set(), version: null })

const listed = (found: Found): Signs => ({
  libraries: [...found.libraries],
  variants: [...found.variants],
  cuda: [...found.cuda],
  version: found.version,
})
