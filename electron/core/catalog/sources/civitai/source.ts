import { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Http } from '#core/http/http'
import type { ModelDetails, VersionDetails } from '#domain/model-details'
import type { Model } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { previewsOf } from '#domain/normalise/previews'
import { readOne, readPage, type PageReader } from '../read-page.ts'
import type { CatalogSource, Page } from '../source.ts'
import { civitaiFeeds, listUrl, modelUrl, searchUrl, versionUrl } from './queries.ts'
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

  async function page(url: string, signal: AbortSignal): Promise<Page> {
    const answer = await http.json({
      url,
      schema: ListAnswer,
      signal,
      deadlineMs: LIST_DEADLINE_MS,
      attempts: 4,
    })
    if (answer.kind === 'unchanged') return { models: [], skipped: {}, next: null }
    const { items, metadata } = answer.value
    const next = metadata.nextCursor
    return { ...readPage(items, reader()), next: next === null || next === undefined ? null : String(next) }
  }

  async function get<T>(url: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const answer = await http.json({ url, schema, signal })
    if (answer.kind === 'unchanged') throw new FailureError({ code: 'not-found', what: url })
    return answer.value
  }

  return {
    source: 'civitai',
    host: () => new URL(baseUrl()).host,
    feeds: civitaiFeeds,
    list: (feed, from, signal) => page(listUrl(baseUrl(), feed, { ...from, nsfw: nsfw() }), signal),
    async search(text, families, signal) {
      const [feed] = civitaiFeeds(families)
      if (!feed) return []
      const found: Model[] = []
      const first = searchUrl(baseUrl(), feed, { text, nsfw: nsfw() })
      let cursor: string | null = null
      for (let count = 0; count < SEARCH_PAGES; count += 1) {
        const one: Page = await page(
          cursor === null ? first : `${first}&cursor=${encodeURIComponent(cursor)}`,
          signal,
        )
        found.push(...one.models)
        cursor = one.next
        if (cursor === null) break
      }
      return found
    },
    async details(sourceId, signal) {
      const raw = await get(modelUrl(baseUrl(), sourceId), ListItem, signal)
      const model = readOne(raw, reader())
      return { model, details: detailsOf(model.id, raw) }
    },
    async files(sourceId, { signal, revision }) {
      if (revision === undefined)
        return readOne(await get(modelUrl(baseUrl(), sourceId), ListItem, signal), reader())
      const raw = await get(versionUrl(baseUrl(), revision), VersionAnswer, signal)
      return readOne(raw, { ...reader(), item: VersionAnswer })
    },
  }
}

/** Which model a version belongs to: what a pasted download link needs. */
export async function modelOfVersion(
  versionId: string,
  { http, baseUrl, signal }: Pick<CivitaiDeps, 'http' | 'baseUrl'> & { readonly signal: AbortSignal },
): Promise<string> {
  const answer = await http.json({ url: versionUrl(baseUrl(), versionId), schema: VersionAnswer, signal })
  if (answer.kind === 'unchanged') throw new FailureError({ code: 'not-found', what: versionId })
  return String(answer.value.modelId)
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
        previews: previewsOf(version.images),
      }
    }),
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
