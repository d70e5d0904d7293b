import type { HardwareProblem } from '#contract/hardware'
import type { Gpu, Hardware } from '#domain/hardware'

const DRIVER_SILENT =
  /^(nvidia-(device-handle|gpu-lost|nvml-failed|driver-not-loaded|no-devices)|tool-timeout)$/

const stale = (gpu: Gpu): Gpu => ({ ...gpu, freeMiB: null, usable: false })

/**
 * When one card falls off its bus, the driver may say nothing of the others either. What was known of them a
 * moment ago is then kept, marked unusable, instead of telling the user that the cards are gone.
 */
export function keepLastKnown(
  next: Hardware,
  problems: readonly HardwareProblem[],
  previous: Hardware | null,
): Hardware {
  if (previous === null || !problems.some(({ code }) => DRIVER_SILENT.test(code))) return next
  const lost = previous.gpus.filter(({ vendor, memoryMiB }) => vendor === 'nvidia' && memoryMiB !== null)
  const found = next.gpus.map((gpu) => {
    const before = lost.find(({ id }) => id === gpu.id)
    return before && gpu.memoryMiB === null && !gpu.usable ? stale(before) : gpu
  })
  const gone = lost.filter(({ id }) => !next.gpus.some((gpu) => gpu.id === id))
  return { ...next, gpus: [...found, ...gone.map(stale)] }
}
