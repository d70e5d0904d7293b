/** A hub as the catalog sees it. Adding a hub is one more of these. */
import type { ModelDetails } from '#domain/model-details'
import type { Model, Source } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'

/** One list of a hub that only holds what some installed worker could run. Its name is stable over restarts. */
export interface Feed {
  readonly name: string
  readonly source: Source
  /** As they go into the address, keys repeated where the hub wants them repeated. */
  readonly params: Params
  /** Whether this list would hold that model: how a model from elsewhere is known to belong here. */
  lists(model: Model): boolean
}
export type Params = readonly (readonly [name: string, value: string])[]

/**
 * `popular` and `newest` are sorts that move while they are read. `stable` is the one in which nothing that was there
 * at the start can slip past a reader, so that what it does not show is gone.
 */
export type Order = 'popular' | 'newest' | 'stable'

export interface Page {
  readonly models: readonly Model[]
  /** Records that could not be read, by reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** Where the next page begins; null at the end. A page can be empty and not be the last. */
  readonly next: string | null
}

export interface Detailed {
  /** May bear another id than asked: the hub renames, and its answer is the truth. */
  readonly model: Model
  readonly details: ModelDetails
  /** Asked with it next time, an unchanged model costs no body. */
  readonly etag: string | null
}

export interface CatalogSource {
  readonly source: Source
  /** Whom it asks at present, as rate limits name it. */
  host(): string
  feeds(families: readonly WorkerFamily[]): readonly Feed[]
  list(
    feed: Feed,
    from: { readonly order: Order; readonly cursor: string | null },
    signal: AbortSignal,
  ): Promise<Page>
  /** The hub's own search, within what the families could run. */
  search(
    question: HubQuestion,
    families: readonly WorkerFamily[],
    signal: AbortSignal,
  ): Promise<readonly Model[]>
  /** Null: nothing has changed since the answer with that tag. */
  details(sourceId: string, options: DetailsOptions): Promise<Detailed | null>
  /** Where lists do not tell how large files are: one cheap question that does. */
  sizes?(sourceId: string, signal: AbortSignal): Promise<Model>
  /** The same model with every file's size and hash, fresh from the hub: what a download is planned from. */
  files(sourceId: string, options: FilesOptions): Promise<Model>
}

/** A search as a hub can answer it: words, an author, or both. */
export interface HubQuestion {
  readonly words: string
  readonly author: string | null
  /** As typed. Empty: any. */
  readonly types: readonly string[]
  readonly baseModels: readonly string[]
}

export interface DetailsOptions {
  readonly signal: AbortSignal
  readonly etag?: string | null
}

export interface FilesOptions {
  readonly signal: AbortSignal
  /** HuggingFace: a branch or commit. CivitAI: a version id. Without it the newest. */
  readonly revision?: string
}
