/** From joined sightings to the cards of the machine: figures with their sources, what they are, whether they work. */
import type { Gpu, Memory } from '#domain/hardware'
import { pciKey } from './adapters.ts'
import type { Outcome } from './capture.ts'
import type { GpuFigures, MachineFigures } from './findings.ts'
import { natureOf } from './integrated.ts'
import type { Card } from './merge.ts'
import type { ProblemNote } from './problems.ts'

export interface Surroundings {
  readonly machine: MachineFigures
  readonly memory: Memory
  readonly problems: readonly ProblemNote[]
  /** How each tool ended, where it was asked at all. */
  readonly asked: ReadonlyMap<string, Outcome['kind']>
}

export function toGpus(
  cards: readonly Card[],
  around: Surroundings,
): { gpus: Gpu[]; problems: ProblemNote[] } {
  const gpus = cards.map((card, place) => toGpu(card, { ...around, place }))
  return { gpus, problems: [...gpus.flatMap(problemsOf), ...driverProblems(gpus, around)] }
}

/** Free memory counts only from a source that tells the size as well. */
function figuresOf(card: Card): { figures: GpuFigures; sources: Record<string, string> } {
  const sources: Record<string, string> = {}
  const first = <K extends keyof GpuFigures>(key: K): GpuFigures[K] | null => {
    const teller = card.find((seen) => seen[key] !== null && seen[key] !== undefined)
    if (teller) sources[key] = teller.source
    return (teller as Partial<GpuFigures> | undefined)?.[key] ?? null
  }
  const sized = card.find((seen) => typeof seen.memoryMiB === 'number' && typeof seen.freeMiB === 'number')
  if (sized) sources['freeMiB'] = sized.source
  const slices = [...card].map((seen) => seen.slices ?? []).toSorted((a, b) => b.length - a.length)[0]
  const divided = first('slices') !== null
  const figures: GpuFigures = {
    name: first('name'),
    memoryMiB: first('memoryMiB'),
    freeMiB: sized?.freeMiB ?? null,
    slices: divided ? (slices ?? []) : partitionsOf(card),
    unified: first('unified'),
    integrated: first('integrated'),
    driverVersion: first('driverVersion'),
    computeCapability: first('computeCapability'),
    gfx: first('gfx'),
    pciBusId: first('pciBusId'),
    deviceId: first('deviceId'),
    uuid: first('uuid'),
    cores: first('cores'),
    lentMiB: first('lentMiB'),
    ownChips: first('ownChips'),
    works: worksOf(card),
  }
  return { figures, sources }
}

/** Whoever could talk to its driver is right; else whoever saw that there is none. */
function worksOf(card: Card): boolean | null {
  const told = new Set(card.map((seen) => seen.works))
  if (told.has(true)) return true
  return told.has(false) ? false : null
}

/** One tool listing a card several times sees its partitions, each with the whole card's memory. */
function partitionsOf(card: Card): GpuFigures['slices'] {
  const places = Map.groupBy(
    card.filter((seen) => seen.place !== undefined && seen.vendor === 'amd' && seen.source.endsWith('-smi')),
    (seen) => seen.source,
  )
  const count = Math.max(
    0,
    ...[...places.values()].map((seen) => new Set(seen.map(({ place }) => place)).size),
  )
  return count > 1 ? Array.from({ length: count }, () => ({ memoryMiB: null })) : null
}

function toGpu(card: Card, around: Surroundings & { readonly place: number }): Gpu {
  const vendor = card[0]?.vendor ?? 'nvidia'
  const { figures, sources } = figuresOf(card)
  const { integrated, unified } = natureOf(vendor, figures)
  const { lentMiB, ownChips: _ownChips, works, ...told } = figures
  const pool = unified === true ? poolOf(vendor, { ...figures, lentMiB }, around) : null
  return {
    ...told,
    id: `${vendor}-${pciKey(figures.pciBusId) ?? figures.uuid ?? around.place}`,
    vendor,
    unified,
    integrated,
    poolMiB: pool,
    usable: isUsable(card, { works, slices: figures.slices, around }),
    sources: keepGpuSources(sources, pool),
  }
}

