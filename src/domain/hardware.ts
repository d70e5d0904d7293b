/** The machine, as far as it is known. An unknown figure is `null`, never a guess and never 0. */
export type Platform = 'linux' | 'darwin' | 'win32'
export type Architecture = 'x86_64' | 'aarch64'
export type GpuVendor = 'nvidia' | 'amd' | 'intel' | 'apple'

export interface Gpu {
  readonly vendor: GpuVendor
  readonly name: string | null
  /** What a runtime can use: dedicated memory, or the pool it may draw from on unified memory. */
  readonly memoryMiB: number | null
  readonly freeMiB: number | null
  /** Shares its memory with the CPU: one pool, never to be added to RAM. */
  readonly unified: boolean | null
  readonly integrated: boolean | null
  readonly driverVersion: string | null
  readonly computeCapability: string | null
  readonly gfx: string | null
  readonly pciBusId: string | null
  /** Present, but no runtime can use it now (driver missing, device lost …). */
  readonly usable: boolean
}

export interface Cpu {
  readonly model: string | null
  readonly cores: number | null
  /** Of the machine, also when this process runs under Rosetta or WOW64. */
  readonly arch: Architecture | null
  readonly features: readonly string[]
}

export interface Hardware {
  readonly platform: Platform
  readonly cpu: Cpu
  readonly memory: { readonly totalMiB: number | null; readonly availableMiB: number | null }
  readonly gpus: readonly Gpu[]
  readonly cudaVersion: string | null
  readonly rocmVersion: string | null
}
