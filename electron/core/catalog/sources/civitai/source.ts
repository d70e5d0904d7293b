import { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import type { ModelDetails, VersionDetails } from '#domain/model-details'
import type { Model } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { civitaiFacts, versionFigures } from '#domain/normalise/hub-facts'
import { previewsOf } from '#domain/normalise/previews'
import { getFresh, readOne, readPage, type PageReader } from '../read-page.ts'
import type { CatalogSource, Page } from '../source.ts'
import { civitaiFeeds, listUrl, modelUrl, narrowed, searchUrl, versionUrl } from './queries.ts'
import { ListAnswer, ListItem, VersionAnswer } from './shapes.ts'

const LIST_DEADLINE_MS = 180_000
const SEARCH_PAGES = 3

export interface CivitaiDeps {
  readonly http: Http
  readonly baseUrl: () => string
  /** Whether the user wants adult models listed at all. */
  readonly nsfw: () => boolean
}

export function createCivitaiSource({ http, baseUrl, nsfw }: CivitaiDeps): CatalogSource {
  const reader = (): PageReader => ({
    host: new URL(baseUrl()).host,
    item: ListItem,
    normalise: normaliseCivitai,
  })

  const feeds: CatalogSource['feeds'] = (families) => civitaiFeeds(families, { nsfw: nsfw() })

  async function page(url: string, signal: AbortSignal): Promise<Page> {
    const ask = { url, schema: ListAnswer, signal, deadlineMs: LIST_DEADLINE_MS, attempts: 4 }
    const { items, metadata } = (await getFresh(http, ask)).value
    const next = metadata.nextCursor ?? null
    return { ...readPage(items, reader()), next: next === null ? null : String(next) }
  }

  const get = async <T>(url: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> =>
    (await getFresh(http, { url, schema, signal })).value

  return {
    source: 'civitai',
    host: () => new URL(baseUrl()).host,
    feeds,
    list: (feed, from, signal) => page(listUrl(baseUrl(), feed, from), signal),
    async search(question, families, signal) {
      const [all] = feeds(families)
      const feed = all ? narrowed(all, question) : null
      if (feed === null) return []
      const { words, author } = question
      const found: Model[] = []
      let cursor: string | null = null
      for (let count = 0; count < SEARCH_PAGES; count += 1) {
        const url = searchUrl(baseUrl(), feed, { words, author, cursor })
        const one: Page | null = await page(url, signal).catch(noneForUnknownAuthor(author))
        if (one === null) break
        found.push(...one.models)
        cursor = one.next
        if (cursor === null) break
      }
      return found
    },
    async details(sourceId, { signal, etag = null }) {
      const answer = await http.json({ url: modelUrl(baseUrl(), sourceId), schema: ListItem, signal, etag })
      if (answer.kind === 'unchanged') return null
      const model = readOne(answer.value, reader())
      return { model, details: detailsOf(model.id, answer.value), etag: answer.etag }
    },
    async files(sourceId, { signal, revision }) {
      if (revision === undefined)
        return readOne(await get(modelUrl(baseUrl(), sourceId), ListItem, signal), reader())
      const raw = await get(versionUrl(baseUrl(), revision), VersionAnswer, signal)
      return readOne(raw, { ...reader(), item: VersionAnswer })
    },
  }
}

/** A name that nobody has is a 404, not an empty list. */
const noneForUnknownAuthor =
  (author: string | null) =>
  (error: unknown): null => {
    if (author !== null && error instanceof FailureError && error.failure.code === 'not-found') return null
    throw error
  }

/** Which model a version belongs to: what a pasted download link needs. */
export async function modelOfVersion(
  versionId: string,
  { http, baseUrl, signal }: Pick<CivitaiDeps, 'http' | 'baseUrl'> & { readonly signal: AbortSignal },
): Promise<string> {
  const url = versionUrl(baseUrl(), versionId)
  return String((await getFresh(http, { url, schema: VersionAnswer, signal })).value.modelId)
}

const Described = z.looseObject({
  description: z.string().nullish().catch(null),
  trainedWords: z.array(z.string()).nullish().catch(null),
})

function detailsOf(modelId: string, raw: z.infer<typeof ListItem>): ModelDetails {
  const text = Described.parse(raw).description
  return {
    modelId,
    description: text ? { markup: 'html', text } : null,
    versions: raw.modelVersions.map((version): VersionDetails => {
      const described = Described.parse(version)
      return {
        id: String(version.id),
        description: described.description || null,
        trainedWords: wordsOf(described.trainedWords ?? []),
        ...versionFigures(version),
        previews: previewsOf(version.images),
      }
    }),
    hub: civitaiFacts(raw),
  }
}

/** One entry often holds several, with commas between. */
export const wordsOf = (entries: readonly string[]): readonly string[] => [
  ...new Set(
    entries
      .flatMap((entry) => entry.split(','))
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]
