/** What we ask CivitAI, from what the installed workers can run. Pure. */
import type { Model } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'
import { queryString } from '../query-string.ts'
import type { Feed, HubQuestion, Order, Params } from '../source.ts'

const PAGE_LIMIT = '100'

/** Exact strings. `Oldest` is the stable one: a model that changes while we read moves ahead of us, never behind. */
const SORTS: Readonly<Record<Order, string>> = {
  popular: 'Most Downloaded',
  newest: 'Newest',
  stable: 'Oldest',
}

export interface CivitaiOptions {
  /** Absent in the question means the hub's default: models with at least one picture for everybody. */
  readonly nsfw: boolean
}

/** One feed: types and base models are each a logical OR, keys repeated (a comma list is refused, or matches nothing). */
export function civitaiFeeds(
  families: readonly WorkerFamily[],
  { nsfw }: CivitaiOptions = { nsfw: false },
): readonly Feed[] {
  const rules = families.flatMap((family) => family.rules.civitai ?? [])
  const types = [...new Set(rules.flatMap((rule) => Object.keys(rule.types)))].toSorted()
  const baseModels = [...new Set(rules.flatMap((rule) => Object.keys(rule.baseModels)))].toSorted()
  if (types.length === 0 || baseModels.length === 0) return []
  const params: Params = [
    ...types.map((type) => ['types', type] as const),
    ...baseModels.map((name) => ['baseModels', name] as const),
    ...(nsfw ? ([['nsfw', 'true']] as const) : []),
  ]
  const wanted = new Set(baseModels)
  return [
    {
      name: 'civitai/models',
      source: 'civitai',
      params,
      lists: (model: Model) =>
        model.source === 'civitai' &&
        types.includes(model.type ?? '') &&
        // An archived model has no files left, but still says what it was made for.
        [model.architecture?.value, ...model.artifacts.map(({ version }) => version?.baseModel)].some(
          (name) => wanted.has(name ?? ''),
        ),
    },
  ]
}

export const baseModelsOf = ({ params }: Feed): ReadonlySet<string> =>
  new Set(params.filter(([name]) => name === 'baseModels').map(([, value]) => value))

/** Never `page`: it does nothing but fail. */
export const listUrl = (
  base: string,
  feed: Feed,
  { order, cursor }: { readonly order: Order; readonly cursor: string | null },
): string =>
  `${base}/api/v1/models?${queryString([
    ...feed.params,
    ['sort', SORTS[order]],
    ['limit', PAGE_LIMIT],
    ...(cursor === null ? [] : ([['cursor', cursor]] as const)),
  ])}`

/** The same list, only of the asked types and base models. Null: it holds none of those. */
export function narrowed(feed: Feed, { types, baseModels }: HubQuestion): Feed | null {
  const left = (name: string, typed: readonly string[]) => {
    const offered = feed.params.flatMap(([key, value]) => (key === name ? [value] : []))
    return new Set(typed.length === 0 ? offered : typed.flatMap((one) => meant(one, offered)))
  }
  const [ofTypes, ofBases] = [left('types', types), left('baseModels', baseModels)]
  if (ofTypes.size === 0 || ofBases.size === 0) return null
  const params = feed.params.filter(
    ([name, value]) =>
      (name !== 'types' || ofTypes.has(value)) && (name !== 'baseModels' || ofBases.has(value)),
  )
  return { ...feed, params }
}

/** As our own search reads a value: itself in any case, else what contains it. */
function meant(typed: string, offered: readonly string[]): readonly string[] {
  const wanted = typed.toLowerCase()
  const exact = offered.filter((one) => one.toLowerCase() === wanted)
  return exact.length > 0 ? exact : offered.filter((one) => one.toLowerCase().includes(wanted))
}

/**
 * Relevance order where there are words. Base models and the author are filtered after the page is cut, so short
 * pages say nothing.
 */
export const searchUrl = (
  base: string,
  feed: Feed,
  { words, author, cursor }: Pick<HubQuestion, 'words' | 'author'> & { readonly cursor: string | null },
): string =>
  `${base}/api/v1/models?${queryString([
    ...(words === '' ? ([['sort', SORTS.popular]] as const) : ([['query', words]] as const)),
    ...(author === null ? [] : ([['username', author]] as const)),
    ...feed.params,
    ['limit', PAGE_LIMIT],
    ...(cursor === null ? [] : ([['cursor', cursor]] as const)),
  ])}`

export const modelUrl = (base: string, id: string): string =>
  `${base}/api/v1/models/${encodeURIComponent(id.toWellFormed())}`
export const versionUrl = (base: string, id: string): string =>
  `${base}/api/v1/model-versions/${encodeURIComponent(id)}`
