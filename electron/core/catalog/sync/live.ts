/** What the user asks the hubs for at this moment: words, or a pasted address. What comes back is kept. */
import type { HubSearch, ResolvedModel } from '#contract/catalog-sync'
import { FailureError, type Failure } from '#contract/failure'
import type { Model, Source } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'
import type { CatalogStore } from '../catalog-api.ts'
import { parseModelRef, type ModelRef } from '../sources/model-ref.ts'
import { baseModelsOf, narrowed } from '../sources/civitai/queries.ts'
import type { CatalogSource, HubQuestion } from '../sources/source.ts'
import { carryOver } from './carry-over.ts'
import { hubQuestion } from './hub-question.ts'

export interface LiveDeps {
  readonly store: CatalogStore
  readonly sources: readonly CatalogSource[]
  readonly families: () => readonly WorkerFamily[]
  /** The model of a CivitAI version that was pasted without it. */
  readonly modelOfVersion: (versionId: string, signal: AbortSignal) => Promise<string>
}

const none: HubSearch = { ids: [], added: 0, failures: [] }

export async function searchHubs(text: string, deps: LiveDeps, signal: AbortSignal): Promise<HubSearch> {
  const ref = parseModelRef(text)
  const named = ref && (await searchNamed(ref, deps, signal))
  if (named) return named
  const question = hubQuestion(ref === null ? text : asWords(ref))
  if (question === null) return none
  const found = await Promise.all(deps.sources.map((source) => searchOne(source, question, { deps, signal })))
  const ids = interleaved(found.map(({ models }) => models.map(({ id }) => id)))
  return {
    ids,
    added: found.reduce((sum, { added }) => sum + added, 0),
    failures: found.flatMap(({ failure }) => failure ?? []),
  }
}

/** One model is named: that one is asked for. Null: there is none, so perhaps the name is not whole yet. */
async function searchNamed(ref: ModelRef, deps: LiveDeps, signal: AbortSignal): Promise<HubSearch | null> {
  try {
    const found = await resolveRef(ref, deps, signal)
    if (found === null) return none
    if (found.isNew) await deps.store.refresh()
    return { ids: [found.id], added: found.isNew ? 1 : 0, failures: [] }
  } catch (error) {
    if (!(error instanceof FailureError) || signal.aborted) throw error
    if (error.failure.code === 'not-found') return null
    return { ...none, failures: [{ source: ref.source, failure: error.failure }] }
  }
}

const asWords = ({ source, sourceId }: ModelRef): string => (source === 'huggingface' ? (sourceId ?? '') : '')

interface Found {
  readonly models: readonly Model[]
  readonly added: number
  readonly failure: { readonly source: Source; readonly failure: Failure } | null
}

async function searchOne(
  source: CatalogSource,
  question: HubQuestion,
  { deps, signal }: { deps: LiveDeps; signal: AbortSignal },
): Promise<Found> {
  const families = deps.families()
  try {
    const models = await source.search(question, families, signal)
    const [feed] = source.source === 'civitai' ? source.feeds(families) : []
    const cut = feed ? narrowed(feed, question) : null
    const added = await keep(models, deps.store, cut && baseModelsOf(cut))
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
  const found = await resolveRef(ref, deps, signal)
  return found && { id: found.id, revision: ref.revision, path: ref.path, quantization: ref.quantization }
}

async function resolveRef(ref: ModelRef, deps: LiveDeps, signal: AbortSignal) {
  const sourceId = ref.sourceId ?? (await deps.modelOfVersion(ref.revision ?? '', signal))
  const id = `${ref.source}:${sourceId}`
  const [known] = await deps.store.getModels([id])
  if (known) return { id, isNew: false }
  const source = deps.sources.find((one) => one.source === ref.source)
  if (!source) return null
  const model = (await source.details(sourceId, { signal }))?.model
  if (!model) return null
  await deps.store.update([model.id], (now) => ({
    feed: null,
    upsert: [carryOver(model, now.get(model.id), null)],
  }))
  return { id: model.id, isNew: true }
}
