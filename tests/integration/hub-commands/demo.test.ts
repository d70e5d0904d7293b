/** The demo hub holds what it says: its small models are listed, judged, and their bytes are what the hub promises. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCivitaiSource } from '#core/catalog/sources/civitai/source'
import { createHuggingFaceSource } from '#core/catalog/sources/huggingface/source'
import { readGgufShape } from '#core/catalog/sources/huggingface/gguf-shape'
import { createHttp, type Http } from '#core/http/http'
import { loadFamilies } from '#core/workers/families'
import { checkModelCompatibility } from '#domain/compatibility'
import { whatIfWorker } from '#domain/what-if'
import { createDemoHub, DEMO_TOKEN, type DemoHub } from '../../hub/demo-hub.ts'
import { demoModels } from '../../hub/demo-models.ts'

const { signal } = new AbortController()
const families = loadFamilies()
const workers = ['llm-worker-rbee-cpu', 'sd-worker-rbee-cpu'].flatMap(
  (id) => whatIfWorker(id, families) ?? [],
)
/** Two layers, two of four heads of 16 values for keys and for values. */
const tinyLlama = {
  layers: 2,
  groups: [{ layers: 2, valuesPerToken: 64, window: null }],
  fixedValues: 0,
  contextLength: 4096,
}
const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
let hub: DemoHub
let http: Http

beforeAll(async () => {
  hub = await createDemoHub()
  http = createHttp({
    userAgent: 'test',
    hubs: () => [
      { source: 'huggingface', baseUrl: hub.url, token: DEMO_TOKEN },
      { source: 'civitai', baseUrl: hub.url, token: null },
    ],
    proxy: () => null,
    offline: () => false,
  })
})
afterAll(async () => {
  await http.dispose()
  await hub.dispose()
})

it.each(demoModels().huggingface.map(({ id }) => id))('%s', async (id) => {
  const model = await createHuggingFaceSource({ http, baseUrl: () => hub.url, families }).files(id, {
    signal,
  })
  expect(checkModelCompatibility(model, workers).compatible).toBe(true)
  for (const { path, sizeBytes, sha256 } of model.artifacts.flatMap(({ files }) => files)) {
    if (path === 'README.md') continue
    const answer = await http.bytes({ url: `${hub.url}/${id}/resolve/${model.revision}/${path}`, signal })
    const bytes = answer.kind === 'fresh' ? answer.value : Buffer.alloc(0)
    expect([path, bytes.length]).toEqual([path, sizeBytes])
    expect([path, sha256 ?? digest(bytes)]).toEqual([path, digest(bytes)])
  }
})

it.each(demoModels().civitai.map(({ id }) => id))('civitai %s', async (id) => {
  const source = createCivitaiSource({ http, baseUrl: () => hub.url, nsfw: () => false })
  const model = await source.files(String(id), { signal })
  expect(checkModelCompatibility(model, workers).compatible).toBe(true)
  const [artifact] = model.artifacts
  const [file] = artifact?.files ?? []
  const url = `${hub.url}/api/download/models/${artifact?.version?.id}?fileId=${file?.hubId}`
  const answer = await http.bytes({ url, signal })
  const bytes = answer.kind === 'fresh' ? answer.value : Buffer.alloc(0)
  expect(digest(bytes)).toBe(file?.sha256)
  expect(bytes.length).toBe(file?.sizeBytes)
})

it('tells the shape of a model from config.json, or from the header of a GGUF file, without its weights', async () => {
  const source = createHuggingFaceSource({ http, baseUrl: () => hub.url, families })
  const plain = await source.files('rbee-demo/tiny-llama', { signal })
  expect(plain.shape).toEqual(tinyLlama)
  const quantised = await source.files('rbee-demo/tiny-llama-GGUF', { signal })
  expect(quantised.shape).toBeUndefined()
  const [first] = quantised.artifacts
  if (!first) throw new Error('no artifact')
  const bytesBefore = hub.log.length
  expect(await readGgufShape(quantised, first, { http, baseUrl: () => hub.url, signal })).toEqual({
    ...tinyLlama,
    groups: [{ layers: 2, valuesPerToken: 128, window: null }],
  })
  expect(hub.log.slice(bytesBefore).every(({ headers }) => headers.range === 'bytes=0-1999999')).toBe(true)
  const gone = { ...first, files: [{ path: 'no.gguf', sizeBytes: 1, sha256: null, hubId: null }] }
  await expect(
    readGgufShape(quantised, gone, { http, baseUrl: () => hub.url, signal }),
  ).rejects.toMatchObject({ failure: { code: 'not-found' } })
})

it('says no size that nobody recorded', async () => {
  const source = createHuggingFaceSource({ http, baseUrl: () => hub.url, families })
  const model = await source.files('meta-llama/Llama-3.2-3B-Instruct', { signal })
  expect(model.artifacts.map(({ sizeBytes }) => sizeBytes)).toEqual([null])
})
