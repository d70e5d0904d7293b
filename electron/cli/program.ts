import { Command } from 'commander'
import type { CliContext } from './context.ts'

type AddCommand = (program: Command, context: CliContext) => Promise<void>

/** Each command's modules are read only when it is the one asked for (or help is): `serve` must be quick to start. */
const commands: Readonly<Record<string, AddCommand>> = {
  start: async (program, context) => (await import('./start.ts')).addStartCommand(program, context),
  serve: async (program, context) => (await import('./serve.ts')).addServeCommand(program, context),
  doctor: async (program, context) => (await import('./doctor-here.ts')).addDoctorHere(program, context),
  workers: async (program, context) => (await import('./workers.ts')).addWorkersCommand(program, context),
  search: async (program, context) => (await import('./search-here.ts')).addSearchHere(program, context),
  sync: async (program, context) => (await import('./sync.ts')).addSyncCommand(program, context),
  show: async (program, context) => (await import('./show.ts')).addShowCommand(program, context),
  get: async (program, context) => (await import('./get.ts')).addGetCommand(program, context),
  library: async (program, context) => (await import('./library.ts')).addLibraryCommand(program, context),
  check: async (program, context) => (await import('./check-here.ts')).addCheckHere(program, context),
}

export async function createProgram(args: readonly string[], context: CliContext): Promise<Command> {
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
  $ rbee-marketplace search qwen 7b   models that run here, without the network
  $ rbee-marketplace show org/name   a model, its files, and whether it runs here
  $ rbee-marketplace get org/name    put it where the worker looks
  $ rbee-marketplace library         what is on disk, and who can run it

Exit codes: 0 done, 1 failed (the reason is on stderr), 2 wrong usage, 70 an error in the app.
RBEE_DATA_DIR moves the app's data, RBEE_CACHE_DIR the folder where rbee keeps models and workers.`,
    )
  const named = commands[args.find((arg) => !arg.startsWith('-')) ?? ''] ?? null
  const wanted = args.length === 0 ? [commands['start']] : named ? [named] : Object.values(commands)
  for (const add of wanted) await add?.(program, context)
  return program
}
