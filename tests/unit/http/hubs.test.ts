import { describe, expect, it } from 'vitest'
import { configuredHubs } from '#core/http/hub-config'
import { mayFetchPicture, mayFollow, mayStart, tokenFor, type Hub } from '#core/http/hubs'

const real: readonly Hub[] = [
  { source: 'huggingface', baseUrl: 'https://huggingface.co', token: 'hf_secret' },
  { source: 'civitai', baseUrl: 'https://civitai.com', token: null },
]
const loopback: readonly Hub[] = [
  { source: 'huggingface', baseUrl: 'http://127.0.0.1:4000', token: 'hf_local' },
]
const at = (text: string) => new URL(text)

describe('hubs', () => {
  it.each([
    ['https://huggingface.co/api/models', true],
    ['http://huggingface.co/api/models', false],
    ['https://huggingface.co.evil.example/api/models', false],
    ['https://huggingface.co:8443/api/models', false],
    ['https://civitai.com/api/v1/models', true],
    ['http://127.0.0.1:4000/', false],
  ])('a request may start at %s: %s', (url, expected) => {
    expect(mayStart(at(url), real)).toBe(expected)
  })

  it.each([
    ['https://cas-bridge.xethub.hf.co/file', true],
    ['https://b2.civitai.com/file', true],
    ['http://cas-bridge.xethub.hf.co/file', false],
    ['http://127.0.0.1/admin', false],
    ['https://127.0.0.1/admin', false],
    ['https://localhost/admin', false],
    ['https://10.0.0.1/admin', false],
    ['https://192.168.1.1/', false],
    ['https://172.16.0.1/', false],
    ['https://172.15.0.1/', true],
    ['https://169.254.169.254/latest/meta-data', false],
    ['https://[::1]/', false],
    ['https://[fd00::1]/', false],
    ['https://[2606:4700::1]/', true],
    ['file:///etc/passwd', false],
  ])('a redirect to %s may be followed: %s', (url, expected) => {
    expect(mayFollow(at(url), real)).toBe(expected)
  })

  it('follows to loopback only from a hub that was configured there', () => {
    expect(mayFollow(at('http://127.0.0.1:9999/file'), loopback)).toBe(true)
    expect(mayFollow(at('http://10.0.0.1/file'), loopback)).toBe(false)
  })

  it('knows the worker catalog, which never sees a token and lends no trust to loopback', () => {
    const none = { huggingface: null, civitai: null, workerCatalog: null }
    const hubs = configuredHubs(none, {}, { huggingface: 'hf_secret' })
    const workers = at('https://gwc.rbee.dev/workers')
    expect([mayStart(workers, hubs), tokenFor(workers, hubs)]).toEqual([true, null])
    const local = configuredHubs({ ...none, workerCatalog: 'http://localhost:7811' }, {}, {})
    expect(mayStart(at('http://localhost:7811/workers'), local)).toBe(true)
    expect(mayStart(workers, local)).toBe(false)
    expect(mayFollow(at('http://127.0.0.1:9999/file'), local)).toBe(false)
    const byEnvironment = configuredHubs(none, { RBEE_WORKER_CATALOG: 'http://127.0.0.1:1/' }, {})
    expect(byEnvironment.map(({ baseUrl }) => baseUrl)).toEqual([
      'https://huggingface.co',
      'https://civitai.com',
      'http://127.0.0.1:1',
    ])
  })

  it('shows a token to its own origin and never in the clear', () => {
    expect(tokenFor(at('https://huggingface.co/x'), real)).toBe('hf_secret')
    expect(tokenFor(at('https://cdn.hf.co/x'), real)).toBeNull()
    expect(tokenFor(at('https://civitai.com/x'), real)).toBeNull()
    expect(tokenFor(at('http://127.0.0.1:4000/x'), loopback)).toBe('hf_local')
    const lan: Hub = { source: 'huggingface', baseUrl: 'http://mirror.lan', token: 'hf_secret' }
    expect(tokenFor(at('http://mirror.lan/x'), [lan])).toBeNull()
  })

  it.each([
    ['https://image.civitai.com/a/b/c.jpeg', true],
    ['https://cdn-uploads.huggingface.co/x.png', true],
    ['https://huggingface.co/a/b/resolve/main/x.png', true],
    ['https://tracker.example/pixel.gif', false],
    ['https://evilcivitai.com/x.png', false],
    ['http://image.civitai.com/x.png', false],
  ])('a picture may come from %s: %s', (url, expected) => {
    expect(mayFetchPicture(at(url), real)).toBe(expected)
  })
})
