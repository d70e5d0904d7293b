import type { Architecture, Platform } from './hardware.ts'

export type Backend = 'cpu' | 'cuda' | 'metal' | 'rocm'
export type FamilyId = string // 'llm-worker-rbee' | 'sd-worker-rbee' | any family in resources/workers.json

/** What an installed worker says of itself; it overrides its family's spec. Empty or absent says nothing. */
export interface Declared {
  readonly formats: readonly string[]
  readonly architectures: readonly string[]
  readonly maxContextLength: number | null
}

export interface InstalledWorker {
  /** Stable over scans: `<family>-<backend>` plus the path where two are alike. */
  readonly id: string
  readonly family: FamilyId
  readonly backend: Backend
  readonly path: string | null
  readonly version: string | null
  /** The binary's own architecture; several for a fat Mach-O. */
  readonly architectures: readonly Architecture[]
  readonly platform: Platform | null
  readonly declared: Declared | null
  /** `null` when it can run here, else why not and what to do about it. */
  readonly problem: WorkerProblem | null
}

export interface WorkerProblem {
  readonly code: string
  readonly message: string
  readonly cure: string | null
}
