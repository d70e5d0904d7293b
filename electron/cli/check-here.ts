import type { Command } from 'commander'
import { loadFamilies } from '#core/workers/families'
import { whatIfWorker } from '#domain/what-if'
import { addCheckCommand } from './check.ts'
import type { CliContext } from './context.ts'
import { findHardware, findWorkers } from './workers.ts'

/** `check` against the workers installed here, where none are named. */
export function addCheckHere(program: Command, context: CliContext): void {
  const families = loadFamilies()
  addCheckCommand(program, {
    families,
    findWorkers: async () => {
      const { workers, recommended } = await findWorkers(context, await findHardware(context))
      return {
        workers: workers.flatMap((worker) =>
          families.filter(({ id }) => id === worker.family).map((spec) => ({ ...worker, spec })),
        ),
        installable: recommended
          .filter(({ installed, best, problem }) => best && !installed && problem === null)
          .flatMap(({ family, backend }) => whatIfWorker(`${family}-${backend}`, families) ?? []),
      }
    },
    stdin: process.stdin,
    stdout: process.stdout,
  })
}
