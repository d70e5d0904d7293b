/** The machine, as far as it is known. An unknown figure is `null`, never a guess and never 0. */
export type Platform = 'linux' | 'darwin' | 'win32'
export type Architecture = 'x86_64' | 'aarch64'
export type GpuVendor = 'nvidia' | 'amd' | 'intel' | 'apple'

/** Which source told each known figure, by the figure's name; `you` for one corrected by hand. */
export type Sources = Readonly<Record<string, string>>

export interface Gpu {
  /** Stable on one machine: its PCI address, else its UUID, else its place in the list. */
  readonly id: string
  readonly vendor: GpuVendor
  readonly name: string | null
  /** Its own memory. On unified memory: the part set aside for it, `null` where there is none. */
  readonly memoryMiB: number | null
  readonly freeMiB: number | null
  /** On unified memory: the most of the machine's one pool that its runtimes may take. Never to be added to RAM. */
  readonly poolMiB: number | null
  /** Shares its memory with the CPU: one pool, never to be added to RAM. */
  readonly unified: boolean | null
  readonly integrated: boolean | null
  /** Set where the card is divided (MIG, partitions): a worker gets one slice, never the whole card. */
  readonly slices: readonly GpuSlice[] | null
  readonly driverVersion: string | null
  readonly computeCapability: string | null
  readonly gfx: string | null
  /** As the vendor's own tool spells it. */
  readonly pciBusId: string | null
  /** PCI device id, `0x2684`. */
  readonly deviceId: string | null
  readonly uuid: string | null
  /** GPU cores, where the system says so (Apple). */
  readonly cores: number | null
  /** Present, but no runtime can use it now (driver missing, device lost …). */
  readonly usable: boolean
  readonly sources: Sources
}

export interface GpuSlice {
  readonly memoryMiB: number | null
}

export interface Cpu {
  readonly model: string | null
  /** Physical cores. */
  readonly cores: number | null
  readonly threads: number | null
  readonly performanceCores: number | null
  readonly efficiencyCores: number | null
  /** Of the machine, also when this process runs under Rosetta or WOW64. */
  readonly arch: Architecture | null
  /** Instruction sets that all cores have: `avx2`, `avx512f`, `neon`, `dotprod` … `null` where nothing tells. */
  readonly features: readonly string[] | null
  readonly sources: Sources
}

export interface Memory {
  /** What the system may use: a container's limit counts. */
  readonly totalMiB: number | null
  readonly availableMiB: number | null
  readonly sources: Sources
}

export interface Hardware {
  readonly platform: Platform
  readonly wsl: boolean | null
  readonly container: boolean | null
  readonly virtualMachine: boolean | null
  readonly cpu: Cpu
  readonly memory: Memory
  readonly gpus: readonly Gpu[]
  /** The newest CUDA that the driver runs. */
  readonly cudaVersion: string | null
  readonly rocmVersion: string | null
}

/** What one worker can get on this GPU: its largest slice, its share of the one pool, or its own memory. */
export function workerMemoryMiB(gpu: Gpu): number | null {
  if (gpu.slices !== null) return largest(gpu.slices.map((slice) => slice.memoryMiB))
  return gpu.unified === true ? gpu.poolMiB : gpu.memoryMiB
}

const largest = (sizes: readonly (number | null)[]): number | null =>
  sizes.reduce((most, size) => (most === null || (size ?? 0) > most ? size : most), null)
