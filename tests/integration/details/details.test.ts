import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CatalogDetails } from '#contract/catalog-details'
import { createDetails, type Details } from '#core/catalog/details/details'
import { createFileCache, type FileCache } from '#core/catalog/details/file-cache'
import { createPictures, pictureType, sized } from '#core/catalog/details/pictures'
import { createCivitaiSource } from '#core/catalog/sources/civitai/source'
import { createHuggingFaceSource } from '#core/catalog/sources/huggingface/source'
import { loadFamilies } from '#core/workers/families'
import { checkModelCompatibility } from '#domain/compatibility'
import type { ContentLevel } from '#domain/content-level'
import { eightWorkers } from '../../helpers/catalog.ts'
import { createMemoryStore, type MemoryStore } from '../sync/memory-store.ts'
import { createWorld, type World } from '../sync/world.ts'

const { signal } = new AbortController()
let folder: string
let store: MemoryStore
let world: World
let cache: FileCache
let level: ContentLevel
let now: number
let details: Details

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'details-'))
  store = createMemoryStore()
  world = await createWorld({ store })
  level = 'hide'
  now = Date.now()
  details = open()
})
afterEach(async () => {
  await world.dispose()
  await rm(folder, { recursive: true })
})

function open(): Details {
  const { http, hub } = world
  const baseUrl = () => hub.url
  cache = createFileCache({ dir: join(folder, 'details'), maxBytes: 1e6 })
  return createDetails({
    store,
    sources: [
      createHuggingFaceSource({ http, baseUrl, families: loadFamilies() }),
      createCivitaiSource({ http, baseUrl, nsfw: () => false }),
    ],
    cache,
    pictures: createPictures({
      http,
      cache: createFileCache({ dir: join(folder, 'pictures'), maxBytes: 20_000 }),
    }),
    contentLevel: () => level,
    baseUrl,
    now: () => now,
  })
}
const get = (id: string, refresh = false) => details.get(id, { refresh, signal })
const pull = () => world.hub.faults.add({ path: '.', effect: { kind: 'drop', afterBytes: 0 } })
const TURBO = 'huggingface:stabilityai/sdxl-turbo'

