/** The app fetches from configured hubs and, over https, from where they send it; loopback only where a hub is there. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { FailureError } from '#contract/failure'
import { nextHop } from '#core/downloads/transfer/redirect'
import { createHttp } from '#core/http/http'
import { publicLookup, type Resolve } from '#core/http/public-lookup'
import { mayFetchPicture, mayFollow, mayStart, type Hub } from '#core/http/hubs'

const hubs: readonly Hub[] = [
  { source: 'huggingface', baseUrl: 'https://huggingface.co', token: 'hf_secret' },
  { source: 'civitai', baseUrl: 'https://civitai.com', token: null },
]

/** Every way to write an address inside somebody's network that a redirect could name. */
const INSIDE = [
  'https://127.0.0.1/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://127.0.0.1./',
  'https://0.0.0.0/',
  'https://localhost/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://a.localhost/',
  'https://a.localhost./',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  'https://[fd12:3456::1]/',
  'https://[::127.0.0.1]/',
  'https://[fec0::1]/',
  'https://[ff02::1]/',
  'https://[64:ff9b::10.0.0.1]/',
  'https://[64:ff9b:1::1]/',
  'https://[2002:a00:1::1]/',
  'https://[2001::1]/',
  'https://[2001:db8::1]/',
  'https://[100::1]/',
  'https://10.1.2.3/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
  'https://192.0.0.8/',
  'https://192.0.2.1/',
  'https://192.88.99.1/',
  'https://198.18.0.1/',
  'https://198.19.255.255/',
  'https://198.51.100.1/',
  'https://203.0.113.1/',
  'https://224.0.0.1/',
  'https://239.255.255.250/',
  'https://240.0.0.1/',
  'https://255.255.255.255/',
  'https://metadata.google.internal/',
  'https://router/',
  'https://router./',
  'https://nas.local/',
  'https://printer.lan/',
  'https://box.home.arpa/',
  'https://wiki.corp/',
  'https://①②⑦.⓪.⓪.①/',
]
const WRONG_SCHEME = [
  'http://huggingface.co/',
  'http://cdn-lfs.hf.co/x',
  'file:///etc/passwd',
  'ftp://huggingface.co/x',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'data:text/plain,x',
  'ws://huggingface.co/',
  'app://rbee/',
]
const PRETENDERS = [
  'https://huggingface.co.evil.example/',
  'https://huggingface.co@evil.example/',
  'https://evil.example/huggingface.co',
  'https://evil.example#huggingface.co',
  'https://hf.co.evil.example/x.png',
  'https://evilhf.co/x.png',
]

test.each([...INSIDE, ...WRONG_SCHEME])('never fetched, whoever says so: %s', (address) => {
  const url = new URL(address)
  expect([mayStart(url, hubs), mayFollow(url, hubs), mayFetchPicture(url, hubs)]).toEqual([
    false,
    false,
    false,
  ])
  expect(nextHop('https://huggingface.co', [new URL('https://huggingface.co/a')], address).kind).toBe(
    'refuse',
  )
})

test.each(PRETENDERS)('no hub, whatever it looks like: %s', (address) => {
  expect([mayStart(new URL(address), hubs), mayFetchPicture(new URL(address), hubs)]).toEqual([false, false])
})

test('a hub that redirects inwards is left, and the service there is never asked', async () => {
  let asked = 0
  const inner = createServer((_request, response) => {
    asked += 1
    response.end('secret')
  }).listen(0, '127.0.0.1')
  await once(inner, 'listening')
  const { port } = inner.address() as AddressInfo
  // A hub by name, so that loopback is no configured place; the name leads to a server of ours.
  const targets = [`https://127.0.0.1:${port}/`, `https://localhost.:${port}/`, `http://[::1]:${port}/`]
  for (const target of targets) {
    const hop = nextHop('https://huggingface.co', [new URL('https://huggingface.co/a')], target)
    expect(hop.kind).toBe('refuse')
  }
  const http = createHttp({ userAgent: 'test', hubs: () => hubs, proxy: () => null, offline: () => false })
  const signal = AbortSignal.timeout(5_000)
  for (const url of targets) await expect(http.bytes({ url, signal })).rejects.toBeInstanceOf(FailureError)
  expect(asked).toBe(0)
  await http.dispose()
  inner.close()
})

/** What names lead to, where no network is. */
const resolving =
  (address: string): Resolve =>
  (_hostname, _options, done) =>
    done(null, [{ address, family: address.includes(':') ? 6 : 4 }])

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.20.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.1.1',
  '0.0.0.0',
  '::1',
  '::ffff:10.0.0.1',
  'fd12::1',
  'fe80::1',
  'fe80::1%eth0',
  '64:ff9b::a00:1',
  '2002:c0a8:101::',
  'ff05::2',
  '198.18.0.1',
  '224.0.0.251',
  '::ffff:c0a8:101',
])('a public name that leads to %s is not connected to', async (address) => {
  const look = publicLookup((hostname) => hostname === 'my.hub.example', resolving(address))
  const ask = (hostname: string, all: boolean) =>
    new Promise<unknown>((done) => look(hostname, { all }, (error, found) => done(error ?? found)))
  expect(await ask('cdn.example', true)).toMatchObject({
    failure: { code: 'hub-changed', host: 'cdn.example' },
  })
  expect(await ask('cdn.example', false)).toBeInstanceOf(FailureError)
  // Where the user's own hub lies is the user's business.
  expect(await ask('my.hub.example', false)).toBe(address)
})

test.each([
  '93.184.215.14',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.0.1',
  '198.17.0.1',
  '223.255.255.255',
  '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
  '2a00:1450:400e::1',
  '::ffff:93.184.215.14',
  '64:ff9b::5db8:d70e',
])('a public name that leads to %s is', async (address) => {
  const look = publicLookup(() => false, resolving(address))
  const found = await new Promise((done) =>
    look('cdn.example', { all: false }, (error, first) => done(error ?? first)),
  )
  expect(found).toBe(address)
})

/** One of them is inside. */
const both: Resolve = (_hostname, _options, done) =>
  done(null, [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.7', family: 4 },
  ])

test('one private address among public ones is enough', async () => {
  const look = publicLookup(() => false, both)
  const found = await new Promise((done) =>
    look('cdn.example', { all: true }, (error, all) => done(error ?? all)),
  )
  expect(found).toBeInstanceOf(FailureError)
})

test('a redirect to a public name that leads inwards reaches nobody', async () => {
  let connections = 0
  const inner = createServer().listen(0, '127.0.0.1')
  inner.on('connection', () => (connections += 1))
  await once(inner, 'listening')
  const { port } = inner.address() as AddressInfo
  const hub = createServer((_request, response) => {
    response.writeHead(302, { location: `https://cdn.example:${port}/file` }).end()
  }).listen(0, '127.0.0.1')
  await once(hub, 'listening')
  const baseUrl = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`
  const http = createHttp({
    userAgent: 'test',
    hubs: () => [{ source: 'huggingface', baseUrl, token: null }],
    proxy: () => null,
    offline: () => false,
    resolve: resolving('127.0.0.1'),
  })
  await expect(http.bytes({ url: `${baseUrl}/x`, signal: AbortSignal.timeout(5_000) })).rejects.toMatchObject(
    {
      failure: { code: 'hub-changed', host: 'cdn.example' },
    },
  )
  expect(connections).toBe(0)
  await http.dispose()
  for (const server of [hub, inner]) {
    server.closeAllConnections()
    server.close()
  }
})
