import { workerMemoryMiB, type Gpu } from '#domain/hardware'

const noise =
  /\b(nvidia|amd|intel|geforce|graphics|corporation|inc\.?|\((r|tm|c)\)|laptop gpu|oem)\b|[®™]|\((r|tm|c)\)/gi

/** "NVIDIA GeForce RTX 4070 Laptop GPU" → "RTX 4070": what people call it. */
export function shortGpuName(name: string): string {
  const short = name.replaceAll(noise, ' ').replaceAll(/\s+/g, ' ').trim()
  return short === '' ? name : short
}

/** The GPU that most models would run on: a usable one first, then the one with most memory for a worker. */
export const mainGpu = (gpus: readonly Gpu[]): Gpu | undefined =>
  gpus.toSorted(
    (a, b) => Number(b.usable) - Number(a.usable) || (workerMemoryMiB(b) ?? 0) - (workerMemoryMiB(a) ?? 0),
  )[0]
