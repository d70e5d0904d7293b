import { gpuProblem } from './gpu-needs.ts'
import type { Architecture, Hardware, Platform } from './hardware.ts'
import type { Backend, FamilyId, InstalledWorker, WorkerProblem } from './worker.ts'
import type { InstallMethod, WorkerDetails, WorkerProgram, WorkerVariant } from './worker-variant.ts'

/** A variant that this machine's hardware could use, and how to get it. */
export interface RecommendedVariant {
  readonly family: FamilyId
  readonly name: string
  readonly backend: Backend
  readonly version: string | null
  /** A worker of this variant is installed and runs. */
  readonly installed: boolean
  /** The one to take of this family on this machine. */
  readonly best: boolean
  /** What has to be mended first: a driver, say. */
  readonly problem: WorkerProblem | null
  readonly install: readonly InstallMethod[]
  readonly platforms: readonly Platform[]
  readonly architectures: readonly Architecture[]
  readonly details: WorkerDetails
}

/** Best first, per family: a GPU that works beats the CPU, which beats a GPU that needs mending. */
export function recommendVariants(
  programs: readonly WorkerProgram[],
  hardware: Hardware,
  workers: readonly InstalledWorker[],
): readonly RecommendedVariant[] {
  return programs.flatMap((program) => {
    const fitting = program.variants
      .filter((variant) => isBuiltFor(variant, hardware))
      .map((variant) => ({ variant, problem: gpuProblem(variant.backend, variant.needs, hardware) }))
      .filter(({ problem }) => problem === null || isMendable(problem))
      .toSorted((a, b) => rank(a) - rank(b))
    return fitting.map(({ variant, problem }, place) => ({
      family: program.id,
      name: program.name,
      backend: variant.backend,
      version: program.version,
      installed: workers.some(
        (worker) =>
          worker.family === program.id && worker.backend === variant.backend && worker.problem === null,
      ),
      best: place === 0,
      problem,
      install: variant.install
        .filter((method) => isBuiltFor({ ...method, platforms: [method.platform] }, hardware))
        .flatMap((method) => inVersion(method, program.version)),
      platforms: variant.platforms,
      architectures: variant.architectures,
      details: program.details,
    }))
  })
}

/** A command that names a version is none where no version is known. */
function inVersion(method: InstallMethod, version: string | null): readonly InstallMethod[] {
  if (!method.command.includes('{version}')) return [method]
  return version === null ? [] : [{ ...method, command: method.command.replaceAll('{version}', version) }]
}

const isBuiltFor = (
  { platforms, architectures }: Pick<WorkerVariant, 'platforms' | 'architectures'>,
  { platform, cpu }: Hardware,
): boolean => platforms.includes(platform) && (cpu.arch === null || architectures.includes(cpu.arch))

const isMendable = ({ code }: WorkerProblem): boolean =>
  code === 'driver-missing' || code === 'driver-too-old'

const rank = ({ variant, problem }: { variant: WorkerVariant; problem: WorkerProblem | null }): number =>
  problem ? 2 : variant.backend === 'cpu' ? 1 : 0
