/** Updates from a real server on loopback, through electron-updater's own classes, without Electron. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, createWorld, phaseOf, putInPlace, until, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.dispose())

test('a newer version is offered, fetched when asked for, and put in place at the end', async () => {
  world.server.release({
    notes: '<h2>New</h2><p>Faster &amp; smaller.</p><script>alert(1)</script>\u202Ecod',
  })
  const { updates, updater, seen } = world.open()
  const { phase } = await call(updates, 'check')
  expect(phase).toEqual({
    kind: 'available',
    release: {
      version: '9.0.0',
      notes: 'New\nFaster & smaller.\ncod',
      releasedAt: '2026-11-01T10:00:00.000Z',
      sizeBytes: world.server.installer.length,
    },
  })
  expect(world.server.asked.some((path) => path.endsWith('.AppImage'))).toBe(false)
  await call(updates, 'install')
  expect(await until(updates, 'ready')).toMatchObject({ blocked: false })
  expect(seen.map((state) => state.phase.kind)).toContain('fetching')
  expect(seen.every(({ revision }, at) => revision === at + 2)).toBe(true)
  expect(world.replaced()).toBe(false)
  putInPlace(updater, updates)
  expect(world.replaced()).toBe(true)
})

test('restarting into it at once: the app ends, and the new one starts', async () => {
  const { updates, updater, ended } = world.open()
  await call(updates, 'check')
  await call(updates, 'install')
  await until(updates, 'ready')
  await call(updates, 'install')
  expect(ended()).toBe(1)
  expect(updates.atEnd()).toBe('install-and-restart')
  putInPlace(updater, updates)
  expect(world.replaced()).toBe(true)
  await expect.poll(() => existsSync(join(world.dir, 'started'))).toBe(true)
})

test.each(['1.0.0', '0.9.9'])('nothing is offered where the server has %s', async (version) => {
  world.server.release({ version })
  const { updates } = world.open()
  expect((await call(updates, 'check')).phase).toEqual({ kind: 'current' })
})

test.each([
  [30, 0.29, 'available'],
  [30, 0.3, 'current'],
  [0, 0, 'current'],
  [100, 0.999, 'available'],
  ['"many"', 0, 'current'],
])('released to %s %%: a machine at %s', async (stagingPercentage, share, kind) => {
  world.server.release({ stagingPercentage })
  const { updates } = world.open({ random: () => share })
  expect((await call(updates, 'check')).phase.kind).toBe(kind)
})

test('the share is drawn once, and no request tells it', async () => {
  await call(world.open({ random: () => 0.25 }).updates, 'check')
  await call(world.open({ random: () => 0.75 }).updates, 'check')
  expect(JSON.parse(readFileSync(join(world.dir, 'updates.json'), 'utf8'))).toMatchObject({ share: 0.25 })
})

test('later: it is not offered again by itself for a week, but when asked for', async () => {
  let now = 1_000_000_000_000
  const here = { automatic: () => true, tickMs: 20, nowMs: () => now }
  const { updates } = world.open(here)
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
  world.server.trouble('.AppImage', 'slow')
  const { updates } = world.open()
  await call(updates, 'check')
  await call(updates, 'install')
  await until(updates, 'fetching')
  expect((await call(updates, 'later')).phase.kind).toBe('current')
  await expect.poll(world.fetched).toEqual([])
})

test('while a model is transferred nothing is put in place, whatever is asked', async () => {
  let transferring = true
  const { updates, updater, ended } = world.open({ transferring: () => transferring })
  await call(updates, 'check')
  await call(updates, 'install')
  expect(await until(updates, 'ready')).toMatchObject({ blocked: true })
  await call(updates, 'install')
  expect(ended()).toBe(0)
  putInPlace(updater, updates)
  expect(world.replaced()).toBe(false)
  transferring = false
  updates.transfersChanged()
  expect(await phaseOf(updates)).toMatchObject({ blocked: false })
  expect(updates.atEnd()).toBe('install')
})

test('where it is off it says why, and asks nobody', async () => {
  for (const off of ['policy', 'not-here', 'no-key'] as const) {
    const { updates } = world.open({ updater: off, automatic: () => true, tickMs: 10 })
    for (const name of ['check', 'install', 'later', 'get'] as const)
      expect(await call(updates, name)).toMatchObject({ off, phase: { kind: 'idle' } })
    expect(updates.atEnd()).toBe('nothing')
  }
  expect(world.server.asked).toEqual([])
})

test('switched off in the settings it does not look by itself', async () => {
  const { updates } = world.open({ automatic: () => false, tickMs: 10 })
  await new Promise((done) => setTimeout(done, 100))
  expect(world.server.asked).toEqual([])
  expect((await call(updates, 'check')).phase.kind).toBe('available')
})

test('deb: the package manager installs, when asked and not by surprise', async () => {
  const tools = join(world.dir, 'tools')
  mkdirSync(tools)
  for (const name of ['dpkg', 'pkexec', 'sudo']) {
    writeFileSync(join(tools, name), `#!/bin/sh\necho "${name} $*" >> "${world.dir}/commands"\n`)
    chmodSync(join(tools, name), 0o755)
  }
  const path = process.env['PATH']
  process.env['PATH'] = `${tools}:${path ?? ''}`
  try {
    const { updates, updater } = world.open({ installed: 'deb' })
    expect(await call(updates, 'check')).toMatchObject({ asksPassword: true, phase: { kind: 'available' } })
    await call(updates, 'install')
    await until(updates, 'ready')
    expect(updates.atEnd()).toBe('nothing') // a password prompt at the end would come out of nowhere
    await call(updates, 'install')
    expect(updates.atEnd()).toBe('install-and-restart')
    putInPlace(updater, updates)
    expect(readFileSync(join(world.dir, 'commands'), 'utf8')).toMatch(
      /dpkg -i .*rbee-marketplace_9\.0\.0_amd64\.deb/,
    )
  } finally {
    process.env['PATH'] = path
  }
})
