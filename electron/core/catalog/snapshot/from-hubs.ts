/** Models for a snapshot from the hubs themselves: the most used of every feed, the very top with sizes and hashes. */
import { FailureError } from '#contract/failure'
import type { Model } from '#domain/model'
import type { WorkerFamily } from '#domain/worker-family'
import type { CatalogSource, Feed, Page } from '../sources/source.ts'

export interface FromHubsOptions {
  readonly sources: readonly CatalogSource[]
  readonly families: readonly WorkerFamily[]
  /** Pages of each feed. */
  readonly pages: number
  /** How many of the most used are asked for their files' sizes, which lists do not tell. */
  readonly details: number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

export async function modelsFromHubs(options: FromHubsOptions): Promise<readonly Model[]> {
  const models = new Map<string, Model>()
  for (const source of options.sources) {
    for (const feed of source.feeds(options.families)) {
      for (const model of await readFeed(source, feed, options)) models.set(model.id, model)
      options.say(`${feed.name}: ${models.size} models so far`)
    }
  }
  for (const [id, model] of await withSizes([...models.values()], options)) models.set(id, model)
  return [...models.values()].map((model) => ({ ...model, preview: null }))
}

async function readFeed(
  source: CatalogSource,
  feed: Feed,
  options: FromHubsOptions,
): Promise<readonly Model[]> {
  const models: Model[] = []
  let cursor: string | null = null
  for (let count = 0; count < options.pages; count += 1) {
    const from = { order: 'popular', cursor } as const
    const page: Page = await patiently(options, () => source.list(feed, from, options.signal))
    models.push(...page.models)
    cursor = page.next
    if (cursor === null) break
  }
  return models
}

async function withSizes(
  models: readonly Model[],
  options: FromHubsOptions,
): Promise<readonly (readonly [string, Model])[]> {
  const unsized = models
    .filter(({ artifacts }) => artifacts.some(({ sizeBytes }) => sizeBytes === null))
    .toSorted((a, b) => (b.downloads ?? 0) - (a.downloads ?? 0))
    .slice(0, options.details)
  const found: (readonly [string, Model])[] = []
  for (const listed of unsized) {
    const source = options.sources.find((one) => one.source === listed.source)
    if (!source) continue
    try {
      const model = await patiently(options, () => source.files(listed.sourceId, { signal: options.signal }))
      found.push([listed.id, { ...model, trending: model.trending ?? listed.trending }])
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.code === 'cancelled') throw error
      options.say(`${listed.id}: ${error.failure.code}`)
    }
  }
  return found
}

/** A rate limit is waited out, however long: nobody sits in front of this. */
async function patiently<T>({ sleep, say, signal }: FromHubsOptions, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      const failure = error instanceof FailureError ? error.failure : null
      if (failure?.code !== 'rate-limited') throw error
      const waitMs = failure.retryAfterMs ?? 60_000
      say(`the hub asks us to wait ${Math.ceil(waitMs / 1000)} s`)
      await sleep(waitMs, signal)
    }
  }
}
