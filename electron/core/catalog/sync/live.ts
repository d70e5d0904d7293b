/** What the user asks the hubs for at this moment: words, or a pasted address. What comes back is kept. */
import type { HubSearch, ResolvedModel } from '#contract/catalog-sync'
import { FailureError, type Failure } from '#contract/failure'
import type { Model, Source } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'
import type { CatalogStore } from '../catalog-api.ts'
import { parseModelRef } from '../sources/model-ref.ts'
import { baseModelsOf } from '../sources/civitai/queries.ts'
import type { CatalogSource } from '../sources/source.ts'
import { carryOver } from './carry-over.ts'

export interface LiveDeps {
  readonly store: CatalogStore
  readonly sources: readonly CatalogSource[]
  readonly families: () => readonly WorkerFamily[]
  /** The model of a CivitAI version that was pasted without it. */
  readonly modelOfVersion: (versionId: string, signal: AbortSignal) => Promise<string>
}

export async function searchHubs(text: string, deps: LiveDeps, signal: AbortSignal): Promise<HubSearch> {
  const words = text.trim()
  if (words === '') return { ids: [], added: 0, failures: [] }
  const found = await Promise.all(deps.sources.map((source) => searchOne(source, words, { deps, signal })))
  const ids = interleaved(found.map(({ models }) => models.map(({ id }) => id)))
  return {
    ids,
    added: found.reduce((sum, { added }) => sum + added, 0),
    failures: found.flatMap(({ failure }) => failure ?? []),
  }
}

interface Found {
  readonly models: readonly Model[]
  readonly added: number
  readonly failure: { readonly source: Source; readonly failure: Failure } | null
}

async function searchOne(
  source: CatalogSource,
  words: string,
  { deps, signal }: { deps: LiveDeps; signal: AbortSignal },
): Promise<Found> {
  const families = deps.families()
  try {
    const models = await source.search(words, families, signal)
    const [feed] = source.source === 'civitai' ? source.feeds(families) : []
    const added = await keep(models, deps.store, feed ? baseModelsOf(feed) : null)
    return { models, added, failure: null }
  } catch (error) {
    if (!(error instanceof FailureError) || signal.aborted) throw error
    return { models: [], added: 0, failure: { source: source.source, failure: error.failure } }
  }
}

async function keep(
  models: readonly Model[],
  store: CatalogStore,
  cutTo: ReadonlySet<string> | null,
): Promise<number> {
  if (models.length === 0) return 0
  let added = 0
  await store.update(
    models.map(({ id }) => id),
    (known) => {
      added = models.filter(({ id }) => !known.has(id)).length
      return { feed: null, upsert: models.map((model) => carryOver(model, known.get(model.id), cutTo)) }
    },
  )
  await store.refresh()
  return added
}

/** Both hubs' best first: none of them pushes the other's down. */
function interleaved(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat()
}

/** Null: the text is no address. A model that we know needs no network. */
export async function resolvePasted(
  text: string,
  deps: LiveDeps,
  signal: AbortSignal,
): Promise<ResolvedModel | null> {
  const ref = parseModelRef(text)
  if (ref === null) return null
  const sourceId = ref.sourceId ?? (await deps.modelOfVersion(ref.revision ?? '', signal))
  const answer = { revision: ref.revision, path: ref.path }
  const id = `${ref.source}:${sourceId}`
  const [known] = await deps.store.getModels([id])
  if (known) return { id, ...answer }
  const source = deps.sources.find((one) => one.source === ref.source)
  if (!source) return null
  const model = (await source.details(sourceId, { signal }))?.model
  if (!model) return null
  await deps.store.update([model.id], (now) => ({
    feed: null,
    upsert: [carryOver(model, now.get(model.id), null)],
  }))
  return { id: model.id, ...answer }
}
