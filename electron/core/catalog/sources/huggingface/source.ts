import { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Fresh } from '#core/http/ask'
import type { Http } from '#core/http/http'
import type { ModelDetails } from '#domain/model-details'
import { parsePythonJson, shapeFromConfig } from '#domain/fit/shape-config'
import type { Model } from '#domain/model'
import { huggingFaceFacts } from '#domain/normalise/hub-facts'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import type { Normalised } from '#domain/normalise/outcome'
import type { WorkerFamily } from '#domain/worker-family'
import { getFresh, readOne, readPage, type PageReader } from '../read-page.ts'
import type { CatalogSource, Feed, FilesOptions, Page } from '../source.ts'
import { fileUrl, huggingFaceFeeds, infoUrl, listUrl, nextQuery, searchUrl } from './queries.ts'
import { ListAnswer, ModelInfoAnswer, RepositoryItem } from './shapes.ts'

const MAX_README_BYTES = 2 * 1024 * 1024
const MAX_CONFIG_BYTES = 1024 * 1024
const LIST_DEADLINE_MS = 180_000

export interface SourceDeps {
  readonly http: Http
  /** Without a slash at the end; a mirror's where one is set. */
  readonly baseUrl: () => string
}

export interface HuggingFaceDeps extends SourceDeps {
  /** They know which tags and words of a name are architectures. */
  readonly families: readonly WorkerFamily[]
}

export function createHuggingFaceSource({ http, baseUrl, families: all }: HuggingFaceDeps): CatalogSource {
  const normalise = (raw: unknown) => normaliseHuggingFace(raw, all)
  const reader = (): PageReader => ({
    host: new URL(baseUrl()).host,
    item: RepositoryItem,
    normalise,
  })

  async function page(url: string, signal: AbortSignal): Promise<Page> {
    const ask = { url, schema: ListAnswer, signal, deadlineMs: LIST_DEADLINE_MS, attempts: 4 }
    const answer = await getFresh(http, ask)
    return { ...readPage(answer.value, reader()), next: nextQuery(answer.headers['link']) }
  }

  const infoOf = ({ value, etag }: Fresh<z.infer<typeof ModelInfoAnswer>>): Info => ({
    raw: value,
    model: readOne(value, reader()),
    etag,
  })
  const askInfo = (sourceId: string, { signal, revision }: FilesOptions) => ({
    url: infoUrl(baseUrl(), sourceId, revision),
    schema: ModelInfoAnswer,
    signal,
  })

  return {
    source: 'huggingface',
    host: () => new URL(baseUrl()).host,
    feeds: huggingFaceFeeds,
    list: (feed, { order, cursor }, signal) =>
      page(cursor === null ? listUrl(baseUrl(), feed, order) : `${baseUrl()}/api/models?${cursor}`, signal),
    async search(question, families, signal) {
      const pages = await Promise.all(
        huggingFaceFeeds(families).map((feed: Feed) => page(searchUrl(baseUrl(), feed, question), signal)),
      )
      return distinctById(pages.flatMap(({ models }) => models))
    },
    async details(sourceId, { signal, etag = null }) {
      const answer = await http.json({ ...askInfo(sourceId, { signal }), etag })
      if (answer.kind === 'unchanged') return null
      const found = infoOf(answer)
      const [readme, model] = await Promise.all([
        readText(found.model, { path: 'README.md', maxBytes: MAX_README_BYTES }, { http, baseUrl, signal }),
        withConfig(found, { http, baseUrl, signal, normalise }),
      ])
      return { model, details: detailsOf(model, found.raw, readme), etag: found.etag }
    },
    async sizes(sourceId, signal) {
      return infoOf(await getFresh(http, askInfo(sourceId, { signal }))).model
    },
    async files(sourceId, options) {
      const { signal } = options
      return withConfig(infoOf(await getFresh(http, askInfo(sourceId, options))), {
        http,
        baseUrl,
        signal,
        normalise,
      })
    },
  }
}

interface Info {
  readonly raw: Readonly<Record<string, unknown>>
  readonly model: Model
  readonly etag: string | null
}

const distinctById = (models: readonly Model[]): readonly Model[] => [
  ...new Map(models.map((model) => [model.id, model])).values(),
]

const detailsOf = ({ id }: Model, raw: unknown, readme: string | null): ModelDetails => ({
  modelId: id,
  description: readme === null ? null : { markup: 'markdown', text: withoutFrontMatter(readme) },
  versions: [],
  hub: huggingFaceFacts(raw),
})

/** The YAML at the top is for the hub; the tags carry what matters of it. */
export const withoutFrontMatter = (text: string): string =>
  text.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/, '')

interface ConfigDeps extends SourceDeps {
  readonly signal: AbortSignal
  readonly normalise: (raw: unknown) => Normalised
}

/** The API's config is a short form without layers or context length; the repository's own file has them. */
async function withConfig({ raw, model }: Info, deps: ConfigDeps): Promise<Model> {
  const named = model.artifacts.some(({ files }) => files.some(({ path }) => path === 'config.json'))
  const config = named ? await readRepositoryJson(model, 'config.json', deps) : null
  if (config === null) return model
  const api = z.looseObject({}).safeParse(raw['config']).data ?? {}
  const made = deps.normalise({ ...raw, config: { ...config, ...api } })
  const shape = shapeFromConfig(config)
  return { ...(made.ok ? made.model : model), ...(shape === null ? {} : { shape }) }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return z.looseObject({}).safeParse(parsePythonJson(text)).data ?? null
  } catch {
    return null
  }
}

interface SmallFile {
  readonly path: string
  readonly maxBytes: number
}

/**
 * A small text file through `resolve`: a bucket of its own, much larger than the API's. Null where there is none, or
 * where the authors' terms keep it: the page shows without it.
 */
async function readText(
  model: Model,
  { path, maxBytes }: SmallFile,
  { http, baseUrl, signal }: SourceDeps & { readonly signal: AbortSignal },
): Promise<string | null> {
  try {
    const answer = await http.bytes({ url: fileUrl(baseUrl(), model, path), maxBytes, signal })
    return answer.kind === 'fresh' ? answer.value.toString() : null
  } catch (error) {
    if (error instanceof FailureError && KEPT.has(error.failure.code)) return null
    throw error
  }
}

/** A JSON file of a repository at the model's revision; null where it has none that parses. */
export async function readRepositoryJson(
  model: Model,
  path: string,
  deps: SourceDeps & { readonly signal: AbortSignal },
): Promise<unknown> {
  const text = await readText(model, { path, maxBytes: MAX_CONFIG_BYTES }, deps)
  return text === null ? null : parseObject(text)
}

const KEPT: ReadonlySet<string> = new Set(['not-found', 'gated', 'unauthorized', 'too-large'])
