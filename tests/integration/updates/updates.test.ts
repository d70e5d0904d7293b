/** Updates from a real server on loopback, through electron-updater's own classes, without Electron. */
import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { UpdatesState } from '#contract/updates'
import { createHttp, type Http } from '#core/http/http'
import { silentLog } from '#core/log'
import { createUpdates, type Updates, type UpdatesDeps } from '#core/updates/updates'
import { createUpdater, type AppReplacer, type Installed } from '../../../electron/main/updates/updater.ts'
import { tempDir } from '../../helpers/temp-dir.ts'
import { startUpdateServer, type UpdateServer } from './update-server.ts'

let server: UpdateServer
let http: Http
let dir: ReturnType<typeof tempDir>
const opened: Updates[] = []

beforeEach(async () => {
  dir = tempDir()
  server = await startUpdateServer()
  http = createHttp({
    userAgent: 'test',
    hubs: () => [{ source: 'updates', baseUrl: server.url, token: null }],
    proxy: () => null,
    offline: () => false,
    sleep: async () => {},
  })
  writeFileSync(join(dir.path, 'rbee.AppImage'), 'the old one', { mode: 0o755 })
  mkdirSync(join(dir.path, 'resources'))
  writeFileSync(
    join(dir.path, 'resources/app-update.yml'),
    'provider: generic\nupdaterCacheDirName: rbee-updater\n',
  )
})
afterEach(async () => {
  for (const updates of opened.splice(0)) await updates.dispose()
  await http.dispose()
  await server.dispose()
  dir[Symbol.dispose]()
})

const before = { ...process.env }
beforeAll(() => void (process.env['RBEE_STARTED'] = ''))
afterAll(() => void (process.env = before))

interface Here extends Partial<UpdatesDeps> {
  readonly installed?: Installed
  readonly version?: string
  readonly publicKey?: string
}

function open({
  installed = 'AppImage',
  version = '1.0.0',
  publicKey = server.publicKey,
  ...deps
}: Here = {}) {
  process.env['APPIMAGE'] = join(dir.path, 'rbee.AppImage')
  process.env['RBEE_STARTED'] = join(dir.path, 'started')
  let ended = 0
  const updater = createUpdater({
    installed,
    app: {
      version,
      name: 'rbee Marketplace',
      isPackaged: true,
      appUpdateConfigPath: join(dir.path, 'resources/app-update.yml'),
      userDataPath: join(dir.path, 'user'),
      baseCachePath: join(dir.path, 'cache'),
      whenReady: async () => {},
      relaunch() {},
      quit: () => void ended++,
      onQuit() {},
    },
    baseUrl: server.url,
    publicKey,
    http,
    log: silentLog,
    deadlineMs: 500,
    silenceMs: 500,
  })
  const seen: UpdatesState[] = []
  const updates = createUpdates({
    updater,
    file: join(dir.path, 'updates.json'),
    automatic: () => false,
    transferring: () => false,
    emit: (_name, value) => void seen.push(value as unknown as UpdatesState),
    log: silentLog,
    ...deps,
  })
  opened.push(updates)
  return { updates, updater, seen, ended: () => ended }
}

const call = (updates: Updates, name: 'check' | 'install' | 'later' | 'get'): Promise<UpdatesState> =>
  updates.handlers[`updates.${name}`](undefined, { signal: new AbortController().signal })
const phaseOf = async (updates: Updates) => (await call(updates, 'get')).phase

async function until(updates: Updates, kind: UpdatesState['phase']['kind']) {
  await expect.poll(async () => (await phaseOf(updates)).kind, { timeout: 8_000 }).toBe(kind)
  return phaseOf(updates)
}

/** What of the update lies on disk. */
const fetched = (): string[] => {
  const folder = join(dir.path, 'cache/rbee-updater/pending')
  return existsSync(folder) ? readdirSync(folder) : []
}
const replaced = (): boolean => readFileSync(join(dir.path, 'rbee.AppImage')).equals(server.installer)

function putInPlace(updater: AppReplacer, updates: Updates): void {
  const what = updates.atEnd()
  if (what !== 'nothing') updater.install(what === 'install-and-restart')
}

