/** What sentences speak of. */
import type { FitVerdict } from '../fit/fit.ts'
import type { BinaryArchitecture } from '../worker-binary.ts'
import type { Architecture, Platform } from '../hardware.ts'
import type { Format } from '../model.ts'

export interface Note {
  readonly en: string
  readonly nl: string
}
export interface TasksWanted {
  readonly worker: string
  readonly tasks: readonly string[]
}
export interface LibrariesWanted {
  readonly worker: string
  readonly libraries: readonly string[]
}
export interface TypesWanted {
  readonly worker: string
  readonly types: readonly string[]
}
export interface KindsWanted {
  readonly worker: string
  readonly kinds: readonly string[]
}
export interface InFormat {
  readonly name: string
  readonly format: Format
  readonly worker: string
}
export interface MadeFor {
  readonly built: readonly BinaryArchitecture[]
  readonly machine: Architecture
}
export interface Chosen {
  readonly why: 'only' | 'poor' | 'best-that-fits' | 'best' | 'as-good'
  readonly place: FitVerdict
}
export interface Shortage {
  readonly needBytes: number
  readonly capacityBytes: number
}
/** A card without a name is `null`. */
export interface OfGpu {
  readonly gpu: string | null
}
/** What a tool said itself, and which one it was, where it is about one. */
export interface ToolAnswer {
  readonly tool: string | null
  readonly detail: string | null
}

export const platformNames: { readonly [platform in Platform]: string } = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
}

/** `a, b and c`. */
export const listed = (words: readonly string[], and: string): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`

/** `131072` → `131,072`. */
export const grouped = (whole: number, mark: string): string =>
  String(whole).replace(/\B(?=(\d{3})+$)/g, mark)

export const withDetail = (sentence: string, { detail }: ToolAnswer): string =>
  detail === null ? sentence : `${sentence} (${detail})`

export const gigabytes = (bytes: number, point: string): string =>
  `${(bytes / 1e9).toFixed(bytes < 1e9 ? 2 : 1).replace('.', point)} GB`