const keepGpuSources = (sources: Record<string, string>, pool: number | null): Record<string, string> => {
  const { lentMiB, ownChips: _ownChips, works: _works, ...kept } = sources
  return pool === null ? kept : { ...kept, poolMiB: lentMiB ?? 'memory' }
}

/**
 * The one pool, and how much of it the driver lends. AMD's runtimes take the larger of the part set aside and
 * the part lent; together these may exceed what the machine has, so they are never added.
 */
function poolOf(
  vendor: Gpu['vendor'],
  { memoryMiB, lentMiB }: GpuFigures,
  { machine, memory }: Surroundings,
): number | null {
  if (vendor === 'apple') return machine.gpuLimitMiB ?? memory.totalMiB
  if (vendor === 'nvidia') return memory.totalMiB
  const lent = lentMiB === null ? null : Math.min(lentMiB, memory.totalMiB ?? lentMiB)
  const parts = [memoryMiB, lent].filter((part) => part !== null)
  return vendor === 'amd' && parts.length > 0 ? Math.max(...parts) : null
}

const NVIDIA_DOWN = /^nvidia-(driver|no-|device-handle|library|permission|blocked|nvml)/

interface Evidence {
  readonly works: boolean | null
  readonly slices: Gpu['slices']
  readonly around: Surroundings
}

function isUsable(card: Card, { works, slices, around }: Evidence): boolean {
  if (works === false) return false
  const vendor = card[0]?.vendor
  if (vendor === 'nvidia') {
    if (slices?.length === 0 && sliceTold(around)) return false
    // A card that only the bus knows works for nobody; one that its driver speaks of does, unless the driver says no.
    return (
      works === true && (driverAnswered(card) || !around.problems.some(({ code }) => NVIDIA_DOWN.test(code)))
    )
  }
  return !(vendor === 'amd' && around.problems.some(({ code }) => code === 'amd-device-permission'))
}

/** Where one card is lost, the driver may still answer for the others. */
const driverAnswered = (card: Card): boolean =>
  card.some(({ source, driverVersion }) => source === 'nvidia-smi' && Boolean(driverVersion))

/** Slices are listed only in the long answer: without it, none listed means nothing. */
const sliceTold = ({ machine }: Surroundings): boolean => machine.cudaVersion !== undefined

function problemsOf(gpu: Gpu): ProblemNote[] {
  const name = gpu.name ?? 'a graphics card'
  if (gpu.usable && gpu.integrated === false && gpu.memoryMiB === null && gpu.slices === null)
    return [{ code: 'gpu-memory-unknown', tool: name, detail: null }]
  if (!gpu.usable && gpu.slices?.length === 0) return [{ code: 'nvidia-mig-no-slice', detail: null }]
  return []
}

function driverProblems(gpus: readonly Gpu[], around: Surroundings): ProblemNote[] {
  const idle = gpus.filter((gpu) => !gpu.usable)
  const told = around.problems.some(({ code }) => code.startsWith('nvidia-'))
  const notes: ProblemNote[] = []
  if (idle.some((gpu) => gpu.vendor === 'nvidia') && !told && around.asked.get('nvidia-smi') === 'absent')
    notes.push({ code: 'nvidia-driver-missing', detail: null })
  if (idle.some((gpu) => gpu.vendor === 'amd' || gpu.vendor === 'intel') && around.problems.length === 0)
    notes.push({ code: 'gpu-driver-missing', detail: null })
  if (gpus.some((gpu) => gpu.gfx === 'gfx1151') && kernelBefore(around.machine.kernel ?? null, [6, 16, 9]))
    notes.push({ code: 'amd-kernel-too-old', detail: null })
  return notes
}

function kernelBefore(kernel: string | null, wanted: readonly number[]): boolean {
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?/
    .exec(kernel ?? '')
    ?.slice(1)
    .map((part) => Number(part ?? 0))
  if (!parts) return false
  const at = wanted.findIndex((number, i) => number !== parts[i])
  return at >= 0 && (parts[at] ?? 0) < (wanted[at] ?? 0)
}
