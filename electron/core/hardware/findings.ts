/** What a parser makes of one capture: sightings of cards, and figures of the machine. Each stays with its source. */
import type { Architecture, GpuSlice, GpuVendor, Platform } from '#domain/hardware'
import type { ProblemNote } from './problems.ts'

export interface Findings {
  readonly sightings?: readonly Sighting[]
  readonly cpu?: CpuFigures
  readonly memory?: MemoryFigures
  readonly machine?: MachineFigures
  readonly problems?: readonly ProblemNote[]
  /** Adapters that are no GPU of this machine: virtual, remote, a server's screen chip. */
  readonly ignored?: readonly string[]
}

/** One card as one source sees it. */
export interface Sighting extends Partial<GpuFigures> {
  readonly vendor: GpuVendor
  /** Its place in this source's own list: good to join two answers of one tool, never those of two. */
  readonly place?: string
  /** Adds to cards that others see, but proves none: old drivers leave such entries behind. */
  readonly hearsay?: boolean
}

export interface GpuFigures {
  readonly name: string | null
  readonly memoryMiB: number | null
  readonly freeMiB: number | null
  readonly slices: readonly GpuSlice[] | null
  readonly unified: boolean | null
  readonly integrated: boolean | null
  readonly driverVersion: string | null
  readonly computeCapability: string | null
  readonly gfx: string | null
  readonly pciBusId: string | null
  readonly deviceId: string | null
  readonly uuid: string | null
  readonly cores: number | null
  /** Memory of the machine that the driver lends to this card (AMD's GTT). */
  readonly lentMiB: number | null
  /** Has memory chips of its own: the board names their maker. */
  readonly ownChips: boolean | null
  /** The driver itself spoke of this card, or said that it cannot use it. */
  readonly works: boolean | null
}

export interface CpuFigures {
  readonly model?: string | null
  readonly cores?: number | null
  readonly threads?: number | null
  readonly performanceCores?: number | null
  readonly efficiencyCores?: number | null
  readonly arch?: Architecture | null
  readonly features?: readonly string[] | null
}

export interface MemoryFigures {
  readonly totalMiB?: number | null
  readonly availableMiB?: number | null
  /** A container's limit; the machine's own total counts up to it. */
  readonly limitMiB?: number | null
}

export interface MachineFigures {
  readonly platform?: Platform | null
  readonly kernel?: string | null
  readonly wsl?: boolean | null
  readonly container?: boolean | null
  readonly virtualMachine?: boolean | null
  readonly cudaVersion?: string | null
  readonly rocmVersion?: string | null
  /** Apple: how much memory the user lets the GPU take. */
  readonly gpuLimitMiB?: number | null
}

export const architectureOf = (text: string | null | undefined): Architecture | null => {
  if (/^(x86_64|x64|amd64|x86-64)/i.test(text ?? '') || /^intel64/i.test(text ?? '')) return 'x86_64'
  return /^(aarch64|arm64|armv8)/i.test(text ?? '') ? 'aarch64' : null
}
