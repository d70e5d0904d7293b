/** Downloads and the library for a command that then ends. */
import type { DownloadsState } from '#contract/downloads'
import { downloadsHere, type DownloadsHere } from '#core/downloads/here'
import { ensureWritable } from '#core/folders'
import { lockInstance } from '#core/instance-lock'
import { loadFamilies } from '#core/workers/families'
import type { Worker } from '#domain/worker-family'
import type { CliContext } from './context.ts'
import { withHubs, type OpenHubs } from './with-hubs.ts'
import { findHardware, findWorkers } from './workers.ts'

export interface OpenDownloads extends DownloadsHere {
  readonly hubs: OpenHubs
  readonly workers: readonly Worker[]
}

export interface OpenDownloadsOptions {
  /** Only one process works through the queue: the app, or this command. */
  readonly alone: boolean
  onDownloads?(state: DownloadsState): void
}

export async function withDownloads<T>(
  context: CliContext,
  work: (open: OpenDownloads, signal: AbortSignal) => Promise<T>,
  { alone, onDownloads }: OpenDownloadsOptions,
): Promise<T> {
  ensureWritable(context.folders.data)
  // Before anything of the app's is opened.
  const lock = alone ? lockInstance(context.folders.data) : null
  const done = withHubs(context, async (hubs, signal) => {
    const families = loadFamilies()
    const hardware = await findHardware(context)
    const { workers } = await findWorkers(context, hardware)
    const open = downloadsHere({
      ...context,
      ...hubs,
      hubs,
      families,
      workers: () => workers,
      hardware: () => hardware,
      keptIn: 'file',
      trash: null,
      reveal: async () => false,
      emit(name: string, value: unknown) {
        if (name === 'downloads.changed') onDownloads?.(value as DownloadsState)
      },
    })
    const usable = workers
      .filter(({ problem }) => problem === null)
      .flatMap((worker) =>
        families.filter(({ id }) => id === worker.family).map((spec) => ({ ...worker, spec })),
      )
    try {
      return await work({ ...open, hubs, workers: usable }, signal)
    } finally {
      await open.dispose()
    }
  })
  return done.finally(() => lock?.release())
}