test('a newer version is offered, fetched when asked for, and put in place at the end', async () => {
  server.release({ notes: '<h2>New</h2><p>Faster &amp; smaller.</p><script>alert(1)</script>\u202Ecod' })
  const { updates, updater, seen } = open()
  const { phase } = await call(updates, 'check')
  expect(phase).toEqual({
    kind: 'available',
    release: {
      version: '9.0.0',
      notes: 'New\nFaster & smaller.\ncod',
      releasedAt: '2026-11-01T10:00:00.000Z',
      sizeBytes: server.installer.length,
    },
  })
  expect(server.asked.some((path) => path.endsWith('.AppImage'))).toBe(false)
  await call(updates, 'install')
  expect(await until(updates, 'ready')).toMatchObject({ blocked: false })
  expect(seen.map((state) => state.phase.kind)).toContain('fetching')
  expect(seen.every(({ revision }, at) => revision === at + 2)).toBe(true)
  expect(replaced()).toBe(false)
  putInPlace(updater, updates)
  expect(replaced()).toBe(true)
})

test('restarting into it at once: the app ends, and the new one starts', async () => {
  const { updates, updater, ended } = open()
  await call(updates, 'check')
  await call(updates, 'install')
  await until(updates, 'ready')
  await call(updates, 'install')
  expect(ended()).toBe(1)
  expect(updates.atEnd()).toBe('install-and-restart')
  putInPlace(updater, updates)
  expect(replaced()).toBe(true)
  await expect.poll(() => existsSync(join(dir.path, 'started'))).toBe(true)
})

test.each(['1.0.0', '0.9.9'])('nothing is offered where the server has %s', async (version) => {
  server.release({ version })
  const { updates } = open()
  expect((await call(updates, 'check')).phase).toEqual({ kind: 'current' })
})

test.each([
  ['another key', { signedBy: generateKeyPairSync('ed25519').privateKey }],
  ['a changed version', { tampered: (text: string) => text.replace('version: 9.0.0', 'version: 9.0.1') }],
  [
    'a changed address',
    { tampered: (text: string) => text.replaceAll('url: rbee', 'url: https://evil.example/rbee') },
  ],
] as const)('nothing is believed, nor fetched, with %s', async (_what, options) => {
  server.release(options)
  const { updates } = open()
  expect((await call(updates, 'check')).phase).toMatchObject({
    kind: 'failed',
    failure: { code: 'bad-signature' },
    release: null,
  })
  await call(updates, 'install')
  expect(server.asked.some((path) => path.endsWith('.AppImage'))).toBe(false)
  expect(updates.atEnd()).toBe('nothing')
})

test('a key of another kind verifies nothing', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { updates } = open({ publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string })
  expect((await call(updates, 'check')).phase).toMatchObject({ failure: { code: 'bad-signature' } })
})

test('an installer that is not the signed one is thrown away', async () => {
  server.release({ sha512: `${'A'.repeat(86)}==` })
  const { updates } = open()
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'failed')).toMatchObject({
    failure: { code: 'checksum-mismatch' },
    release: { version: '9.0.0' },
  })
  expect(fetched()).toEqual([])
  expect(updates.atEnd()).toBe('nothing')
})

test('an installer that is cut off fails, and can be asked for again', async () => {
  server.trouble('.AppImage', 'cut')
  const { updates, updater } = open()
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'failed')).toMatchObject({ failure: { code: 'offline' } })
  expect(fetched()).toEqual([])
  server.trouble('.AppImage', 'none')
  await call(updates, 'install')
  await until(updates, 'ready')
  putInPlace(updater, updates)
  expect(replaced()).toBe(true)
})

test.each([
  ['the metadata is not there', '.yml', 404, 'not-found'],
  ['the signature is not there', '.sig', 404, 'not-found'],
  ['the server is broken', '.yml', 500, 'hub-error'],
  ['the server does not answer', '.yml', 'hang', 'offline'],
] as const)('%s', async (_what, end, trouble, code) => {
  server.trouble(end, trouble)
  const { updates } = open()
  expect((await call(updates, 'check')).phase).toMatchObject({ kind: 'failed', failure: { code } })
})

test.each([
  ['gone', 404, 'not-found'],
  ['refused', 500, 'hub-error'],
  ['never sent', 'hang', 'offline'],
] as const)('an installer that is %s', async (_what, trouble, code) => {
  server.trouble('.AppImage', trouble)
  const { updates } = open()
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'failed')).toMatchObject({ failure: { code } })
})

test('a server that nobody reaches', async () => {
  const { updates } = open()
  await server.dispose()
  expect((await call(updates, 'check')).phase).toMatchObject({ failure: { code: 'offline' } })
  server = await startUpdateServer()
})

