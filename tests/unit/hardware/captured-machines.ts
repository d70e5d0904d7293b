/** The captured machines: folders of tool outputs, each with what a correct detector says of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCaptures } from '#core/hardware/capture-folder'
import { interpret, type Interpretation } from '#core/hardware/interpret'

export const MACHINES_DIR = join(import.meta.dirname, '../../fixtures/hardware')

export interface ExpectedGpu {
  readonly vendor: string
  readonly name?: string | null
  readonly vramMB?: number | null
  readonly [claim: string]: unknown
}

export interface Expected {
  readonly gpus?: readonly ExpectedGpu[]
  readonly errors?: readonly string[]
  readonly rejectVramMB?: readonly number[]
  readonly ignoredAdapters?: readonly { readonly name?: string }[]
  readonly truncated?: boolean
  readonly [claim: string]: unknown
}

export interface Machine {
  readonly name: string
  readonly expected: Expected
  readonly got: Interpretation
}

export const machineNames = (): string[] => readdirSync(MACHINES_DIR)

export async function readMachine(name: string): Promise<Machine> {
  const folder = join(MACHINES_DIR, name)
  const captures = await readCaptures(folder)
  return {
    name,
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected,
    got: interpret(captures, null),
  }
}

/** Claims about one card, by the name that expected.json gives them. */
const GPU_CLAIMS: Readonly<Record<string, string>> = {
  name: 'name',
  vramMB: 'memoryMiB',
  vramFreeMB: 'freeMiB',
  unified: 'unified',
  integrated: 'integrated',
  usable: 'usable',
  driverVersion: 'driverVersion',
  computeCapability: 'computeCapability',
  gfxTarget: 'gfx',
  pciBusId: 'pciBusId',
  deviceId: 'deviceId',
  uuid: 'uuid',
  cores: 'cores',
}

export interface Difference {
  readonly claim: string
  readonly expected: unknown
  readonly got: unknown
  /** Unknown is never wrong; another value is. */
  readonly wrong: boolean
}

export function compare({ expected, got }: Machine): Difference[] {
  return [...machineClaims(expected, got), ...gpuClaims(expected, got), ...problemClaims(expected, got)]
}

function check(claim: string, expected: unknown, got: unknown): Difference[] {
  if (expected === undefined || expected === got) return []
  return [{ claim, expected, got, wrong: got !== null && got !== undefined }]
}

function machineClaims(expected: Expected, { hardware }: Interpretation): Difference[] {
  const cores = expected['cpuCores'] as Record<string, number> | undefined
  const features = (expected['cpuFeatures'] ?? {}) as Record<string, boolean>
  return [
    ...check('platform', expected['platform'], hardware.platform),
    ...check('wsl', expected['wsl'], hardware.wsl),
    ...check('virtualMachine', expected['virtualMachine'], hardware.virtualMachine),
    ...check('cpuArch', expected['cpuArch'], hardware.cpu.arch),
    ...check('cpuName', expected['cpuName'], hardware.cpu.model),
    ...check('cpuCores.total', cores?.['total'], hardware.cpu.cores),
    ...check('cpuCores.performance', cores?.['performance'], hardware.cpu.performanceCores),
    ...check('cpuCores.efficiency', cores?.['efficiency'], hardware.cpu.efficiencyCores),
    ...check('ramMB', expected['ramMB'], hardware.memory.totalMiB),
    ...check('cudaVersion', expected['cudaVersion'], hardware.cudaVersion),
    ...check('rocmVersion', expected['rocmVersion'], hardware.rocmVersion),
    ...Object.entries(features).flatMap(([name, has]) =>
      check(`cpuFeatures.${name}`, has, hardware.cpu.features?.includes(name) ?? null),
    ),
  ]
}

function gpuClaims(expected: Expected, { hardware }: Interpretation): Difference[] {
  const { gpus = [], truncated = false } = expected
  const many = (expected['gpuCount'] ?? expected['physicalGpuCount']) as number | undefined
  const count = many ?? (expected.gpus && !truncated ? gpus.length : undefined)
  const driver = expected['driverVersion']
  return [
    ...check('gpus.length', count, hardware.gpus.length),
    ...gpus.flatMap((gpu, at) =>
      Object.entries(GPU_CLAIMS).flatMap(([claim, key]) =>
        check(
          `gpus[${at}].${claim}`,
          claim === 'driverVersion' ? (gpu[claim] ?? driver) : gpu[claim],
          hardware.gpus[at]?.[key as 'name'],
        ),
      ),
    ),
    ...gpus.flatMap((gpu, at) => {
      const slices = gpu['migDevices'] as readonly { readonly memoryMB: number }[] | undefined
      const sizes = JSON.stringify(slices?.map(({ memoryMB }) => memoryMB))
      return check(
        `gpus[${at}].migDevices`,
        sizes,
        JSON.stringify(hardware.gpus[at]?.slices?.map(({ memoryMiB }) => memoryMiB)),
      )
    }),
    ...hardware.gpus
      .filter(({ memoryMiB }) => memoryMiB !== null && expected.rejectVramMB?.includes(memoryMiB))
      .map(({ memoryMiB }) => ({ claim: 'rejectVramMB', expected: 'never', got: memoryMiB, wrong: true })),
    ...(expected.ignoredAdapters ?? [])
      .filter(({ name }) => hardware.gpus.some((gpu) => gpu.name === name))
      .map(({ name }) => ({ claim: 'ignoredAdapters', expected: 'not listed', got: name, wrong: true })),
  ]
}

const problemClaims = ({ errors = [] }: Expected, { problems }: Interpretation): Difference[] =>
  errors
    .filter((code) => !problems.some((problem) => problem.code === code))
    .map((code) => ({
      claim: 'errors',
      expected: code,
      got: problems.map((problem) => problem.code).join(),
      wrong: true,
    }))

/** One line for people. */
export const gpuLine = (
  gpus: readonly { vendor: string; name: string | null; mib: number | null }[],
): string =>
  gpus.length === 0
    ? 'no GPU'
    : gpus.map(({ vendor, name, mib }) => `${name ?? vendor} ${mib ?? '?'}`).join(' + ')
