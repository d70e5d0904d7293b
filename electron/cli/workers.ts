/** The workers of this machine: which run, which do not and why, and which it could use besides. */
import type { Command } from 'commander'
import type { WorkersState } from '#contract/workers'
import type { Hardware } from '#domain/hardware'
import { workersHere } from '#core/workers/here'
import { correctionsFile } from '#core/hardware/corrections'
import { createHardware } from '#core/hardware/hardware'
import { createMachine } from '#core/hardware/machine'
import type { CliContext } from './context.ts'

const backendNames = { cpu: 'CPU', cuda: 'CUDA', metal: 'Metal', rocm: 'ROCm' }

export function addWorkersCommand(program: Command, context: CliContext): void {
  program
    .command('workers')
    .description('list the workers installed here, and how to get those that this machine could use')
    .option('--json', 'print it as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const state = await findWorkers(context, await findHardware(context))
      context.print(json ? JSON.stringify(inJson(state), null, 2) : inWords(state))
    })
}

/** One look, for a command that then ends. */
export async function findWorkers(context: CliContext, hardware: Hardware): Promise<WorkersState> {
  const service = workersHere({ ...context, watch: false, emit() {} })
  try {
    service.setHardware(hardware)
    await service.scan()
    return service.state()
  } finally {
    service.dispose()
  }
}

/** As the app knows it, the user's corrections included. */
export async function findHardware({ place, folders, log }: CliContext): Promise<Hardware> {
  const service = createHardware({
    machine: createMachine(place),
    file: correctionsFile(folders),
    emit() {},
    log,
  })
  try {
    return (await service.scan()).hardware
  } finally {
    service.dispose()
  }
}

const inJson = ({ workers, recommended, folders, problems }: WorkersState) => ({
  workers: workers.map((worker) => ({ ...worker, usable: worker.problem === null })),
  recommended,
  folders,
  problems,
})

function inWords({ workers, recommended, problems }: WorkersState): string {
  const usable = workers.filter(({ problem }) => problem === null)
  const unusable = workers.filter(({ problem }) => problem !== null)
  const missing = recommended.filter(({ installed }) => !installed)
  return [
    ...(workers.length === 0 ? ['No workers are installed.'] : []),
    ...section(
      'Ready to run:',
      usable.map(({ id, version, path }) => [`${id}${version ? ` ${version}` : ''}`, path]),
    ),
    ...section(
      'Installed, but cannot run:',
      unusable.map(({ id, path, problem }) => [id, path, problem?.message, problem?.cure]),
    ),
    ...section(
      'This machine could also use:',
      missing.map(({ name, backend, best, problem, install }) => [
        `${name}, ${backendNames[backend]}${best ? ' (the best choice here)' : ''}`,
        problem && `first: ${problem.message} ${problem.cure ?? ''}`,
        install[0]?.command,
        install[0]?.note?.en,
      ]),
    ),
    ...section(
      'In the way of looking:',
      problems.map(({ message, cure }) => [message, cure]),
    ),
  ]
    .join('\n')
    .trimStart()
}

type Line = string | null | undefined

const section = (title: string, items: readonly (readonly Line[])[]): string[] =>
  items.length === 0
    ? []
    : [
        '',
        title,
        ...items.flatMap(([first, ...rest]) => [
          `  ${first}`,
          ...rest.filter(Boolean).map((line) => `    ${line}`),
        ]),
      ]
