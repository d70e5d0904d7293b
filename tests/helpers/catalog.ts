/** A catalog over its real thread, in a folder of its own. */
import type { Batch } from '#core/catalog/catalog-api'
import { createCatalog, type CatalogDeps } from '#core/catalog/catalog'
import { silentLog } from '#core/log'
import { threadUrl } from '#core/threads'
import { loadFamilies } from '#core/workers/families'
import type { Hardware } from '#domain/hardware'
import { whatIfWorker } from '#domain/what-if'
import type { Worker } from '#domain/worker-family'
import { sampleGpu, sampleHardware } from './samples.ts'

export function openCatalog(dataDir: string, more: Partial<CatalogDeps> = {}) {
  const catalog = createCatalog({
    dataDir,
    threadUrl: threadUrl('catalog'),
    emit: () => {},
    log: silentLog,
    checkAfterMs: null,
    ...more,
  })
  return Object.assign(catalog, { [Symbol.asyncDispose]: () => catalog.dispose() })
}

export const feed = (name: string, pass: number, upsert: Batch['upsert']): Batch => ({
  feed: { name, pass },
  upsert,
})

export const workersFor = (ids: readonly string[]): Worker[] =>
  ids.flatMap((id) => whatIfWorker(id, loadFamilies()) ?? [])

export const eightWorkers = (): Worker[] =>
  workersFor(
    ['llm-worker-rbee', 'sd-worker-rbee'].flatMap((family) =>
      ['cuda', 'cpu', 'rocm', 'metal'].map((backend) => `${family}-${backend}`),
    ),
  )

export const machineWith = (gpuMemoryMiB: number | null, totalMiB = 32 * 1024): Hardware =>
  sampleHardware({
    memory: { totalMiB, availableMiB: null, sources: {} },
    gpus: gpuMemoryMiB === null ? [] : [sampleGpu({ id: 'gpu', memoryMiB: gpuMemoryMiB })],
    cudaVersion: '12.4',
  })
