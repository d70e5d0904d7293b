/** What the rest of the core sees of the catalog. */
import type { CatalogPage, CatalogQueryInput, CatalogState } from '#contract/catalog'
import type { Hardware } from '#domain/hardware'
import type { Model } from '#domain/model'
import type { InstalledWorker } from '#domain/worker'

/**
 * One atomic step of a sync: all of it is on disk, or nothing.
 * A feed is one list of a hub that is read to its end again and again; each reading is a pass with a rising number.
 */
export interface Batch {
  /** `null`: met on the way (a live search, a pasted address); kept until a feed takes it over. */
  readonly feed: { readonly name: string; readonly pass: number } | null
  readonly upsert: readonly Model[]
  /** Ids that the hub says are gone. */
  readonly remove?: readonly string[]
  /** Sync state that must be true exactly when the models are on disk: cursors, ETags, times. `null` forgets. */
  readonly state?: Readonly<Record<string, string | null>>
}

export interface Machine {
  readonly workers: readonly InstalledWorker[]
  readonly hardware: Hardware
}

export interface CatalogStore {
  apply(batch: Batch): Promise<{ readonly generation: number; readonly changed: number }>
  /** For a batch that depends on what these models are now; gives what was written. */
  update(ids: readonly string[], change: (known: ReadonlyMap<string, Model>) => Batch): Promise<Batch>
  /** After a feed was read to its end: what the feed once brought and this pass did not see is withdrawn. */
  endPass(feed: { readonly name: string; readonly pass: number }): Promise<{ readonly withdrawn: number }>
  /** Sync state by key prefix. */
  readState(prefix: string): Promise<Readonly<Record<string, string>>>
  getModels(ids: readonly string[]): Promise<readonly Model[]>
  /** Resolves when queries see all that was applied before; without it that takes a moment. */
  refresh(): Promise<void>
}

/** Everything of a query but its words. */
export type CompatibleOptions = Omit<CatalogQueryInput, 'text'> & { readonly signal?: AbortSignal }

export interface CatalogSearch {
  query(query: CatalogQueryInput, options?: { readonly signal?: AbortSignal }): Promise<CatalogPage>
  /** What runs here, by words and operators; the best match first. */
  searchCompatibleModels(text: string, options?: CompatibleOptions): Promise<CatalogPage>
  /** What runs here, the most used first. */
  listCompatibleModels(options?: CompatibleOptions): Promise<CatalogPage>
  /** Verdicts are recomputed for these workers and this hardware. */
  setMachine(machine: Machine): Promise<void>
  state(): CatalogState
}
