/** The installed workers of this machine, kept true while the app runs. */
import type { WorkersState, workersCalls } from '#contract/workers'
import type { Hardware } from '#domain/hardware'
import { recommendVariants } from '#domain/worker-recommendation'
import type { HandlersFor } from '../handlers.ts'
import type { Log } from '../log.ts'
import { createAddedFolders } from './added-folders.ts'
import { installedWorkers } from './installed.ts'
import { refreshPrograms, type OnlineCatalog } from './online-catalog.ts'
import { createScanner, type ScannerOptions } from './scanner.ts'

export interface WorkersOptions extends Omit<ScannerOptions, 'added' | 'onSeen'> {
  /** Where the folders that the user adds are kept. */
  readonly file: string
  emit(name: 'workers.changed', value: WorkersState): void
  readonly log: Log
}

export interface WorkersService {
  readonly handlers: HandlersFor<typeof workersCalls>
  state(): WorkersState
  onChange(listener: (state: WorkersState) => void): () => void
  /** Judges anew when the machine, or what is known of it, changes. */
  setHardware(hardware: Hardware): void
  /** Asks the worker catalog online for newer versions; rejects where it does not answer, and nothing changes. */
  refresh(online: OnlineCatalog, signal: AbortSignal): Promise<void>
  /** Looks at every place once; resolves when the state tells the result. */
  scan(options?: { readonly retry?: boolean }): Promise<void>
  dispose(): void
}

export function createWorkers(options: WorkersOptions): WorkersService {
  const { place, emit, log } = options
  const listeners = new Set<(state: WorkersState) => void>()
  const added = createAddedFolders(options)
  const scanner = createScanner({ ...options, added: added.list, onSeen: publish })
  let { programs } = options
  let hardware: Hardware | null = null
  let state: WorkersState = { ...stateOf(), revision: 1 }

  function stateOf(): Omit<WorkersState, 'revision'> {
    const { binaries, problems, rosetta } = scanner.seen()
    const workers = installedWorkers(binaries, programs, { hardware, platform: place.platform, rosetta })
    return {
      scanning: !scanner.hasSeen(),
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

  const scanned = async (retry = false): Promise<WorkersState> => scanner.scan({ retry }).then(() => state)

  return {
    handlers: {
      'workers.get': async () => state,
      'workers.rescan': () => scanned(true),
      'workers.addFolder': ({ path }) => added.add(path).then(() => scanned()),
      'workers.removeFolder': async ({ path }) => {
        added.remove(path)
        return scanned()
      },
    },
    state: () => state,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setHardware(next) {
      const changed = traitsOf(hardware ?? next) !== traitsOf(next)
      hardware = next
      publish()
      // A driver that was mended may let a worker start that could not before.
      if (changed)
        scanner.scan({ retry: true }).catch((error: unknown) => log.error('looking again failed', error))
    },
    async refresh(online, signal) {
      programs = await refreshPrograms(options.programs, online, signal)
      publish()
    },
    scan: scanner.scan,
    dispose() {
      scanner.dispose()
      listeners.clear()
    },
  }
}

/** What a verdict depends on; memory, which changes all the time, is no part of it. */
const traitsOf = ({ platform, cpu, gpus, cudaVersion }: Hardware): string =>
  JSON.stringify([
    [platform, cpu.arch, cudaVersion],
    gpus.map((gpu) => [gpu.vendor, gpu.gfx, gpu.integrated, gpu.usable]),
    gpus.map((gpu) => [gpu.driverVersion, gpu.computeCapability]),
  ])
