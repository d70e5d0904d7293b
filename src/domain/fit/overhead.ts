import type { WorkerFamily } from '../worker-family.ts'
import type { Place } from './place.ts'

/**
 * Runtime, its buffers and the work of one step. Measured runs of comparable language runtimes report 160 to 560 MiB for
 * buffers, and a driver's context takes 200 to 400 MiB more on a GPU; the work of an image model is counted on its own.
 */
const overheads = {
  llm: { gpu: 768 * 2 ** 20, memory: 512 * 2 ** 20 },
  image: { gpu: 512 * 2 ** 20, memory: 256 * 2 ** 20 },
} as const satisfies Record<WorkerFamily['kind'], Record<Place['kind'], number>>

/** Where the place is not known, as on a GPU. */
export const overheadBytes = (kind: WorkerFamily['kind'], place: Place | null): number =>
  overheads[kind][place?.kind ?? 'gpu']
