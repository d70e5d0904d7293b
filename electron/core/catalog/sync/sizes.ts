/** Lists of HuggingFace name files without their sizes: the most used models are asked for them, one by one. */
import { FailureError } from '#contract/failure'
import type { Model } from '#domain/model'
import type { CatalogStore } from '../catalog-api.ts'
import type { CatalogSource } from '../sources/source.ts'
import { carryOver } from './carry-over.ts'

export interface Unsized {
  /** Whatever a page of a list brought. */
  add(models: readonly Model[]): void
  /** The most used first, no more than may be asked in one run. */
  take(): readonly Model[]
}

export function createUnsized(limit: number): Unsized {
  const known = new Map<string, Model>()
  return {
    add(models) {
      for (const model of models)
        if (model.artifacts.some(({ sizeBytes }) => sizeBytes === null)) known.set(model.id, model)
    },
    take: () =>
      [...known.values()].toSorted((a, b) => (b.downloads ?? 0) - (a.downloads ?? 0)).slice(0, limit),
  }
}

export interface SizesDeps {
  readonly store: CatalogStore
  readonly signal: AbortSignal
  readonly onModel: (done: number) => void
}

/** Nice to have: the first thing that goes wrong ends it, and the next run goes on. */
export async function fillSizes(
  source: CatalogSource,
  models: readonly Model[],
  { store, signal, onModel }: SizesDeps,
): Promise<void> {
  if (!source.sizes) return
  for (const [at, listed] of models.entries()) {
    try {
      const told = await source.sizes(listed.sourceId, signal)
      if (told.id === listed.id)
        await store.update([told.id], (known) => ({
          feed: null,
          upsert: [carryOver(told, known.get(told.id) ?? listed, null)],
        }))
    } catch (error) {
      if (signal.aborted || !(error instanceof FailureError)) throw error
      if (error.failure.code !== 'not-found' && error.failure.code !== 'hub-changed') return
    }
    onModel(at + 1)
  }
}
