/** Releases that nobody of us signed, and servers that are broken. */
import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, createWorld, putInPlace, until, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.dispose())

test.each([
  ['another key', { signedBy: generateKeyPairSync('ed25519').privateKey }],
  ['a changed version', { tampered: (text: string) => text.replace('version: 9.0.0', 'version: 9.0.1') }],
  [
    'a changed address',
    { tampered: (text: string) => text.replaceAll('url: rbee', 'url: https://evil.example/rbee') },
  ],
] as const)('nothing is believed, nor fetched, with %s', async (_what, options) => {
  world.server.release(options)
  const { updates } = world.open()
  expect((await call(updates, 'check')).phase).toMatchObject({
    kind: 'failed',
    failure: { code: 'bad-signature' },
    release: null,
  })
  await call(updates, 'install')
  expect(world.server.asked.some((path) => path.endsWith('.AppImage'))).toBe(false)
  expect(updates.atEnd()).toBe('nothing')
})

test('a key of another kind verifies nothing', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { updates } = world.open({ publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string })
  expect((await call(updates, 'check')).phase).toMatchObject({ failure: { code: 'bad-signature' } })
})

test('an installer that is not the signed one is thrown away', async () => {
  world.server.release({ sha512: `${'A'.repeat(86)}==` })
  const { updates } = world.open()
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'failed')).toMatchObject({
    failure: { code: 'checksum-mismatch' },
    release: { version: '9.0.0' },
  })
  expect(world.fetched()).toEqual([])
  expect(updates.atEnd()).toBe('nothing')
})

test('an installer that is cut off fails, and can be asked for again', async () => {
  world.server.trouble('.AppImage', 'cut')
  const { updates, updater } = world.open()
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'failed')).toMatchObject({ failure: { code: 'offline' } })
  expect(world.fetched()).toEqual([])
  world.server.trouble('.AppImage', 'none')
  await call(updates, 'install')
  await until(updates, 'ready')
  putInPlace(updater, updates)
  expect(world.replaced()).toBe(true)
})

test.each([
  ['the metadata is not there', '.yml', 404, 'not-found'],
  ['the signature is not there', '.sig', 404, 'not-found'],
  ['the server is broken', '.yml', 500, 'hub-error'],
  ['the server does not answer', '.yml', 'hang', 'offline'],
] as const)('%s', async (_what, end, trouble, code) => {
  world.server.trouble(end, trouble)
  const { updates } = world.open()
  expect((await call(updates, 'check')).phase).toMatchObject({ kind: 'failed', failure: { code } })
})

test.each([
  ['gone', 404, 'not-found'],
  ['refused', 500, 'hub-error'],
  ['never sent', 'hang', 'offline'],
] as const)('an installer that is %s', async (_what, trouble, code) => {
  world.server.trouble('.AppImage', trouble)
  const { updates } = world.open()
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'failed')).toMatchObject({ failure: { code } })
})

test('a server that nobody reaches', async () => {
  const { updates } = world.open()
  world.server.close()
  expect((await call(updates, 'check')).phase).toMatchObject({ failure: { code: 'offline' } })
})

test('metadata that is signed but not well formed is refused', async () => {
  world.server.release({ sha512: 'short' })
  const { updates } = world.open()
  expect((await call(updates, 'check')).phase).toMatchObject({ failure: { code: 'hub-changed' } })
})
