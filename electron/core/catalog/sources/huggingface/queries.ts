/** What we ask HuggingFace, from what the installed workers can run. Pure. */
import type { Model } from '#domain/model'
import type { DiffusersRules, LanguageRules, WorkerFamily } from '#domain/worker-family'
import { queryString } from '../query-string.ts'
import type { Feed, HubQuestion, Order, Params } from '../source.ts'

/** The official client's largest page. */
export const PAGE_LIMIT = 500
const SEARCH_LIMIT = 100

/** `trendingScore`, not `trending`, which is refused; `downloads` counts the last 30 days. */
const SORTS: Readonly<Record<Order, string>> = {
  popular: 'downloads',
  newest: 'lastModified',
  // The only date that never changes: no score moves a model past the reader.
  stable: 'createdAt',
}

/** `expand` gives exactly these and `id`; it cannot be combined with full, config or cardData. */
const COMMON = [
  'author',
  'createdAt',
  'disabled',
  'downloads',
  'gated',
  'lastModified',
  'library_name',
  'likes',
  'pipeline_tag',
  'private',
  'sha',
  'siblings',
  'tags',
  'trendingScore',
]
const EXPAND: Readonly<Record<string, readonly string[]>> = {
  gguf: ['baseModels', 'gguf'],
  safetensors: ['config', 'safetensors'],
}

/** The hub's filters are a logical AND: one feed for each format. */
export function huggingFaceFeeds(families: readonly WorkerFamily[]): readonly Feed[] {
  const feeds = families.flatMap(({ rules }) => {
    if (rules.huggingface === null) return []
    return rules.huggingface.kind === 'language'
      ? languageFeeds(rules.huggingface)
      : diffusersFeeds(rules.huggingface)
  })
  return [...new Map(feeds.map((one) => [one.name, one])).values()]
}

function languageFeeds({ tasks, libraries, formats }: LanguageRules): Feed[] {
  return Object.keys(formats).flatMap((format) =>
    // Most GGUF repositories name no task, and their library says nothing: only the format is asked.
    format === 'gguf'
      ? [feed({ task: null, library: null, format })]
      : tasks.flatMap((task) => libraries.map((library) => feed({ task, library, format }))),
  )
}

function diffusersFeeds({ libraries, formats, pipelines }: DiffusersRules): Feed[] {
  const tasks = new Set(pipelines.flatMap((pipeline) => pipeline.tasks))
  return Object.keys(formats).flatMap((format) =>
    [...tasks].flatMap((task) => libraries.map((library) => feed({ task, library, format }))),
  )
}

interface Wanted {
  readonly task: string | null
  readonly library: string | null
  readonly format: string
}

function feed({ task, library, format }: Wanted): Feed {
  const params: Params = [
    ...(task === null ? [] : ([['pipeline_tag', task]] as const)),
    ['filter', format],
    ...(library === null ? [] : ([['filter', library]] as const)),
  ]
  return {
    name: ['huggingface', format, task, library].filter(Boolean).join('/'),
    source: 'huggingface',
    params,
    lists: (model: Model) =>
      model.source === 'huggingface' &&
      model.tags.includes(format) &&
      (task === null || model.task === task) &&
      (library === null || model.library === library),
  }
}

const expandOf = ({ params }: Feed): Params => {
  const format = params.find(([name]) => name === 'filter')?.[1] ?? ''
  return [...COMMON, ...(EXPAND[format] ?? [])].map((name) => ['expand', name] as const)
}

export const listUrl = (base: string, one: Feed, order: Order): string =>
  `${base}/api/models?${queryString([...one.params, ['sort', SORTS[order]], ['limit', String(PAGE_LIMIT)], ...expandOf(one)])}`

export const searchUrl = (
  base: string,
  one: Feed,
  { words, author }: Pick<HubQuestion, 'words' | 'author'>,
): string =>
  `${base}/api/models?${queryString([
    ...(words === '' ? [] : ([['search', words]] as const)),
    ...(author === null ? [] : ([['author', author]] as const)),
    ...one.params,
    ['sort', 'downloads'],
    ['limit', String(SEARCH_LIMIT)],
    ...expandOf(one),
  ])}`

/** `org/name` as two path segments. */
export const repoPath = (sourceId: string): string =>
  sourceId.toWellFormed().split('/').map(encodeURIComponent).join('/')

/** A revision is one segment, slashes and all. */
export const infoUrl = (base: string, sourceId: string, revision?: string): string =>
  `${base}/api/models/${repoPath(sourceId)}${revision === undefined ? '' : `/revision/${encodeURIComponent(revision)}`}?blobs=true`

export const fileUrl = (
  base: string,
  { sourceId, revision }: Pick<Model, 'sourceId' | 'revision'>,
  path: string,
): string =>
  `${base}/${repoPath(sourceId)}/resolve/${encodeURIComponent(revision ?? 'main')}/${path.split('/').map(encodeURIComponent).join('/')}`

/**
 * The query of `Link: <https://huggingface.co/api/models?…&cursor=…>; rel="next"`. Only the query: behind a mirror the
 * host in it is still the original's.
 */
export function nextQuery(link: string | readonly string[] | undefined): string | null {
  const text = typeof link === 'string' ? link : (link?.join(', ') ?? '')
  const address = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(text)?.[1]
  if (address === undefined || !URL.canParse(address, 'https://huggingface.co')) return null
  const { search } = new URL(address, 'https://huggingface.co')
  return search === '' ? null : search.slice(1)
}
