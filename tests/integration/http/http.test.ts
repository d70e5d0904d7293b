import { createServer } from 'node:http'
import { once } from 'node:events'
import { connect, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { FailureError } from '#contract/failure'
import type { Hub as HubConfig } from '#core/http/hubs'
import { createHttp, type Http, type HttpDeps } from '#core/http/http'
import type { Effect } from '../../hub/faults.ts'
import { recordedHuggingFace } from '../../hub/fixtures.ts'
import { createHub, type Hub } from '../../hub/hub.ts'

const Models = z.array(z.object({ id: z.string(), tags: z.array(z.string()) }))

let hub: Hub
let http: Http
let slept: number[]

beforeEach(async () => {
  slept = []
  hub = await createHub({
    huggingface: recordedHuggingFace().slice(0, 20),
    civitai: [],
    huggingfaceTokens: { hf_secret: { name: 'me', gated: true } },
  })
  http = client()
})
afterEach(async () => {
  await http.dispose()
  await hub.dispose()
})

function client(deps: Partial<HttpDeps> = {}, config: Partial<HubConfig> = {}): Http {
  return createHttp({
    userAgent: 'rbee-marketplace/0 (test)',
    hubs: () => [{ source: 'huggingface', baseUrl: hub.url, token: null, ...config }],
    proxy: () => null,
    offline: () => false,
    now: () => Date.now() + slept.reduce((sum, ms) => sum + ms, 0),
    sleep: async (ms, signal) => {
      signal.throwIfAborted()
      slept.push(Math.round(ms))
    },
    ...deps,
  })
}

const never = new AbortController().signal
const list = (more: object = {}) =>
  http.json({ url: `${hub.url}/api/models?limit=5`, schema: Models, signal: never, ...more })
const fault = (effect: Effect, times = Infinity) => hub.faults.add({ path: '^/api/models', times, effect })
const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof FailureError)) throw new Error('no failure', { cause: error })
  return error.failure
}

describe('answers', () => {
  it('parses a packed answer and tolerates unknown fields', async () => {
    const answer = await list()
    expect(answer).toMatchObject({ kind: 'fresh', value: expect.any(Array) as unknown })
    expect(hub.log[0]?.headers).toMatchObject({ 'user-agent': 'rbee-marketplace/0 (test)' })
    expect(hub.log[0]?.headers['accept-encoding']).toContain('gzip')
  })

  it('asks again with the tag and gets no body for an unchanged answer', async () => {
    const first = await list()
    if (first.kind !== 'fresh') throw new Error('not fresh')
    expect(await list({ etag: first.etag })).toEqual({ kind: 'unchanged' })
    expect(hub.log[1]).toMatchObject({ status: 304 })
  })

  it('refuses too much, also where little was announced', async () => {
    fault({ kind: 'oversize', bytes: 3_000_000 })
    expect(await failure(list({ maxBytes: 1_000_000 }))).toEqual({ code: 'too-large', limitBytes: 1_000_000 })
    expect(await failure(list({ maxBytes: 1_000_000, headers: { 'accept-encoding': 'identity' } }))).toEqual({
      code: 'too-large',
      limitBytes: 1_000_000,
    })
  })

  it.each<[Effect, RegExp]>([
    [{ kind: 'html' }, /not JSON/],
    [{ kind: 'truncated' }, /not JSON/],
    [{ kind: 'rename-field', field: 'tags', to: 'labels' }, /0\.tags/],
    [{ kind: 'retype-field', field: 'id', value: 7 }, /0\.id/],
  ])('says that the hub has changed: %j', async (effect, detail) => {
    fault(effect)
    expect(await failure(list())).toMatchObject({
      code: 'hub-changed',
      detail: expect.stringMatching(detail) as unknown,
    })
  })
})

describe('trouble', () => {
  it.each<[string, Effect]>([
    ['a dropped connection', { kind: 'drop', afterBytes: 0 }],
    ['half a body', { kind: 'drop', afterBytes: 30 }],
    ['an overloaded hub', { kind: 'status', status: 503 }],
    ['a gateway timeout', { kind: 'status', status: 504 }],
  ])('tries again after %s, with growing jittered pauses', async (_, effect) => {
    fault(effect, 2)
    expect(await list()).toMatchObject({ kind: 'fresh' })
    expect(slept).toHaveLength(2)
    expect(slept[0]).toBeGreaterThanOrEqual(500)
    expect(slept[0]).toBeLessThanOrEqual(1000)
    expect(slept[1]).toBeLessThanOrEqual(2000)
  })

  it('gives up as data', async () => {
    fault({ kind: 'status', status: 502 })
    expect(await failure(list())).toEqual({ code: 'hub-error', host: new URL(hub.url).host, status: 502 })
    fault({ kind: 'drop', afterBytes: 0 })
    expect(hub.log).toHaveLength(3)
  })

  it('a silent hub runs into the deadline', async () => {
    fault({ kind: 'hang' })
    expect(await failure(list({ deadlineMs: 100, attempts: 2 }))).toMatchObject({ code: 'offline' })
  })

  it('an address where nobody listens is offline at once', async () => {
    const { url } = hub
    await hub.dispose()
    expect(await failure(list())).toEqual({ code: 'offline', host: new URL(url).host })
    expect(slept).toEqual([])
    hub = await createHub({ huggingface: [], civitai: [] })
  })

  it('sends nothing when the user wants no network', async () => {
    await http.dispose()
    http = client({ offline: () => true })
    expect(await failure(list())).toEqual({ code: 'offline', host: null })
    expect(hub.log).toEqual([])
  })

  it('stops when told to', async () => {
    fault({ kind: 'hang' })
    const controller = new AbortController()
    const waiting = failure(list({ signal: controller.signal }))
    setTimeout(() => controller.abort(), 30)
    expect(await waiting).toEqual({ code: 'cancelled' })
  })
})