test('metadata that is signed but not well formed is refused', async () => {
  server.release({ sha512: 'short' })
  const { updates } = open()
  expect((await call(updates, 'check')).phase).toMatchObject({ failure: { code: 'hub-changed' } })
})

test.each([
  [30, 0.29, 'available'],
  [30, 0.3, 'current'],
  [0, 0, 'current'],
  [100, 0.999, 'available'],
  ['"many"', 0, 'current'],
])('released to %s %%: a machine at %s', async (stagingPercentage, share, kind) => {
  server.release({ stagingPercentage })
  const { updates } = open({ random: () => share })
  expect((await call(updates, 'check')).phase.kind).toBe(kind)
})

test('the share is drawn once, and no request tells it', async () => {
  await call(open({ random: () => 0.25 }).updates, 'check')
  await call(open({ random: () => 0.75 }).updates, 'check')
  expect(JSON.parse(readFileSync(join(dir.path, 'updates.json'), 'utf8'))).toMatchObject({ share: 0.25 })
})

test('later: it is not offered again by itself for a week, but when asked for', async () => {
  let now = 1_000_000_000_000
  const here = { automatic: () => true, tickMs: 20, nowMs: () => now }
  const { updates } = open(here)
  await until(updates, 'available')
  expect((await call(updates, 'later')).phase.kind).toBe('current')
  now += 2 * 86_400_000
  await expect.poll(async () => (await call(updates, 'get')).checkedAt).toBe(now)
  expect((await phaseOf(updates)).kind).toBe('current')
  expect((await call(updates, 'check')).phase.kind).toBe('available')
  await call(updates, 'later')
  now += 8 * 86_400_000
  await until(updates, 'available')
})

test('later stops what is being fetched', async () => {
  server.trouble('.AppImage', 'slow')
  const { updates } = open()
  await call(updates, 'check')
  await call(updates, 'install')
  await until(updates, 'fetching')
  expect((await call(updates, 'later')).phase.kind).toBe('current')
  await expect.poll(fetched).toEqual([])
})

test('while a model is transferred nothing is put in place, whatever is asked', async () => {
  let transferring = true
  const { updates, updater, ended } = open({ transferring: () => transferring })
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'ready')).toMatchObject({ blocked: true })
  await call(updates, 'install')
  expect(ended()).toBe(0)
  putInPlace(updater, updates)
  expect(replaced()).toBe(false)
  transferring = false
  updates.transfersChanged()
  expect(await phaseOf(updates)).toMatchObject({ blocked: false })
  expect(updates.atEnd()).toBe('install')
})

test('where it is off it says why, and asks nobody', async () => {
  for (const off of ['policy', 'not-here', 'no-key'] as const) {
    const { updates } = open({ updater: off, automatic: () => true, tickMs: 10 })
    for (const name of ['check', 'install', 'later', 'get'] as const)
      expect(await call(updates, name)).toMatchObject({ off, phase: { kind: 'idle' } })
    expect(updates.atEnd()).toBe('nothing')
  }
  expect(server.asked).toEqual([])
})

test('switched off in the settings it does not look by itself', async () => {
  const { updates } = open({ automatic: () => false, tickMs: 10 })
  await new Promise((done) => setTimeout(done, 100))
  expect(server.asked).toEqual([])
  expect((await call(updates, 'check')).phase.kind).toBe('available')
})

test('deb: the package manager installs, when asked and not by surprise', async () => {
  const tools = join(dir.path, 'tools')
  mkdirSync(tools)
  for (const name of ['dpkg', 'pkexec', 'sudo']) {
    writeFileSync(join(tools, name), `#!/bin/sh\necho "${name} $*" >> "${dir.path}/commands"\n`)
    chmodSync(join(tools, name), 0o755)
  }
  const path = process.env['PATH']
  process.env['PATH'] = `${tools}:${path ?? ''}`
  try {
    const { updates, updater } = open({ installed: 'deb' })
    expect(await call(updates, 'check')).toMatchObject({ asksPassword: true, phase: { kind: 'available' } })
    await call(updates, 'install')
    await until(updates, 'ready')
    expect(updates.atEnd()).toBe('nothing') // a password prompt at the end would come out of nowhere
    await call(updates, 'install')
    expect(updates.atEnd()).toBe('install-and-restart')
    putInPlace(updater, updates)
    expect(readFileSync(join(dir.path, 'commands'), 'utf8')).toMatch(
      /dpkg -i .*rbee-marketplace_9\.0\.0_amd64\.deb/,
    )
  } finally {
    process.env['PATH'] = path
  }
})
