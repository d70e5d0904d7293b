/** The commands as processes of their own, and what is left of a sync that is killed at any moment. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CatalogDetails } from '#contract/catalog-details'
import { SyncState } from '#contract/catalog-sync'
import { openStore } from '#core/catalog/store/open'
import { createHub, type Hub } from '../../hub/hub.ts'

/** 200 in `npm run test:faults`. */
const KILLS = Number(process.env['SYNC_KILLS'] ?? (import.meta.env.MODE === 'full' ? 200 : 6))
const CLI = join(import.meta.dirname, '../../../electron/cli/index.ts')
let hub: Hub
let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hub-commands-'))
  hub = await createHub({ maxLimit: 40 })
})
afterEach(async () => {
  await hub.dispose()
  await rm(home, { recursive: true, force: true })
})

function start(...args: string[]): ChildProcess {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    RBEE_DATA_DIR: join(home, 'data'),
    RBEE_CACHE_DIR: join(home, 'cache'),
    HF_ENDPOINT: hub.url,
    CIVITAI_ENDPOINT: hub.url,
  }
  return spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(...args)
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

const storedIds = (): string[] => {
  const { db } = openStore(join(home, 'data/catalog'))
  const ids = db
    .prepare('SELECT id FROM models ORDER BY id')
    .all()
    .map((row) => String(row['id']))
  db.close()
  return ids
}

/** Opens the store as the next start would. */
function damageFound(): unknown {
  const { db, recovery } = openStore(join(home, 'data/catalog'))
  db.close()
  return recovery
}

describe('sync', () => {
  it('says what it did, in words and as JSON', { timeout: 60_000 }, async () => {
    const first = await run('sync')
    expect([first.code, first.err.includes('the most used of')]).toEqual([0, true])
    expect(first.out).toMatch(
      /snapshot of 2026-08-23: \d+ models\nhuggingface: \d+ records read, \d+ models withdrawn/,
    )
    const again = await run('sync', '--json')
    expect([again.code, again.err]).toEqual([0, ''])
    const state = SyncState.parse(JSON.parse(again.out))
    expect(state.hubs.every(({ completeAt }) => completeAt !== null)).toBe(true)
  })

  it('without a network fails with the reason, and the snapshot is there', { timeout: 60_000 }, async () => {
    hub.faults.add({ path: '^/api/', effect: { kind: 'drop', afterBytes: 0 } })
    const { code, err } = await run('sync', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'offline' } })
    expect(storedIds().length).toBeGreaterThan(10_000)
  })

  it(
    'killed at random moments goes on, and ends where an undisturbed one ends',
    { timeout: 60_000 + KILLS * 10_000 },
    async () => {
      expect((await run('sync')).code).toBe(0)
      const whole = storedIds()
      let killed = 0
      for (let attempt = 0; attempt < KILLS; attempt += 1) {
        // Now and then from nothing, so that the snapshot's import is met as well.
        if (attempt % 20 === 0) await rm(join(home, 'data'), { recursive: true, force: true })
        const child = start('sync', '--json')
        const ended = once(child, 'close')
        await Promise.race([ended, wait(400 + Math.random() * 4000)])
        if (child.exitCode === null) {
          child.kill('SIGKILL')
          killed += 1
        }
        await ended
        expect(damageFound()).toBeNull()
      }
      expect((await run('sync')).code).toBe(0)
      console.log(
        `killed ${killed} of ${KILLS} syncs: ${storedIds().length} of ${whole.length} models at the end`,
      )
      expect([killed > 0, storedIds()]).toEqual([true, whole])
    },
  )
})

describe('show', () => {
  it('shows a model from a pasted address, in words and as JSON', { timeout: 60_000 }, async () => {
    const { code, out } = await run('show', 'https://huggingface.co/stabilityai/sdxl-turbo', '--json')
    const { compatibility, ...page } = JSON.parse(out) as { compatibility: unknown }
    expect([code, compatibility]).toMatchObject([
      0,
      { compatible: false, recommendations: [expect.stringMatching(/^Install sd-worker-rbee-/)] },
    ])
    expect(CatalogDetails.parse(page).model.id).toBe('huggingface:stabilityai/sdxl-turbo')
    const words = await run('show', 'hf:stabilityai/sdxl-turbo')
    expect(words.out).toMatch(/^sdxl-turbo by stabilityai/)
    expect(words.out).toMatch(/runs here +no.*No worker is installed.*Install sd-worker-rbee-/)
  })

  it('says what it did not understand or find', { timeout: 60_000 }, async () => {
    const version = [...hub.civitai.records.values()].find((one) => one.modelVersions.length > 1)
    const [, second] = version?.modelVersions ?? []
    const one = await run(
      'show',
      `https://civitai.com/models/${version?.id}?modelVersionId=${second?.id}`,
      '--json',
    )
    const { model } = CatalogDetails.parse(JSON.parse(one.out))
    expect(new Set(model.artifacts.map((artifact) => artifact.version?.id))).toEqual(
      new Set([String(second?.id)]),
    )
    const nonsense = await run('show', 'two words', '--json')
    expect([nonsense.code, JSON.parse(nonsense.err)]).toMatchObject([1, { error: { code: 'bad-request' } }])
    const gone = await run('show', 'nobody/nothing')
    expect([gone.code, gone.err]).toEqual([1, 'nobody/nothing was not found. [not-found]\n'])
  })
})