describe('a model page', () => {
  it('has everything, crosses the contract as it is, and goes into the catalog', async () => {
    const page = await get(TURBO)
    expect(CatalogDetails.parse(page)).toEqual(page)
    expect(page).toMatchObject({
      failure: null,
      fetchedAt: now,
      details: { description: { markup: 'markdown' } },
      links: { page: 'https://huggingface.co/stabilityai/sdxl-turbo' },
    })
    expect(page.links.assets).toBe(`${world.hub.url}/stabilityai/sdxl-turbo/resolve/${page.model.revision}/`)
    expect(store.models.get(TURBO)?.model).toEqual(page.model)
  })

  it('is kept: shown at once again, and without a network after a restart', async () => {
    const first = await get(TURBO)
    const asked = world.hub.log.length
    expect(await get(TURBO)).toEqual(first)
    expect(world.hub.log.length).toBe(asked)
    pull()
    details = open()
    now += 3_600_000
    const offline = await get(TURBO)
    expect(offline).toEqual({ ...first, failure: { code: 'offline', host: new URL(world.hub.url).host } })
  })

  it('asks again with the tag of the last answer, and an unchanged one costs no body', async () => {
    const first = await get(TURBO)
    now += 3_600_000
    expect(await get(TURBO)).toEqual({ ...first, fetchedAt: now })
    expect(world.hub.log.at(-1)).toMatchObject({ path: '/api/models/stabilityai/sdxl-turbo', status: 304 })
  })

  it('without a network and never opened: the facts of the catalog, and why there is no more', async () => {
    await get(TURBO)
    await cache.clear()
    pull()
    expect(await get(TURBO)).toMatchObject({ details: null, fetchedAt: null, failure: { code: 'offline' } })
    await expect(get('huggingface:org/unknown')).rejects.toMatchObject({ failure: { code: 'offline' } })
  })

  it('of a model that is gone says so, and tells what was known of it', async () => {
    const before = await get(TURBO)
    world.hub.huggingface.records.delete('stabilityai/sdxl-turbo')
    const after = await get(TURBO, true)
    expect(after.model).toEqual({ ...before.model, unavailable: 'deleted' })
    expect(after.details).toEqual(before.details)
    expect(store.models.get(TURBO)?.model.unavailable).toBe('deleted')
    expect(checkModelCompatibility(after.model, eightWorkers()).compatible).toBe(false)
    await expect(get('huggingface:nobody/knows')).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  it('of a renamed model moves to the new name', async () => {
    await store.apply({
      feed: null,
      upsert: [{ ...(await get(TURBO)).model, id: 'huggingface:old/name', sourceId: 'old/name' }],
    })
    world.hub.huggingface.renamed.set('old/name', 'stabilityai/sdxl-turbo')
    expect((await get('huggingface:old/name')).model.id).toBe(TURBO)
    expect(store.models.has('huggingface:old/name')).toBe(false)
  })

  it('keeps the versions it knew when CivitAI answers without any', async () => {
    const record = [...world.hub.civitai.records.values()].find(
      ({ modelVersions }) => modelVersions.length > 1,
    )
    if (!record) throw new Error('no record')
    const first = await get(`civitai:${record.id}`)
    world.hub.civitai.records.set(record.id, { ...record, modelVersions: [] })
    const second = await get(`civitai:${record.id}`, true)
    expect(second.model.artifacts).toEqual(first.model.artifacts)
  })

  it('names the models it was made from', async () => {
    const record = [...world.hub.huggingface.records.values()].find(({ tags }) =>
      tags.some((tag) => /^base_model:[^:]+\/[^:]+$/.test(tag)),
    )
    const page = await get(`huggingface:${record?.id}`)
    expect(page.baseModels[0]).toMatchObject({
      known: false,
      page: expect.stringMatching(/^https:\/\/huggingface\.co\//) as string,
    })
  })
})

const picture = () =>
  details.handlers['catalog.picture']({ url: `${world.hub.cdnUrl}/pictures/one.png` }, { signal })

describe('pictures', () => {
  it('come through the app once, then from disk', async () => {
    const { hub } = world
    const first = await picture()
    expect(first.type).toBe('image/png')
    expect(pictureType(Buffer.from(first.base64, 'base64'))).toBe('image/png')
    pull()
    expect(await picture()).toEqual(first)
    expect(hub.log.filter(({ origin }) => origin === 'cdn')).toHaveLength(1)
  })

  it.each([
    ['https://tracker.example/pixel.png', 'bad-request'],
    ['http://10.0.0.1/x.png', 'bad-request'],
    ['file:///etc/passwd', 'bad-request'],
  ])('are not fetched from %s', async (url, code) => {
    await expect(details.handlers['catalog.picture']({ url }, { signal })).rejects.toMatchObject({
      failure: { code },
    })
  })

  it('must be bitmaps by their bytes, and not too large', async () => {
    const cdn = { origin: 'cdn', path: '.' } as const
    world.hub.faults.add({ ...cdn, times: 1, effect: { kind: 'html' } })
    await expect(picture()).rejects.toMatchObject({ failure: { code: 'not-found' } })
    world.hub.faults.add({ ...cdn, times: 1, effect: { kind: 'oversize', bytes: 9 * 1024 * 1024 } })
    await expect(picture()).rejects.toMatchObject({ failure: { code: 'too-large' } })
    expect(pictureType(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toBeNull()
  })

  it('ask CivitAI for the size that is shown, and for a still of a video', () => {
    const base = 'https://image.civitai.com/xG1nkqKTMzGDvpLrqFT7WA/4fd40408-f963-4d2d-8caa-8d3f176139cf'
    expect(sized(`${base}/original=true/28.jpeg`, 450)).toBe(`${base}/width=450/28.jpeg`)
    expect(sized(`${base}/width=450/28.jpeg`, 96)).toBe(`${base}/width=96/28.jpeg`)
    expect(sized(`${base}/original=true/28.mp4`, 450)).toBe(
      `${base}/anim=false,transcode=true,width=450/28.jpeg`,
    )
    expect(sized('https://huggingface.co/a/b/resolve/main/original=true/x.png', 450)).toContain(
      'original=true',
    )
  })

  it('of other levels than wanted do not reach the page', async () => {
    const record = [...world.hub.civitai.records.values()].find(
      ({ modelVersions }) => (modelVersions[0]?.images?.length ?? 0) > 1,
    )
    const [version] = record?.modelVersions ?? []
    const [a, b] = version?.images ?? []
    if (!record || !version || !a || !b) throw new Error('no record')
    const images = [
      { ...a, url: 'https://image.civitai.com/a.jpeg', nsfwLevel: 1 },
      { ...b, url: 'https://image.civitai.com/b.jpeg', nsfwLevel: 8 },
      { ...b, url: 'https://image.civitai.com/c.jpeg', nsfwLevel: 32 },
    ]
    world.hub.civitai.records.set(record.id, { ...record, modelVersions: [{ ...version, images }] })
    const shown = async () =>
      (await get(`civitai:${record.id}`)).details?.versions[0]?.previews.map(({ nsfwLevel }) => nsfwLevel)
    expect(await shown()).toEqual([1])
    level = 'blur'
    expect(await shown()).toEqual([1, 8])
    level = 'show'
    expect(await shown()).toEqual([1, 8])
  })
})

describe('the cache on disk', () => {
  it('stays below its limit, drops what was used longest ago, and survives strangers and crashes', async () => {
    const dir = join(folder, 'cache')
    let clock = 1_000_000
    const open1 = () => createFileCache({ dir, maxBytes: 1000, now: () => (clock += 1000) })
    const one = open1()
    for (const key of ['a', 'b', 'c']) await one.put(key, Buffer.alloc(300, key))
    await one.get('a')
    await one.put('d', Buffer.alloc(300, 'd'))
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => (await one.get(key)) !== null))).toEqual(
      [true, false, true, true],
    )
    await one.put('huge', Buffer.alloc(2000))
    expect(await one.get('huge')).toBeNull()
    await writeFile(join(dir, 'half-written.tmp'), 'x')
    const names = (await readdir(dir)).filter((name) => !name.endsWith('.tmp'))
    await utimes(join(dir, names[0] ?? ''), 1, 1)
    const two = open1()
    expect(await two.sizeBytes()).toBe(900)
    expect(await readdir(dir)).not.toContain('half-written.tmp')
    await rm(join(dir, names[1] ?? ''))
    expect((await Promise.all(['a', 'c', 'd'].map((key) => two.get(key)))).filter(Boolean)).toHaveLength(2)
    await two.clear()
    expect(await two.sizeBytes()).toBe(0)
  })
})
