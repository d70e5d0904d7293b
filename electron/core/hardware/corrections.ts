/** The user's word over the machine's: figures put right by hand, kept in a small file. */
import { join } from 'node:path'
import { z } from 'zod'
import { Correction, type HardwareState } from '#contract/hardware'
import type { Gpu, Hardware } from '#domain/hardware'
import type { Folders } from '../folders.ts'
import { readJson, writeJson } from '../json-file.ts'
import type { Log } from '../log.ts'

export type InForce = HardwareState['corrections']

const Kept = z.array(Correction)

export const correctionsFile = (folders: Folders): string => join(folders.data, 'hardware.json')

export interface Corrections {
  list(): readonly Correction[]
  set(correction: Correction): void
  reset(which: { readonly gpuId: string | null; readonly figure: string }): void
}

export function createCorrections({ file, log }: { readonly file: string; readonly log: Log }): Corrections {
  let kept = read(file, log)
  const others = (gpuId: string | null, figure: string): readonly Correction[] =>
    kept.filter((correction) => correction.gpuId !== gpuId || correction.figure !== figure)
  const keep = (next: readonly Correction[]): void => {
    writeJson(file, next)
    kept = next
  }
  return {
    list: () => kept,
    set: (correction) => keep([...others(correction.gpuId, correction.figure), correction]),
    reset: ({ gpuId, figure }) => keep(others(gpuId, figure)),
  }
}

function read(file: string, log: Log): readonly Correction[] {
  const found = readJson(file, Kept)
  if (found.kind === 'damaged')
    log.error(`corrected figures were damaged and set aside as ${found.setAside}`, found.why)
  return found.kind === 'ok' ? found.value : []
}

/** A correction for a card that is not there now waits for it. */
export function applyCorrections(
  detected: Hardware,
  corrections: readonly Correction[],
): { hardware: Hardware; inForce: InForce } {
  const detectedOf = ({ gpuId, figure }: Correction): number | string | null | undefined => {
    if (gpuId === null) return detected.memory.totalMiB
    const gpu = detected.gpus.find(({ id }) => id === gpuId)
    return gpu === undefined ? undefined : gpu[figure]
  }
  const inForce = corrections.flatMap((correction) => {
    const found = detectedOf(correction)
    return found === undefined ? [] : [{ correction, detected: found }]
  })
  const total = inForce.find(({ correction }) => correction.gpuId === null)?.correction.value
  return {
    hardware: {
      ...detected,
      memory:
        typeof total === 'number'
          ? { ...detected.memory, totalMiB: total, sources: { ...detected.memory.sources, totalMiB: 'you' } }
          : detected.memory,
      gpus: detected.gpus.map((gpu) => correctGpu(gpu, inForce)),
    },
    inForce,
  }
}

const correctGpu = (gpu: Gpu, inForce: InForce): Gpu =>
  inForce
    .filter(({ correction }) => correction.gpuId === gpu.id)
    .reduce<Gpu>(
      (corrected, { correction: { figure, value } }) => ({
        ...corrected,
        [figure]: value,
        sources: { ...corrected.sources, [figure]: 'you' },
      }),
      gpu,
    )
