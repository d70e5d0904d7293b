import type { Architecture, Platform } from './hardware.ts'
import type { Backend, Declared, FamilyId } from './worker.ts'

/** What was learnt of a worker's file, before any thought of whether it can run here. */
export interface WorkerBinary {
  readonly path: string
  readonly family: FamilyId
  readonly backend: Backend | null
  readonly version: string | null
  readonly file: BinaryFile
  /** Major version of the CUDA libraries that it asks for. */
  readonly cuda: number | null
  readonly trial: Trial
  readonly declared: Declared | null
  /** What the rbee worker catalog says of an install that is not finished. */
  readonly install: InstallState
}

export type BinaryFile =
  | { readonly kind: 'program'; readonly executable: boolean; readonly header: Header }
  | { readonly kind: 'missing' | 'unreadable' | 'empty' | 'not-a-program' }
  | { readonly kind: 'cut-short'; readonly sizeBytes: number; readonly needBytes: number }

export interface Header {
  readonly format: 'elf' | 'mach-o' | 'pe' | 'script'
  /** `null` for a script, which runs wherever its interpreter does. */
  readonly platform: Platform | null
  readonly architectures: readonly BinaryArchitecture[]
}
/** Some that no worker is made for are named too, so that people can be told. */
export type BinaryArchitecture = Architecture | 'x86' | 'arm' | 'other'

/** How it behaved when it had to be run to tell more. */
export type Trial =
  | { readonly kind: 'not-needed' | 'ran' | 'no-answer' | 'cpu-unsupported' }
  | { readonly kind: 'libraries-missing'; readonly library: string | null }

export type InstallState =
  { readonly kind: 'done' | 'unfinished' } | { readonly kind: 'failed'; readonly error: string | null }
