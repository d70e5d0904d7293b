/** Workers with their families' rules, for the judge: those that run here, and those that could be had. */
import type { WorkersState } from '#contract/workers'
import type { InstalledWorker } from '#domain/worker'
import { whatIfWorker } from '#domain/what-if'
import type { Worker, WorkerFamily } from '#domain/worker-family'

interface Found {
  readonly workers: readonly InstalledWorker[]
}

export const withRules = ({ workers }: Found, families: readonly WorkerFamily[]): readonly Worker[] =>
  workers.flatMap((worker) =>
    families.filter(({ id }) => id === worker.family).map((spec) => ({ ...worker, spec })),
  )

export const usableWorkers = (found: Found, families: readonly WorkerFamily[]): readonly Worker[] =>
  withRules(found, families).filter(({ problem }) => problem === null)

/** Of each family the variant to take on this machine, where it is not installed yet and nothing stands in its way. */
export const installableWorkers = (
  { recommended }: Pick<WorkersState, 'recommended'>,
  families: readonly WorkerFamily[],
): readonly Worker[] =>
  recommended
    .filter(({ installed, best, problem }) => best && !installed && problem === null)
    .flatMap(({ family, backend }) => whatIfWorker(`${family}-${backend}`, families) ?? [])
