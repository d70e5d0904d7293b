/** What is known of the machine, for scripts (one JSON value) and for people (text). Pure. */
import type { HardwareProblem } from '#contract/hardware'
import { workerMemoryMiB, type Gpu, type Hardware } from '#domain/hardware'
import type { InstalledWorker } from '#domain/worker'

export interface Diagnosis {
  readonly hardware: Hardware
  readonly problems: readonly HardwareProblem[]
  readonly workers: readonly InstalledWorker[]
  /** Adapters that do not count. */
  readonly ignored: readonly string[]
}

/** The shape that scripts rely on; problems of workers stand beside their worker and in the list as well. */
export const diagnosisJson = (diagnosis: Diagnosis): Record<string, unknown> => ({
  ...diagnosis.hardware,
  ignoredAdapters: diagnosis.ignored,
  workers: diagnosis.workers,
  problems: allProblems(diagnosis),
})

function allProblems({
  problems,
  workers,
}: Diagnosis): { code: string; message: string; cure: string | null }[] {
  const ofWorkers = workers.flatMap(({ id, problem }) =>
    problem === null ? [] : [{ ...problem, message: `${id}: ${problem.message}` }],
  )
  return [...problems, ...ofWorkers]
}

export function diagnosisText(diagnosis: Diagnosis): string {
  const { hardware, workers, ignored } = diagnosis
  const problems = allProblems(diagnosis).map(({ message, cure }) =>
    cure === null ? message : `${message}\n  → ${cure}`,
  )
  return [
    section('This machine', [
      row('System', systemText(hardware)),
      row('Processor', cpuText(hardware)),
      row('Memory', memoryText(hardware)),
      ...(hardware.gpus.length === 0 ? [row('Graphics', 'no usable graphics card found')] : []),
      ...hardware.gpus.map((gpu) => row('Graphics', gpuText(gpu))),
      ...(ignored.length > 0 ? [row('Left out', ignored.join(', '))] : []),
    ]),
    section('Workers', workers.length === 0 ? ['none found'] : workers.map(workerText)),
    section('Problems', problems.length === 0 ? ['none'] : problems),
  ].join('\n\n')
}

const section = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`)].join('\n')

const row = (label: string, text: string): string => `${label.padEnd(11)}${text}`

const joined = (parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join(' · ')

const PLATFORMS = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

const systemText = ({ platform, wsl, container, virtualMachine, cpu }: Hardware): string =>
  joined([
    PLATFORMS[platform],
    cpu.arch ?? 'architecture unknown',
    wsl === true && 'WSL',
    container === true && 'container',
    virtualMachine === true && 'virtual machine',
  ])

function cpuText({ cpu }: Hardware): string {
  const kinds =
    cpu.performanceCores === null || cpu.efficiencyCores === null
      ? ''
      : ` (${cpu.performanceCores} fast, ${cpu.efficiencyCores} efficient)`
  return joined([
    cpu.model ?? 'unknown',
    cpu.cores !== null && `${cpu.cores} cores${kinds}`,
    cpu.threads !== null && cpu.threads !== cpu.cores && `${cpu.threads} threads`,
    cpu.features === null ? 'instruction sets unknown' : cpu.features.join(' '),
  ])
}

const memoryText = ({ memory }: Hardware): string =>
  joined([
    memory.totalMiB === null ? 'unknown' : size(memory.totalMiB),
    memory.availableMiB !== null && `${size(memory.availableMiB)} available`,
    memory.sources['totalMiB'] === 'you' && 'corrected by you',
  ])

function gpuText(gpu: Gpu): string {
  const budget = workerMemoryMiB(gpu)
  const own = gpu.memoryMiB === null ? null : size(gpu.memoryMiB)
  return joined([
    gpu.name ?? `${gpu.vendor} graphics`,
    gpu.unified === true ? sharedText(own, budget) : (own ?? 'memory unknown'),
    gpu.freeMiB !== null && `${size(gpu.freeMiB)} free`,
    gpu.slices !== null && `divided in ${gpu.slices.length}`,
    gpu.driverVersion !== null && `driver ${gpu.driverVersion}`,
    gpu.computeCapability !== null && `compute capability ${gpu.computeCapability}`,
    gpu.gfx,
    gpu.pciBusId,
    gpu.integrated === true && 'integrated',
    !gpu.usable && 'not usable now',
    Object.values(gpu.sources).includes('you') && 'corrected by you',
  ])
}

const sharedText = (own: string | null, budgetMiB: number | null): string =>
  joined([
    budgetMiB === null ? 'shares the machine’s memory' : `up to ${size(budgetMiB)} of the machine’s memory`,
    own !== null && `${own} set aside`,
  ])

const workerText = ({ id, version, path, problem }: InstalledWorker): string =>
  `${problem === null ? '✓' : '✗'} ${joined([version === null ? id : `${id} ${version}`, path, problem?.message ?? null])}`

/** Memory as people count it: GiB, called GB by everybody. */
const size = (mib: number): string => (mib < 1024 ? `${mib} MB` : `${(mib / 1024).toFixed(1)} GB`)
