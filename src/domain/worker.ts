import type { Problem } from './sayings/saying.ts'
import type { Architecture, Platform } from './hardware.ts'

export const backends = ['cpu', 'cuda', 'metal', 'rocm'] as const
export type Backend = (typeof backends)[number]
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
  /** `null` only beside a problem: a damaged or unknown file does not tell. */
  readonly backend: Backend | null
  readonly path: string | null
  readonly version: string | null
  /** The binary's own architecture; several for a fat Mach-O. */
  readonly architectures: readonly Architecture[]
  readonly platform: Platform | null
  readonly declared: Declared | null
  /** `null` when it can run here, else why not and what to do about it. */
  readonly problem: WorkerProblem | null
}

export const workerProblemCodes = [
  'missing',
  'installing',
  'install-failed',
  'unreadable',
  'not-executable',
  'damaged',
  'not-a-program',
  'unrecognised',
  'wrong-platform',
  'wrong-architecture',
  'hardware-unknown',
  'gpu-missing',
  'gpu-unsupported',
  'driver-missing',
  'driver-too-old',
  'libraries-missing',
  'cpu-unsupported',
] as const
export type WorkerProblemCode = (typeof workerProblemCodes)[number]

export type WorkerProblem = Problem<WorkerProblemCode>
