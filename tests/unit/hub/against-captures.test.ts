/** The loopback hub is held against real answers: where it differs from them, tests against it prove nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Effect } from '../../hub/faults.ts'
import { recordedHuggingFace, rawCapture } from '../../hub/fixtures.ts'
import { createHub, type Hub } from '../../hub/hub.ts'

interface Captured {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

let hub: Hub
beforeAll(async () => {
  const records = recordedHuggingFace()
  const template = records[0]
  if (!template) throw new Error('the fixtures have changed')
  hub = await createHub({
    huggingface: [
      ...records,
      { ...template, id: 'google/gemma-2-2b-it', _id: 'a'.repeat(24), gated: 'manual' },
      { ...template, id: 'owner/repo', _id: 'b'.repeat(24), gated: 'manual' },
      { ...template, id: 'owner/disabled', _id: 'c'.repeat(24), disabled: true },
    ],
    huggingfaceTokens: {
      hf_plain: { name: 'plain', gated: false },
      hf_granted: { name: 'granted', gated: true },
    },
    quotas: { api: 500, resolvers: 3000, pages: 100 },
  })
  hub.huggingface.renamed.set('bert-base-uncased', 'google-bert/bert-base-uncased')
})
afterAll(() => hub.dispose())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(hub.url + path, { headers, redirect: 'manual' })
const getJson = async (path: string): Promise<unknown> => (await get(path)).json()
const captured = (name: string): Captured => JSON.parse(rawCapture(`huggingface/${name}.json`)) as Captured

describe('HuggingFace: errors', () => {
  const cases: [capture: string, path: string, headers?: Record<string, string>][] = [
    ['error__400-invalid-sort', '/api/models?sort=trending'],
    ['error__400-invalid-expand', '/api/models?limit=1&expand[]=bogus'],
    ['error__401-invalid-token', '/api/models/google/gemma-2-2b-it', { authorization: 'Bearer hf_revoked' }],
    ['error__401-repo-not-found-anonymous', '/api/models/zzznotanowner9f3/zzznotarepo9f3'],
    ['error__401-gated-anonymous', '/google/gemma-2-2b-it/resolve/main/README.md'],
    [
      'error__403-gated-not-in-list',
      '/owner/repo/resolve/main/README.md',
      { authorization: 'Bearer hf_plain' },
    ],
    ['error__403-disabled', '/owner/disabled/resolve/main/README.md'],
    [
      'error__404-repo-not-found-authenticated',
      '/api/models/owner/missing',
      { authorization: 'Bearer hf_plain' },
    ],
  ]
  it.each(cases)('%s', async (name, path, headers) => {
    const real = captured(name)
    const response = await get(path, headers)
    expect(response.status).toBe(real.status)
    for (const header of ['x-error-code', 'x-error-message', 'content-type', 'www-authenticate'])
      expect([header, response.headers.get(header)]).toEqual([header, real.headers[header] ?? null])
    const body = await response.text()
    expect(typeof real.body === 'string' ? body : JSON.parse(body)).toEqual(real.body)
  })

  it('answers every request with the rate limit headers, and 429 beyond them', async () => {
    const real = captured('error__429-rate-limited')
    await using small = await createHub({ huggingface: [], civitai: [], quotas: { api: 1 } })
    const first = await fetch(`${small.url}/api/models`)
    expect(first.headers.get('ratelimit')).toMatch(/^"api";r=0;t=\d+$/)
    expect(first.headers.get('ratelimit-policy')).toBe('"fixed window";"api";q=1;w=300')
    const second = await fetch(`${small.url}/api/models`)
    expect(second.status).toBe(real.status)
    expect(await second.text()).toBe(real.body)
  })
})

const shapeOf = (value: object): string[] => Object.keys(value).toSorted()

describe('HuggingFace: shapes', () => {
  it('lists items with the keys of a real page, absent where unknown', async () => {
    const real = JSON.parse(rawCapture('huggingface/list__trending-limit15__2026-08.json')) as object[]
    const possible = new Set(real.flatMap((item) => Object.keys(item)))
    const page = (await getJson('/api/models?limit=200')) as Record<string, unknown>[]
    for (const item of page) {
      expect(Object.keys(item).filter((key) => !possible.has(key))).toEqual([])
      for (const key of ['_id', 'id', 'modelId', 'tags', 'createdAt', 'private'])
        expect(item).toHaveProperty(key)
      expect(Object.values(item)).not.toContain(null)
    }
    expect(page.some((item) => !('pipeline_tag' in item))).toBe(true)
    expect(page.some((item) => !('library_name' in item))).toBe(true)
  })

  it('full=true adds what the real one adds', async () => {
    const [real] = JSON.parse(rawCapture('huggingface/list-full__search-Mellum2__one-item.json')) as [object]
    const [item] = (await getJson(
      '/api/models?full=true&filter=safetensors&pipeline_tag=text-generation&limit=1',
    )) as [object]
    expect(shapeOf(item).filter((key) => key !== 'disabled')).toEqual(shapeOf(real))
  })

  it('expand gives the named properties, _id and id, and no modelId', async () => {
    const [real] = JSON.parse(rawCapture('huggingface/list-expand__search-qwen3.8__2026-09.json')) as [object]
    expect(real).not.toHaveProperty('modelId')
    const [item] = (await getJson('/api/models?expand=likes&expand[]=siblings&filter=gguf&limit=1')) as [
      object,
    ]
    expect(shapeOf(item)).toEqual(['_id', 'id', 'likes', 'siblings'])
    expect((await get('/api/models?expand=likes&full=true')).status).toBe(400)
  })

  it.each([
    ['model-info__google-bert__bert-base-uncased.json', '/api/models/google-bert/bert-base-uncased'],
    ['model-info__ggml-org__gemma-3-1b-it-GGUF.json', '/api/models/ggml-org/gemma-3-1b-it-GGUF'],
    ['model-info-blobs__stabilityai__sdxl-turbo.json', '/api/models/stabilityai/sdxl-turbo?blobs=true'],
  ])('model info has the facts of %s', async (file, path) => {
    const real = JSON.parse(rawCapture(`huggingface/${file}`)) as Record<string, unknown>
    const item = (await getJson(path)) as Record<string, unknown>
    for (const key of ['id', 'sha', 'tags', 'gated', 'lastModified', 'downloads', 'pipeline_tag'])
      expect([key, item[key]]).toEqual([key, real[key]])
    const siblings = item['siblings'] as object[]
    for (const sibling of real['siblings'] as object[]) expect(siblings).toContainEqual(sibling)
  })

  it('names trees like the real one: content hash in lfs.oid, another xetHash', async () => {
    const [, , real] = JSON.parse(
      rawCapture('huggingface/tree__google-bert__bert-base-uncased__dd4bc8b.json'),
    ) as [object, object, object]
    const tree = (await getJson('/api/models/stabilityai/sdxl-turbo/tree/main?recursive=true')) as {
      path: string
    }[]
    const weights = tree.find(({ path }) => path === 'unet/diffusion_pytorch_model.safetensors')
    expect(shapeOf(weights ?? {})).toEqual(shapeOf(real))
  })

  it('pages by a cursor in Link, on the real host, to the end and without repeats', async () => {
    const real = rawCapture('huggingface/list__link-header__2026-09.txt')
    const shape =
      /^<https:\/\/huggingface\.co\/api\/models\?[^>]*cursor=[A-Za-z0-9+/%]+(=|%3D)*>; rel="next"$/
    expect(real.trim().replace(/^link: /, '')).toMatch(shape)
    const ids: string[] = []
    let query: string | null = '?filter=gguf&sort=downloads&limit=50'
    while (query !== null) {
      const response = await get(`/api/models${query}`)
      ids.push(...((await response.json()) as { id: string }[]).map(({ id }) => id))
      const link: string | null = response.headers.get('link')
      expect(link ?? real.trim().replace(/^link: /, '')).toMatch(shape)
      query = link === null ? null : new URL(link.slice(1, link.indexOf('>'))).search
    }
    const all = (await getJson('/api/models?filter=gguf&limit=1000')) as { id: string }[]
    expect(ids.length).toBeGreaterThan(250)
    expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
  })

  it('redirects old names and other letter case with a relative Location', async () => {
    for (const name of ['bert-base-uncased', 'Google-BERT/bert-base-uncased']) {
      const response = await get(`/api/models/${name}`)
      expect([response.status, response.headers.get('location')]).toEqual([
        307,
        '/api/models/google-bert/bert-base-uncased',
      ])
    }
  })

  it('tags answers weakly and honours If-None-Match', async () => {
    const first = await get('/api/models/stabilityai/sdxl-turbo')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[0-9a-f]+-[\w-]{27}"$/)
    expect((await get('/api/models/stabilityai/sdxl-turbo', { 'if-none-match': etag })).status).toBe(304)
  })
})

describe('CivitAI', () => {
  type Page = { items: Record<string, unknown>[]; metadata: Record<string, unknown> }

  it('pages by cursor, short pages and all, until nextCursor is absent', async () => {
    const real = JSON.parse(rawCapture('civitai/models-list.cursor-page.2025.json')) as Page
    const first = (await getJson('/api/v1/models?limit=3&types=Checkpoint')) as Page
    expect(shapeOf(first.metadata)).toEqual(shapeOf(real.metadata))
    expect(String(first.metadata['nextCursor']).split('|')).toHaveLength(3)
    const ids: unknown[] = []
    let cursor = ''
    do {
      const suffix = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page = (await getJson(`/api/v1/models?limit=25&types=Checkpoint&nsfw=true${suffix}`)) as Page
      ids.push(...page.items.map(({ id }) => id))
      cursor = (page.metadata['nextCursor'] as string | undefined) ?? ''
    } while (cursor !== '')
    // One of the 112 has no file in any version: the real list leaves such models out, too.
    expect(ids).toHaveLength(111)
    expect(new Set(ids).size).toBe(111)
  })

  it('ignores page, cuts versions down to the base model, and drops commas and unknown tags silently', async () => {
    const first = (await getJson('/api/v1/models?limit=5')) as Page
    const second = (await getJson('/api/v1/models?limit=5&page=2')) as Page
    expect(second.items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id))
    expect(second.metadata).toMatchObject({ currentPage: 2, pageSize: 5 })
    const cut = (await getJson('/api/v1/models?baseModels=SDXL%201.0&nsfw=true')) as Page
    for (const { modelVersions } of cut.items)
      for (const { baseModel } of modelVersions as { baseModel: string }[]) expect(baseModel).toBe('SDXL 1.0')
    expect(cut.items.some(({ baseModels }) => (baseModels as string[]).length > 1)).toBe(true)
    expect(((await getJson('/api/v1/models?baseModels=SDXL%201.0,SD%201.5')) as Page).items).toEqual([])
    expect(((await getJson('/api/v1/models?tag=nosuchtag&limit=5')) as Page).items).toHaveLength(5)
  })

  const real = JSON.parse(rawCapture('civitai/errors.json')) as {
    endpoint: string
    status: number
    body: unknown
  }[]
  it.each([
    ['GET /api/v1/models/{id}', '/api/v1/models/0'],
    ['GET /api/v1/model-versions/{id} and /by-hash/{hash}', '/api/v1/model-versions/1'],
    ['GET /api/v1/models?query=x&page=2', '/api/v1/models?query=x&page=2'],
    ['GET /api/v1/models?page=11&limit=100', '/api/v1/models?page=11&limit=100'],
    ['GET /api/v1/models?cursor=<from another sort>', '/api/v1/models?cursor=12'],
    ['GET /api/v1/models?username=nobody', '/api/v1/models?username=nobody'],
    ['GET /api/v1/models?favorites=true', '/api/v1/models?favorites=true'],
  ])('refuses like %s', async (endpoint, path) => {
    const expected = real.find((one) => one.endpoint === endpoint)
    const response = await get(path)
    expect([response.status, await response.json()]).toEqual([expected?.status, expected?.body])
  })

  it.each([
    'types=Checkpoint,LORA',
    'types=Lora',
    'sort=newest',
    'nsfw=None',
    'limit=101',
    'allowNoCredit=true',
  ])('answers 400 with an error object to %s', async (query) => {
    const response = await get(`/api/v1/models?${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { name: 'ZodError' } })
  })

  it('shows a model by id without empty fields and with every level of pictures', async () => {
    const known = JSON.parse(rawCapture('civitai/model-by-id.2833924.2026-08.json')) as Page['items'][number]
    const [version] = known['modelVersions'] as [object]
    expect(Object.values(version)).not.toContain(null)
    const item = (await getJson('/api/v1/models/43331')) as Page['items'][number]
    for (const one of item['modelVersions'] as Record<string, unknown>[]) {
      expect(Object.values(one)).not.toContain(null)
      for (const image of (one['images'] ?? []) as object[]) expect(image).not.toHaveProperty('id')
    }
  })
})

const during = async (effect: Effect) => {
  const remove = hub.faults.add({ path: '^/api/models\\?', effect })
  try {
    return await (await get('/api/models?limit=2')).text()
  } finally {
    remove()
  }
}

describe('faults', () => {
  it('meets the requests it names, so often and no more', async () => {
    const remove = hub.faults.add({
      path: '^/api/models\\?',
      after: 1,
      times: 1,
      effect: { kind: 'rate-limit', retryAfter: 7 },
    })
    const statuses = []
    for (let count = 0; count < 3; count += 1) statuses.push((await get('/api/models?limit=1')).status)
    expect(statuses).toEqual([200, 429, 200])
    remove()
  })

  it('cuts, slows, and changes shapes', async () => {
    await expect(during({ kind: 'drop', afterBytes: 20 })).rejects.toThrow('terminated')
    await expect(during({ kind: 'drop', afterBytes: 0 })).rejects.toThrow('fetch failed')
    const before = Date.now()
    await during({ kind: 'slow', bytesPerSecond: 4000 })
    expect(Date.now() - before).toBeGreaterThan(50)
    expect(await during({ kind: 'rename-field', field: 'tags', to: 'labels' })).toContain('"labels":[')
    expect(await during({ kind: 'html' })).toMatch(/^<!doctype/)
    expect(await during({ kind: 'truncated' })).not.toMatch(/\]$/)
  })

  it('serves real pictures from the second origin', async () => {
    const { items } = (await getJson('/api/v1/models?limit=1')) as {
      items: { modelVersions: { images: { url: string }[] }[] }[]
    }
    const url = items[0]?.modelVersions[0]?.images[0]?.url ?? ''
    expect(url.startsWith(hub.cdnUrl)).toBe(true)
    const picture = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
  })
})
