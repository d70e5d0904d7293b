/**
 * Where a worker would hold a model, and how much it may take there.
 *
 * The verdict is made from total memory less a reserve, so that it stays what it is while other programs come and go; what
 * is free at this moment is told beside it. Memory of several GPUs is never added up, a pool is never counted twice, and an
 * unknown size stays unknown.
 */
import { type Gpu, type GpuVendor, type Hardware, type Memory, workerMemoryMiB } from '../hardware.ts'
import type { Backend } from '../worker.ts'

export interface Place {
  readonly kind: 'gpu' | 'memory'
  readonly gpuId: string | null
  readonly gpuName: string | null
  /** What a model may take here. */
  readonly capacityBytes: number | null
  /** What is free here now, before any reserve. */
  readonly freeBytes: number | null
  /** RAM beside a GPU's own memory, where layers may stay that do not fit; 0 where both are one pool. */
  readonly spillBytes: number | null
}

const mebibyte = 2 ** 20
const gibibyte = 2 ** 30

/** `null`: this worker has no GPU here that it can use. */
export function placeFor(backend: Backend, hardware: Hardware): Place | null {
  if (backend === 'cpu') {
    return {
      kind: 'memory',
      gpuId: null,
      gpuName: null,
      capacityBytes: memoryCapacity(hardware.memory),
      freeBytes: toBytes(hardware.memory.availableMiB),
      spillBytes: 0,
    }
  }
  const vendor = vendors[backend]
  return hardware.gpus
    .filter((gpu) => gpu.vendor === vendor && gpu.usable)
    .map((gpu) => gpuPlace(gpu, hardware.memory))
    .reduce<Place | null>((best, place) => (best === null || isRoomier(place, best) ? place : best), null)
}

const vendors: Readonly<Record<Exclude<Backend, 'cpu'>, GpuVendor>> = {
  cuda: 'nvidia',
  rocm: 'amd',
  metal: 'apple',
}

function gpuPlace(gpu: Gpu, memory: Memory): Place {
  const own = toBytes(workerMemoryMiB(gpu))
  const system = memoryCapacity(memory)
  const shared = gpu.unified === true && !isSetAside(gpu)
  return {
    kind: 'gpu',
    gpuId: gpu.id,
    gpuName: gpu.name,
    capacityBytes: shared ? smaller(own, system) : own === null ? null : Math.max(0, own - gpuReserve(own)),
    freeBytes: shared
      ? smaller(own, toBytes(memory.availableMiB))
      : gpu.slices === null
        ? toBytes(gpu.freeMiB)
        : null,
    spillBytes: gpu.unified === true ? 0 : system,
  }
}

/** A part that the firmware took from RAM for the GPU alone: the system does not count it as its memory any more. */
function isSetAside({ memoryMiB, poolMiB }: Gpu): boolean {
  return memoryMiB !== null && poolMiB !== null && memoryMiB >= poolMiB
}

/** The screen, the driver and other programs: a sixteenth, between 256 MiB and 1 GiB. */
const gpuReserve = (totalBytes: number): number => clamp(totalBytes / 16, 256 * mebibyte, gibibyte)

/** The system and other programs: a quarter, between 1 and 4 GiB. */
function memoryCapacity(memory: Memory): number | null {
  const total = toBytes(memory.totalMiB)
  return total === null ? null : Math.max(0, total - clamp(total / 4, gibibyte, 4 * gibibyte))
}

function isRoomier(place: Place, than: Place): boolean {
  if (place.capacityBytes === null) return false
  return than.capacityBytes === null || place.capacityBytes > than.capacityBytes
}

const toBytes = (sizeMiB: number | null): number | null => (sizeMiB === null ? null : sizeMiB * mebibyte)

/** Of two limits the tighter one; where one is unknown, so is what is left. */
const smaller = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.min(one, other)

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
