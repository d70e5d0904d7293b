/** From what the files are to what the user has: judged against this machine, and named. Pure. */
import type { Architecture } from '#domain/hardware'
import type { Declared, InstalledWorker } from '#domain/worker'
import type { WorkerBinary } from '#domain/worker-binary'
import { problemOf, type Host } from '#domain/worker-usability'
import type { WorkerProgram } from '#domain/worker-variant'

/** Those that run come first; each keeps the order in which it was found. */
export function installedWorkers(
  binaries: readonly WorkerBinary[],
  programs: readonly WorkerProgram[],
  host: Host,
): readonly InstalledWorker[] {
  const judged = binaries.map((binary) => judge(binary, programs, host))
  const taken = new Set<string>()
  return [...judged.filter(isUsable), ...judged.filter((worker) => !isUsable(worker))].map((worker) => {
    const short = [worker.family, worker.backend].filter(Boolean).join('-')
    const id = taken.has(short) ? `${short}@${worker.path}` : short
    taken.add(id)
    return { id, ...worker }
  })
}

const isUsable = ({ problem }: { problem: InstalledWorker['problem'] }): boolean => problem === null

function judge(
  binary: WorkerBinary,
  programs: readonly WorkerProgram[],
  host: Host,
): Omit<InstalledWorker, 'id'> {
  const { path, family, backend, version, file, declared } = binary
  const program = programs.find(({ id }) => id === family)
  const needs = program?.variants.find((variant) => variant.backend === backend)?.needs ?? null
  const header = file.kind === 'program' ? file.header : null
  return {
    family,
    backend,
    path,
    version,
    architectures: (header?.architectures ?? []).filter(
      (name): name is Architecture => name === 'x86_64' || name === 'aarch64',
    ),
    platform: header?.platform ?? null,
    declared: saysSomething(declared) ? declared : null,
    problem: problemOf(binary, needs, host),
  }
}

const saysSomething = (declared: Declared | null): boolean =>
  declared !== null &&
  (declared.formats.length > 0 || declared.architectures.length > 0 || declared.maxContextLength !== null)
