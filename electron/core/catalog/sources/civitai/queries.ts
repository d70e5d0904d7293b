/** What we ask CivitAI, from what the installed workers can run. Pure. */
import type { Model } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'
import { queryString } from '../query-string.ts'
import type { Feed, Order, Params } from '../source.ts'

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

/** Relevance order. Base models are filtered after the page is cut, so short pages say nothing. */
export const searchUrl = (base: string, feed: Feed, text: string): string =>
  `${base}/api/v1/models?${queryString([['query', text], ...feed.params, ['limit', PAGE_LIMIT]])}`

export const modelUrl = (base: string, id: string): string =>
  `${base}/api/v1/models/${encodeURIComponent(id.toWellFormed())}`
export const versionUrl = (base: string, id: string): string =>
  `${base}/api/v1/model-versions/${encodeURIComponent(id)}`
