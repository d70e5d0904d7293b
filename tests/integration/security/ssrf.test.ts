/** The app fetches from configured hubs and, over https, from where they send it; loopback only where a hub is there. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { FailureError } from '#contract/failure'
import { nextHop } from '#core/downloads/transfer/redirect'
import { createHttp } from '#core/http/http'
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
  'https://10.1.2.3/',
  'https://172.16.0.1/',
  'https://172.31.255.255/',
  'https://192.168.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://100.64.0.1/',
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
