import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FailureError } from '#contract/failure'
import { createCivitaiSource, modelOfVersion } from '#core/catalog/sources/civitai/source'
import { createHuggingFaceSource } from '#core/catalog/sources/huggingface/source'
import type { CatalogSource, Order, Page } from '#core/catalog/sources/source'
import { createHttp, type Http } from '#core/http/http'
import { loadFamilies } from '#core/workers/families'
import type { Model } from '#domain/model'
import { createHub, type Hub } from '../../hub/hub.ts'

const families = loadFamilies()
const { signal } = new AbortController()
let hub: Hub
let http: Http
let hugging: CatalogSource
let civitai: CatalogSource

beforeEach(async () => {
  hub = await createHub({ maxLimit: 40 })
  http = createHttp({
    userAgent: 'rbee-marketplace/0 (test)',
    hubs: () => [
      { source: 'huggingface', baseUrl: hub.url, token: null },
      { source: 'civitai', baseUrl: hub.url, token: null },
    ],
    proxy: () => null,
    offline: () => false,
    sleep: async () => {},
  })
  hugging = createHuggingFaceSource({ http, baseUrl: () => hub.url, families })
  civitai = createCivitaiSource({ http, baseUrl: () => hub.url, nsfw: () => false })
})
afterEach(async () => {
  await http.dispose()
  await hub.dispose()
})

async function readAll(source: CatalogSource, feedName: string, order: Order): Promise<readonly Model[]> {
  const feed = source.feeds(families).find(({ name }) => name === feedName)
  if (!feed) throw new Error(`no feed ${feedName}`)
  const models: Model[] = []
  let cursor: string | null = null
  do {
    const page: Page = await source.list(feed, { order, cursor }, signal)
    expect(page.skipped).toEqual({})
    models.push(...page.models)
    cursor = page.next
  } while (cursor !== null)
  return models
}

async function detailed(source: CatalogSource, id: string) {
  const found = await source.details(id, { signal })
  if (!found) throw new Error('unchanged')
  return found
}

const codeOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => (error instanceof FailureError ? error.failure : error),
  )

describe('lists', () => {
  it('reads HuggingFace to the end, over pages, from our own base although Link names another', async () => {
    const models = await readAll(hugging, 'huggingface/gguf', 'popular')
    const held = [...hub.huggingface.records.values()].filter(({ tags }) => tags.includes('gguf'))
    expect(models.map(({ sourceId }) => sourceId).toSorted()).toEqual(held.map(({ id }) => id).toSorted())
    expect(hub.log.length).toBe(Math.ceil(held.length / 40))
    const downloads = models.map((model) => model.downloads ?? 0)
    expect(downloads).toEqual(downloads.toSorted((a, b) => b - a))
  })

  it('reads CivitAI to the end although pages come short', async () => {
    const feed = civitai.feeds(families)[0]
    const models = await readAll(civitai, 'civitai/models', 'stable')
    expect(models.length).toBeGreaterThan(100)
    expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
    expect(models.every((model) => feed?.lists(model))).toBe(true)
  })

  it('every feed knows its own models again', async () => {
    for (const feed of hugging.feeds(families)) {
      const page = await hugging.list(feed, { order: 'popular', cursor: null }, signal)
      expect(page.models.filter((model) => !feed.lists(model))).toEqual([])
    }
  })
})

describe('a changed hub', () => {
  it.each([
    ['tags', 'rename-field', { field: 'tags', to: 'labels' }],
    ['siblings', 'rename-field', { field: 'siblings', to: 'files' }],
    ['id', 'retype-field', { field: 'id', value: { name: 'x' } }],
    ['downloads', 'retype-field', { field: 'downloads', value: 'many' }],
  ] as const)('HuggingFace: %s %s is said and nothing is taken', async (_, kind, more) => {
    const feed = hugging.feeds(families)[0]
    if (!feed) throw new Error('no feed')
    hub.faults.add({ path: '^/api/models', effect: { kind, ...more } as never })
    expect(await codeOf(hugging.list(feed, { order: 'popular', cursor: null }, signal))).toMatchObject({
      code: 'hub-changed',
    })
  })

  it.each(['items', 'modelVersions', 'metadata', 'type'])('CivitAI: without %s', async (field) => {
    const feed = civitai.feeds(families)[0]
    if (!feed) throw new Error('no feed')
    hub.faults.add({ path: '^/api/v1/models', effect: { kind: 'rename-field', field, to: 'other' } })
    expect(await codeOf(civitai.list(feed, { order: 'popular', cursor: null }, signal))).toMatchObject({
      code: 'hub-changed',
    })
  })

  it('one odd record of many is skipped and counted', async () => {
    const feed = hugging.feeds(families).find(({ name }) => name === 'huggingface/gguf')
    const [id, record] = [...hub.huggingface.records].find(([, { tags }]) => tags.includes('gguf')) ?? []
    if (!feed || !id || !record) throw new Error('no record')
    hub.huggingface.records.set(id, { ...record, downloads: 'lots' as never })
    let odd = 0
    let cursor: string | null = null
    do {
      const page: Page = await hugging.list(feed, { order: 'stable', cursor }, signal)
      expect(page.models.some((model) => model.sourceId === id)).toBe(false)
      odd += page.skipped['odd-shape'] ?? 0
      cursor = page.next
    } while (cursor !== null)
    expect(odd).toBe(1)
  })
})

