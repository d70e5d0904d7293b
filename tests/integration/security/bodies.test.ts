/** Answers of a hub that are made to fill the memory, or to change what every object inherits. */
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGzip } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { FailureError } from '#contract/failure'
import { createHttp, type Http } from '#core/http/http'
import { createCivitaiSource } from '#core/catalog/sources/civitai/source'
import { createHuggingFaceSource } from '#core/catalog/sources/huggingface/source'
import { loadFamilies } from '#core/workers/families'
import { isPolluted } from './fuzz/guarded.ts'

const MIB = 1024 * 1024
type Answer = (response: ServerResponse) => void

let http: Http
let url: string
let close: () => Promise<void>
let answer: Answer

beforeEach(async () => {
  const server = createServer((_request, response) => answer(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = async () => {
    server.closeAllConnections()
    await once(server.close(), 'close')
  }
  http = createHttp({
    userAgent: 'test',
    hubs: () => [{ source: 'huggingface', baseUrl: url, token: null }],
    proxy: () => null,
    offline: () => false,
    sleep: async () => {},
  })
})
afterEach(async () => {
  await http.dispose()
  await close()
})

/** What the question ends with, and how much more memory was in use at most on the way. */
async function ask(): Promise<{ code: string; growthMiB: number }> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
  try {
    await http.json({ url: `${url}/api/models`, schema: z.unknown(), signal: AbortSignal.timeout(15_000) })
    return { code: 'taken', growthMiB: 0 }
  } catch (error) {
    if (!(error instanceof FailureError)) throw error
    return { code: error.failure.code, growthMiB: (most - before) / MIB }
  } finally {
    clearInterval(watch)
  }
}

const piece = Buffer.alloc(MIB, ' ')

function pour(response: NodeJS.WritableStream & { readonly destroyed?: boolean }, pieces: number): void {
  let left = pieces
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1
      if (!response.write(piece)) return void response.once('drain', more)
    }
    response.end()
  }
  more()
}

test.each<[string, Answer]>([
  [
    'a JSON answer of 100 MB that says so',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 * MIB })
      pour(response, 100)
    },
  ],
  [
    'a JSON answer of 400 MB that does not say so',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      pour(response, 400)
    },
  ],
  [
    'a gzip of 400 MB of blanks',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      const gzip = createGzip({ level: 9 })
      gzip.pipe(response)
      response.on('close', () => gzip.destroy())
      pour(gzip, 400)
    },
  ],
])('%s is left at the limit', async (_what, made) => {
  answer = made
  const { code, growthMiB } = await ask()
  expect(code).toBe('too-large')
  expect(growthMiB).toBeLessThan(220)
})

test('deeply nested JSON fails as data', async () => {
  answer = (response) => response.end('['.repeat(200_000) + ']'.repeat(200_000))
  const failed = http.json({
    url: `${url}/api/models`,
    schema: z.array(z.object({ id: z.string() })),
    signal: AbortSignal.timeout(15_000),
  })
  await expect(failed).rejects.toMatchObject({ failure: { code: 'hub-changed' } })
})

const poison =
  '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true}'

test('keys that name prototypes change none, wherever they stand in a hub’s answer', async () => {
  const record = `{"_id":"1","id":"org/name","author":"org","sha":"a","lastModified":"2026-01-01T00:00:00.000Z","createdAt":"2026-01-01T00:00:00.000Z","downloads":1,"likes":1,"private":false,"gated":false,"tags":["gguf","__proto__"],"pipeline_tag":"text-generation","library_name":"transformers","config":{${poison}},"gguf":{"total":1,"architecture":"__proto__",${poison}},"safetensors":{"parameters":{"__proto__":1,"constructor":2},"total":3},"cardData":{"license":"__proto__",${poison}},"siblings":[{"rfilename":"__proto__","size":1,${poison}},{"rfilename":"model.gguf","size":5}],${poison}}`
  answer = (response) => {
    response.setHeader('content-type', 'application/json')
    response.end(response.req.url?.startsWith('/api/models?') ? `[${record}]` : record)
  }
  const source = createHuggingFaceSource({ http, baseUrl: () => url, families: loadFamilies() })
  const { signal } = new AbortController()
  const outcome = await source.files('org/name', { signal }).then(
    (model) => model.name,
    (error: unknown) => (error instanceof FailureError ? error.failure.code : `thrown: ${String(error)}`),
  )
  expect(['name', 'hub-changed']).toContain(outcome)
  expect(isPolluted()).toBe(false)
})

test('nor in CivitAI’s: a list, a model, and a version of it', async () => {
  const version = `{"id":20,"modelId":10,"name":"__proto__","baseModel":"__proto__","trainedWords":["__proto__"],"stats":{${poison}},"model":{"name":"constructor","type":"Checkpoint",${poison}},"files":[{"id":1,"name":"__proto__.safetensors","type":"Model","sizeKB":1,"metadata":{"format":"SafeTensor",${poison}},"hashes":{"SHA256":"__proto__",${poison}},${poison}}],"images":[{"url":"https://image.civitai.com/__proto__/1.jpeg","nsfwLevel":1,${poison}}],${poison}}`
  const record = `{"id":10,"name":"constructor","type":"Checkpoint","tags":["__proto__"],"creator":{"username":"__proto__",${poison}},"stats":{${poison}},"modelVersions":[${version}],${poison}}`
  answer = (response) => {
    const path = response.req.url ?? ''
    const body = path.includes('/model-versions/') ? version : record
    response.setHeader('content-type', 'application/json')
    response.end(
      path.startsWith('/api/v1/models?')
        ? `{"items":[${record}],"metadata":{"nextCursor":null,${poison}},${poison}}`
        : body,
    )
  }
  const source = createCivitaiSource({ http, baseUrl: () => url, nsfw: () => false })
  const { signal } = new AbortController()
  const [feed] = source.feeds(loadFamilies())
  if (!feed) throw new Error('there is no list to ask for')
  const { models } = await source.list(feed, { order: 'popular', cursor: null }, signal)
  const known = await source.details('10', { signal })
  const one = await source.files('10', { signal, revision: '20' })
  expect([models[0]?.name, known?.model.author, one.sourceId]).toEqual(['constructor', '__proto__', '10'])
  expect(isPolluted()).toBe(false)
})
