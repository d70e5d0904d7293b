/** The installed workers of this machine, kept true while the app runs. */
import type { Emit } from '#contract/contract'
import type { ScanProblem, WorkersState, workersCalls } from '#contract/workers'
import type { Hardware } from '#domain/hardware'
import type { WorkerBinary } from '#domain/worker-binary'
import { recommendVariants } from '#domain/worker-recommendation'
import type { WorkerProgram } from '#domain/worker-variant'
import type { Place } from '../folders.ts'
import type { HandlersFor } from '../handlers.ts'
import type { Log } from '../log.ts'
import { createAddedFolders } from './added-folders.ts'
import { nameMatcher } from './binary-names.ts'
import type { Disk } from './disk.ts'
import { findWorkers } from './find.ts'
import { createFolderWatch } from './folder-watch.ts'
import { createInspector } from './inspect.ts'
import { installedWorkers } from './installed.ts'
import { createRescans } from './rescans.ts'
import type { RunTrial } from './trial.ts'

export interface WorkersOptions {
  readonly programs: readonly WorkerProgram[]
  readonly place: Place
  readonly disk: Disk
  readonly run: RunTrial
  /** rbee's worker catalog: `<rbee cache>/workers`. */
  readonly catalog: string
  /** Where the folders that the user adds are kept. */
  readonly file: string
  /** Look again when a folder changes; not for a single look from the command line. */
  readonly watch: boolean
  readonly emit: Emit
  readonly log: Log
}

export interface WorkersService {
  readonly handlers: HandlersFor<typeof workersCalls>
  state(): WorkersState
  onChange(listener: (state: WorkersState) => void): () => void
  /** Judges anew when the machine, or what is known of it, changes. */
  setHardware(hardware: Hardware): void
  /** Newer knowledge about the same families, from the worker catalog online. */
  setPrograms(programs: readonly WorkerProgram[]): void
  /** Looks at every place once; resolves when the state tells the result. */
  scan(options?: { readonly retry?: boolean }): Promise<void>
  dispose(): void
}

const ROSETTA = '/Library/Apple/usr/libexec/oah/libRosettaRuntime'

/** What the last look at the disk told; everything else follows from it. */
interface Seen {
  readonly binaries: readonly WorkerBinary[]
  readonly problems: readonly ScanProblem[]
  readonly rosetta: boolean
}

export function createWorkers(options: WorkersOptions): WorkersService {
  const { place, disk, emit, log } = options
  const listeners = new Set<(state: WorkersState) => void>()
  const added = createAddedFolders(options)
  const matchName = nameMatcher(options.programs, place.platform)
  const inspect = createInspector(options)
  let { programs } = options
  let hardware: Hardware | null = null
  let seen: Seen | null = null
  let state: WorkersState = { ...stateOf(), revision: 1 }

  function stateOf(): Omit<WorkersState, 'revision'> {
    const { binaries, problems, rosetta } = seen ?? { binaries: [], problems: [], rosetta: false }
    const workers = installedWorkers(binaries, programs, { hardware, platform: place.platform, rosetta })
    return {
      scanning: seen === null,
      workers,
      recommended: hardware ? recommendVariants(programs, hardware, workers) : [],
      folders: added.list(),
      problems,
    }
  }

  function publish(): void {
    const next = { ...stateOf(), revision: state.revision }
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = { ...next, revision: state.revision + 1 }
    emit('workers.changed', state)
    for (const listener of listeners) listener(state)
  }

  const watch = options.watch ? createFolderWatch({ isRelevant, onChange: () => rescans.soon() }) : null
  /** Files beside the search folders' own names matter too: where links lead, and rbee's notes. */
  let targets: ReadonlySet<string> = new Set()
  function isRelevant(folder: string, fileName: string | null): boolean {
    return fileName === null || matchName(fileName) !== null || folder.startsWith(options.catalog) || targets.has(fileName)
  }

  const rescans = createRescans(
    async ({ retry, signal }) => {
      const found = await findWorkers({ ...options, matchName, added: added.list() })
      // Watching starts before looking into the files, so that a change meanwhile is not missed.
      targets = found.targets
      await watch?.follow(found.watch)
      const [rosetta, ...binaries] = await Promise.all([
        hasRosetta(disk, place),
        ...found.candidates.map((candidate) => inspect(candidate, { retry, signal })),
      ])
      seen = { binaries, problems: found.problems, rosetta }
      publish()
    },
    (error) => log.error('looking for workers failed', error),
  )

  async function rescanned(retry: boolean): Promise<WorkersState> {
    await rescans.now({ retry })
    return state
  }

  return {
    handlers: {
      'workers.get': async () => state,
      'workers.rescan': () => rescanned(true),
      'workers.addFolder': async ({ path }) => {
        await added.add(path)
        return rescanned(false)
      },
      'workers.removeFolder': async ({ path }) => {
        added.remove(path)
        return rescanned(false)
      },
    },
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setHardware(next) {
      const changed = hardware !== null && traitsOf(hardware) !== traitsOf(next)
      hardware = next
      publish()
      // A driver that was mended may let a worker start that could not before.
      if (changed) rescans.now({ retry: true }).catch((error: unknown) => log.error('looking again failed', error))
    },
    setPrograms(next) {
      programs = next
      publish()
    },
    scan: (scanOptions) => rescans.now(scanOptions),
    dispose() {
      rescans.dispose()
      watch?.dispose()
      listeners.clear()
    },
  }
}

async function hasRosetta(disk: Disk, { platform }: Place): Promise<boolean> {
  return platform === 'darwin' && (await disk.stat(ROSETTA).catch(() => null)) !== null
}

/** What a verdict depends on; free memory, which changes all the time, is no part of it. */
const traitsOf = ({ platform, cpu, gpus }: Hardware): string =>
  JSON.stringify([
    platform,
    cpu.arch,
    gpus.map(({ memoryMiB: _, freeMiB: __, ...traits }) => traits),
  ])
