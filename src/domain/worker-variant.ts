import type { Architecture, Platform } from './hardware.ts'
import type { Note } from './sayings/values.ts'
import type { Backend, FamilyId } from './worker.ts'

/** What there is to know of a family as a program: how its binaries are called, recognised and installed. */
export interface WorkerProgram {
  readonly id: FamilyId
  readonly name: string
  /** Newest version known, or `null`. */
  readonly version: string | null
  /** File names that fit every backend, without `.exe`. */
  readonly binaryNames: readonly string[]
  readonly variants: readonly WorkerVariant[]
  readonly details: WorkerDetails
}

/** What there is to read about a worker; nothing is judged by it. What nobody tells is `null` or empty. */
export interface WorkerDetails {
  /** The app's own list, or the worker catalog online. */
  readonly toldBy: 'app' | 'catalog'
  readonly description: string | null
  readonly formats: readonly string[]
  readonly tasks: readonly string[]
  readonly maxContextLength: number | null
  readonly streaming: boolean | null
  readonly batching: boolean | null
  readonly licence: string | null
  readonly buildSystem: string | null
  /** Where its source lies: an https address. */
  readonly sourceUrl: string | null
}

export interface WorkerVariant {
  readonly backend: Backend
  readonly platforms: readonly Platform[]
  readonly architectures: readonly Architecture[]
  /** File names that only this variant bears. */
  readonly binaryNames: readonly string[]
  /** Texts that only this variant holds in its binary or prints as help. */
  readonly signs: readonly string[]
  readonly needs: VariantNeeds
  readonly install: readonly InstallMethod[]
}

export interface VariantNeeds {
  /** Major version of the CUDA runtime that it is built with, where the binary itself does not tell. */
  readonly cuda: number | null
  /** AMD targets that it is built for. */
  readonly gfx: readonly string[]
  /** Those of them that also work as an integrated GPU. */
  readonly integratedGfx: readonly string[]
}

export interface InstallMethod {
  readonly platform: Platform
  readonly architectures: readonly Architecture[]
  /** `Prebuilt`, `Homebrew`, `From source` … */
  readonly label: Note
  /** `{version}` stands for the program's newest version. */
  readonly command: string
  readonly note: Note | null
}
