import { Command } from 'commander'
import { loadFamilies } from '#core/workers/families'
import { whatIfWorker } from '#domain/what-if'
import { addCheckCommand } from './check.ts'
import type { CliContext } from './context.ts'
import { applyCorrections, correctionsFile, createCorrections } from '#core/hardware/corrections'
import { createMachine } from '#core/hardware/machine'
import { addDoctorCommand } from './doctor.ts'
import { addServeCommand } from './serve.ts'
import { addShowCommand } from './show.ts'
import { addStartCommand } from './start.ts'
import { addSyncCommand } from './sync.ts'
import { addWorkersCommand, findHardware, findWorkers } from './workers.ts'

export function createProgram(context: CliContext): Command {
  const program = new Command('rbee-marketplace')
    .description('Shows only the AI models that will really run on this machine, and puts them there.')
    .version(context.version)
    .showHelpAfterError('(add --help to see what is possible)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ rbee-marketplace                 open the app, or serve it where there is no display
  $ rbee-marketplace serve --port 7420
  $ rbee-marketplace doctor          what this machine has, and what to do about problems
  $ rbee-marketplace workers         which workers run here, and how to get one that would
  $ rbee-marketplace sync            bring the catalog up to date
  $ rbee-marketplace show org/name   a model, its files, and whether it runs here

Exit codes: 0 done, 1 failed (the reason is on stderr), 2 wrong usage, 70 an error in the app.
RBEE_DATA_DIR moves the app's data, RBEE_CACHE_DIR the folder where rbee keeps models and workers.`,
    )
  const families = loadFamilies()
  addStartCommand(program, context)
  addServeCommand(program, context)
  addDoctorCommand(program, {
    createMachine: () => createMachine(context),
    correct: (detected) =>
      applyCorrections(
        detected,
        createCorrections({ file: correctionsFile(context.folders), log: context.log }).list(),
      ).hardware,
    findWorkers: async (hardware) => (await findWorkers(context, hardware)).workers,
    print: context.print,
  })
  addWorkersCommand(program, context)
  addSyncCommand(program, context)
  addShowCommand(program, context)
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
  return program
}