describe('rate limits', () => {
  it('waits as long as the hub says when that is short', async () => {
    fault({ kind: 'rate-limit', retryAfter: 2 }, 1)
    await list()
    expect(slept.every((ms) => ms >= 1900 && ms <= 2000)).toBe(true)
  })

  it('fails visibly when it is long, and asks nothing meanwhile', async () => {
    const seen: unknown[] = []
    http.onRateLimits((limits) => seen.push(limits))
    fault({ kind: 'rate-limit', rateLimit: '"api";r=0;t=120' }, 1)
    expect(await failure(list())).toEqual({ code: 'rate-limited', retryAfterMs: 121_000 })
    expect(await failure(list())).toMatchObject({ code: 'rate-limited' })
    expect(hub.log).toHaveLength(1)
    expect(http.rateLimits()).toMatchObject([{ bucket: 'api', remaining: 0 }])
    expect(seen).toHaveLength(1)
  })
})

describe('who may see what', () => {
  it('sends the token to the hub and never over a redirect to another origin', async () => {
    await http.dispose()
    http = client({}, { token: 'hf_secret' })
    hub.faults.add({ path: '^/first', effect: { kind: 'redirect', location: '/second', status: 307 } })
    hub.faults.add({
      path: '^/second',
      origin: 'hub',
      effect: { kind: 'redirect', location: `${hub.cdnUrl}/pictures/a.png` },
    })
    await http.bytes({ url: `${hub.url}/first`, signal: never })
    expect(hub.log.map(({ origin, path, headers }) => [origin, path, headers.authorization])).toEqual([
      ['hub', '/first', 'Bearer hf_secret'],
      ['hub', '/second', 'Bearer hf_secret'],
      ['cdn', '/pictures/a.png', undefined],
    ])
  })

  it.each(['http://example.com/', 'https://10.0.0.1/', 'file:///etc/passwd'])(
    'does not follow to %s',
    async (location) => {
      fault({ kind: 'redirect', location })
      expect(await failure(list())).toMatchObject({ code: 'hub-changed' })
    },
  )

  it('leaves a circle of redirects', async () => {
    fault({ kind: 'redirect', location: '/api/models?again' })
    expect(await failure(list())).toMatchObject({ code: 'hub-changed', detail: 'it redirects in a circle' })
  })

  it('asks no stranger', async () => {
    const refused = http.bytes({ url: `${hub.cdnUrl}/pictures/a.png`, signal: never })
    expect(await failure(refused)).toMatchObject({ code: 'bad-request' })
    expect(hub.log).toEqual([])
  })

  it.each([
    ['nobody/nothing', {}, 'not-found'],
    ['nobody/nothing', { token: 'hf_secret' }, 'not-found'],
    ['nobody/nothing', { token: 'hf_revoked' }, 'unauthorized'],
  ])('tells %s with %j as %s', async (id, config, code) => {
    await http.dispose()
    http = client({}, config)
    const asked = http.json({ url: `${hub.url}/api/models/${id}`, schema: z.unknown(), signal: never })
    expect(await failure(asked)).toMatchObject({ code })
  })
})

/** Answers plain requests itself, ends tunnels here, and tells whom each was for. */
async function startProxy() {
  const asked: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    const [, port] = (request.url ?? '').split(':')
    const upstream = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  proxy.on('request', (request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    asked,
    [Symbol.dispose]() {
      proxy.closeAllConnections()
      proxy.close()
    },
  }
}

const secure = 'https://hub.test:9'
const named = () => hub.url.replace('127.0.0.1', 'hub.test')
const ask = (base: string) =>
  http.json({ url: `${base}/api/models?limit=1`, schema: z.unknown(), signal: never, attempts: 1 })

describe('a proxy', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('of the settings is used, and left, as they say', async () => {
    using proxy = await startProxy()
    let setting: string | null = proxy.url
    await http.dispose()
    http = client({ proxy: () => setting }, { baseUrl: named() })
    expect(await ask(named())).toMatchObject({ kind: 'fresh' })
    expect(proxy.asked).toHaveLength(1)
    setting = null
    expect(await failure(ask(named()))).toMatchObject({ code: 'offline' })
    expect(proxy.asked).toHaveLength(1)
    await http.dispose()
  })

  it.each([
    // HTTP_PROXY alone serves both.
    [{ HTTP_PROXY: true, HTTPS_PROXY: false, NO_PROXY: '' }, ['plain', 'secure']],
    [{ HTTP_PROXY: false, HTTPS_PROXY: true, NO_PROXY: '' }, ['secure']],
    [{ HTTP_PROXY: true, HTTPS_PROXY: true, NO_PROXY: '' }, ['plain', 'secure']],
    [{ HTTP_PROXY: true, HTTPS_PROXY: true, NO_PROXY: 'other.test, hub.test' }, []],
    [{ HTTP_PROXY: true, HTTPS_PROXY: true, NO_PROXY: '*' }, []],
  ])('of the environment: %j', async (environment, expected) => {
    using proxy = await startProxy()
    for (const [name, value] of Object.entries(environment)) {
      const given = value === true ? proxy.url : value || ''
      vi.stubEnv(name, given)
      vi.stubEnv(name.toLowerCase(), given)
    }
    await http.dispose()
    http = client({
      hubs: () => [
        { source: 'huggingface', baseUrl: named(), token: null },
        { source: 'civitai', baseUrl: secure, token: null },
      ],
    })
    await Promise.allSettled([ask(named()), ask(secure)])
    const kinds = proxy.asked.map((target) => (target.endsWith('hub.test:9') ? 'secure' : 'plain'))
    expect(kinds.toSorted()).toEqual(expected)
    await http.dispose()
  })
})
