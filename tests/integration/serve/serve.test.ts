import { mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text as readText } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_CALL_CHARS } from '#contract/limits'
import { createCore, type Core } from '#core/core'
import { silentLog } from '#core/log'
import { startServer, type Serving } from '../../../electron/serve/server.ts'
import { tempDir } from '../../helpers/temp-dir.ts'
import { connectPage, newSession } from './page.ts'

const dir = tempDir()
let core: Core
let server: Serving
let authority: string

beforeAll(async () => {
  const rendererDir = join(dir.path, 'renderer')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(rendererDir, 'assets/app-1a2b.js'), '1')
  writeFileSync(join(dir.path, 'secret.txt'), 'secret')
  const dataDir = join(dir.path, 'data')
  core = createCore({
    shell: {
      info: { version: '1.2.3', shell: 'serve', platform: 'linux', dataDir },
      openExternal: async () => false,
    },
    folders: { data: dataDir, rbeeCache: join(dir.path, 'cache') },
    place: { platform: 'linux', env: { HF_HUB_OFFLINE: '1' }, home: dir.path },
    appRoot: join(import.meta.dirname, '../../..'),
    log: silentLog,
  })
  server = await startServer({ core: async () => core, rendererDir, host: '127.0.0.1', port: 0 })
  authority = new URL(server.address()).host
})

afterAll(async () => {
  await server.dispose()
  await core.dispose()
  dir[Symbol.dispose]()
})

const token = (): string => new URLSearchParams(new URL(server.address()).hash.slice(1)).get('token') ?? ''

/** Node's own client, because fetch sets Host itself and tidies paths. */
async function get(path: string, { method = 'GET', host = authority } = {}) {
  const [hostname, port] = authority.split(':')
  const [response] = (await once(
    request({ hostname, port, path, method, headers: { host } }).end(),
    'response',
  )) as [IncomingMessage]
  return { status: response.statusCode ?? 0, headers: response.headers, body: await readText(response) }
}

async function admitted() {
  const page = connectPage(authority)
  page.hello({ token: token() })
  await page.next('welcome')
  return page
}

describe('the page over HTTP', () => {
  test('comes with a policy that allows no inline scripts and no remote anything', async () => {
    const { status, headers, body } = await get('/')
    expect(status).toBe(200)
    expect(body).toContain('<title>page</title>')
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe|http/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('places in the app are the page, assets may be kept for ever, other files are not found', async () => {
    expect((await get('/library/some-model')).body).toContain('<title>page</title>')
    expect((await get('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable')
    expect((await get('/nothing.js')).status).toBe(404)
  })

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%00.txt',
    '/%E0%A4%A.txt',
  ])('no way out of the folder by %s', async (path) => {
    const { status, body } = await get(path)
    expect([400, 403, 404]).toContain(status)
    expect(body).not.toContain('secret')
  })

  test('a foreign Host (DNS rebinding) gets nothing', async () => {
    for (const host of ['evil.example', 'localhost', `evil.example:${authority.split(':')[1]}`])
      expect((await get('/', { host })).status).toBe(421)
  })

  test('only reading is possible', async () => {
    expect((await get('/', { method: 'POST' })).status).toBe(405)
  })
})

describe('proving who you are', () => {
  test('a token works once and buys a session that lasts over reloads', async () => {
    const first = connectPage(authority)
    const used = token()
    const session = newSession()
    first.hello({ token: used, session })
    await first.next('welcome')

    const thief = connectPage(authority)
    thief.hello({ token: used })
    expect(await thief.next('refused')).toMatchObject({ failure: { code: 'unauthorized' } })
    expect(await thief.closed()).toBe(4401)

    const reloaded = connectPage(authority)
    reloaded.hello({ session })
    await reloaded.next('welcome')
    first.socket.close()
    reloaded.socket.close()
  })

  test.each([{ token: 'wrong' }, { session: newSession() }, {}])('refuses %o', async (proof) => {
    server.address()
    const page = connectPage(authority)
    page.hello(proof)
    expect(await page.closed()).toBe(4401)
  })

  test('a call before the proof is refused and reaches nothing', async () => {
    const page = connectPage(authority)
    void page.call('app.info')
    expect(await page.closed()).toBe(4401)
    expect(page.messages.map(({ kind }) => kind)).toEqual(['refused'])
  })

  test('a foreign Origin (cross-site WebSocket) or Host cannot connect', async () => {
    expect(await connectPage(authority, { origin: 'http://evil.example' }).closed()).toBe(1006)
    expect(await connectPage(authority, { host: 'evil.example' }).closed()).toBe(1006)
  })
})

describe('the door', () => {
  test('answers a call', async () => {
    const page = await admitted()
    expect(await page.call('app.info')).toMatchObject({
      ok: true,
      value: { version: '1.2.3', shell: 'serve' },
    })
    page.socket.close()
  })

  test('names what is wrong with a call, and goes on', async () => {
    const page = await admitted()
    expect(await page.call('no.such')).toEqual({
      ok: false,
      failure: { code: 'unknown-call', name: 'no.such' },
    })
    expect(await page.call('__proto__')).toMatchObject({ failure: { code: 'unknown-call' } })
    expect(await page.call('settings.change', { appearance: { theme: 'pink' } })).toMatchObject({
      failure: { code: 'bad-request', issues: [expect.stringContaining('appearance.theme')] },
    })
    expect(
      await page.call('settings.change', { appearance: { theme: 'x'.repeat(MAX_CALL_CHARS) } }),
    ).toMatchObject({
      failure: { code: 'too-large', limitBytes: MAX_CALL_CHARS },
    })
    expect(await page.call('app.openExternal', { url: 'file:///etc/passwd' })).toMatchObject({
      failure: { code: 'bad-request' },
    })
    expect(await page.call('app.info')).toMatchObject({ ok: true })
    page.socket.close()
  })

  test('a change reaches every page as an event', async () => {
    const [one, other] = [await admitted(), await admitted()]
    const event = other.next('event')
    await one.call('settings.change', { appearance: { theme: 'dark' } })
    expect(await event).toMatchObject({
      name: 'settings.changed',
      value: { settings: { appearance: { theme: 'dark' } } },
    })
    one.socket.close()
    other.socket.close()
  })

  test.each(['not json', '{"kind":"other"}', '[]', '{"kind":"call","id":"x"}'])(
    'ends on the message %s',
    async (text) => {
      const page = await admitted()
      page.socket.send(text)
      expect(await page.closed()).toBe(4400)
    },
  )

  test('a message beyond all limits ends the connection, not the server', async () => {
    const page = await admitted()
    page.socket.send('x'.repeat(5 * MAX_CALL_CHARS))
    expect([1006, 1009]).toContain(await page.closed())
    const next = await admitted()
    expect(await next.call('app.info')).toMatchObject({ ok: true })
    next.socket.close()
  })
})

test('a busy port is a failure with a code', async () => {
  const port = Number(authority.split(':')[1])
  await expect(
    startServer({ core: async () => core, rendererDir: dir.path, host: '127.0.0.1', port }),
  ).rejects.toMatchObject({
    failure: { code: 'port-busy', port },
  })
})