describe('one model', () => {
  it('HuggingFace: sizes and hashes of every file, the card without its front matter', async () => {
    const { model, details } = await detailed(hugging, 'stabilityai/sdxl-turbo')
    const unet = model.artifacts
      .flatMap(({ files }) => files)
      .find(({ path }) => /unet\/.*\.safetensors$/.test(path))
    expect(unet?.sizeBytes).toBeGreaterThan(1e9)
    expect(unet?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(details.description).toMatchObject({ markup: 'markdown' })
    expect(details.description?.text).toMatch(/^# sdxl-turbo/)
    const readme = hub.log.find(({ path }) => path.endsWith('README.md'))
    expect(readme?.path).toContain(`/resolve/${model.revision}/`)
  })

  it('HuggingFace: follows a rename to the new id', async () => {
    hub.huggingface.renamed.set('old/name', 'stabilityai/sdxl-turbo')
    const { model } = await detailed(hugging, 'old/name')
    expect(model.id).toBe('huggingface:stabilityai/sdxl-turbo')
  })

  it('HuggingFace: a gated card is left out, the rest shows', async () => {
    const record = hub.huggingface.records.get('stabilityai/sdxl-turbo')
    if (!record) throw new Error('no record')
    hub.huggingface.records.set(record.id, { ...record, gated: 'manual' })
    const { model, details } = await detailed(hugging, record.id)
    expect([model.gated, details.description]).toEqual(['manual', null])
  })

  it('CivitAI: all versions, pictures of every level, and a version by itself', async () => {
    const record = [...hub.civitai.records.values()].find(({ modelVersions }) => modelVersions.length > 2)
    if (!record) throw new Error('no record')
    const { model, details } = await detailed(civitai, String(record.id))
    expect(model.sourceId).toBe(String(record.id))
    expect(details.versions.map(({ id }) => id)).toEqual(record.modelVersions.map(({ id }) => String(id)))
    const [version] = record.modelVersions
    const alone = await civitai.files(String(record.id), { signal, revision: String(version?.id) })
    expect(new Set(alone.artifacts.map((artifact) => artifact.version?.id))).toEqual(
      new Set([String(version?.id)]),
    )
    expect(await modelOfVersion(String(version?.id), { http, baseUrl: () => hub.url, signal })).toBe(
      String(record.id),
    )
  })

  it.each([
    ['huggingface', 'nobody/nothing'],
    ['civitai', '1'],
  ] as const)('%s: what is gone is not found', async (source, id) => {
    const asked = source === 'huggingface' ? hugging : civitai
    expect(await codeOf(asked.details(id, { signal }))).toMatchObject({ code: 'not-found' })
  })
})

it('searches both hubs by words and by author', async () => {
  const asked = { words: '', author: null, types: [], baseModels: [] }
  const found = await hugging.search({ ...asked, words: 'tinyllama' }, families, signal)
  expect(found.length).toBeGreaterThan(0)
  expect(found.every(({ name, author }) => `${author}/${name}`.toLowerCase().includes('tinyllama'))).toBe(
    true,
  )
  const models = await civitai.search({ ...asked, words: 'dream' }, families, signal)
  expect(models.length).toBeGreaterThan(0)
  const nobody = { ...asked, author: 'nobody-bears-this-name' }
  expect(await civitai.search(nobody, families, signal)).toEqual([])
  expect(await hugging.search(nobody, families, signal)).toEqual([])
  const [author] = models.flatMap((model) => model.author ?? [])
  const theirs = await civitai.search({ ...asked, author: author ?? null }, families, signal)
  expect(new Set(theirs.map((model) => model.author))).toEqual(new Set([author]))
})
