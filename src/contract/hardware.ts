import { z } from 'zod'
import type { Gpu, Hardware } from '#domain/hardware'
import { problemOf } from './saying.ts'

const figure = z.number().nullable()
const text = z.string().nullable()
const flag = z.boolean().nullable()
const sources = z.record(z.string(), z.string()).readonly()

export const GpuState = z.object({
  id: z.string(),
  vendor: z.enum(['nvidia', 'amd', 'intel', 'apple']),
  name: text,
  memoryMiB: figure,
  freeMiB: figure,
  poolMiB: figure,
  unified: flag,
  integrated: flag,
  slices: z
    .array(z.object({ memoryMiB: figure }))
    .readonly()
    .nullable(),
  driverVersion: text,
  computeCapability: text,
  gfx: text,
  pciBusId: text,
  deviceId: text,
  uuid: text,
  cores: figure,
  usable: z.boolean(),
  sources,
}) satisfies z.ZodType<Gpu>

export const HardwareValue = z.object({
  platform: z.enum(['linux', 'darwin', 'win32']),
  wsl: flag,
  container: flag,
  virtualMachine: flag,
  cpu: z.object({
    model: text,
    cores: figure,
    threads: figure,
    performanceCores: figure,
    efficiencyCores: figure,
    arch: z.enum(['x86_64', 'aarch64']).nullable(),
    features: z.array(z.string()).readonly().nullable(),
    sources,
  }),
  memory: z.object({ totalMiB: figure, availableMiB: figure, sources }),
  gpus: z.array(GpuState).readonly(),
  cudaVersion: text,
  rocmVersion: text,
}) satisfies z.ZodType<Hardware>

/** What stands in the way of knowing or using the hardware, in words for people. */
export const HardwareProblem = problemOf(z.string())
export type HardwareProblem = z.infer<typeof HardwareProblem>

/** The largest memory a hand-made correction may claim: 64 TiB. */
const size = z
  .int()
  .positive()
  .max(64 * 1024 * 1024)
const version = z.string().trim().min(1).max(40)

/** A figure that the user put right. It is kept until it is reset, and marked as theirs (`sources.<figure> = 'you'`). */
export const Correction = z.discriminatedUnion('figure', [
  z.object({ gpuId: z.null(), figure: z.literal('totalMiB'), value: size }),
  z.object({ gpuId: z.string(), figure: z.enum(['memoryMiB', 'poolMiB']), value: size }),
  z.object({
    gpuId: z.string(),
    figure: z.enum(['driverVersion', 'computeCapability', 'gfx']),
    value: version,
  }),
])
export type Correction = z.infer<typeof Correction>

export const HardwareState = z.object({
  revision: z.number(),
  /** While scanning, figures are still arriving: an unknown one may yet become known. */
  scanning: z.boolean(),
  hardware: HardwareValue,
  problems: z.array(HardwareProblem).readonly(),
  /** The user's corrections in force, each with what the machine itself says. */
  corrections: z
    .array(z.object({ correction: Correction, detected: z.union([z.number(), z.string()]).nullable() }))
    .readonly(),
})
export type HardwareState = z.infer<typeof HardwareState>

export const hardwareCalls = {
  /** Answers at once with what is known; the rest follows as events. */
  'hardware.get': { input: z.void(), output: HardwareState },
  /** Looks again, at everything, and answers when done. */
  'hardware.rescan': { input: z.void(), output: HardwareState },
  /** Keeps the free memory live for a while: whoever looks asks again before `forMs` is over. */
  'hardware.look': { input: z.object({ forMs: z.int().positive().max(60_000) }), output: z.void() },
  'hardware.correct': { input: Correction, output: HardwareState },
  'hardware.reset': {
    input: z.object({ gpuId: z.string().nullable(), figure: z.string().max(40) }),
    output: HardwareState,
  },
} as const

export const hardwareEvents = { 'hardware.changed': HardwareState } as const
