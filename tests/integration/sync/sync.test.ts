import { afterEach, describe, expect, it } from 'vitest'
import { FailureError } from '#contract/failure'
import { LIMITS } from '#core/catalog/sync/plan'
import { sizedHuggingFace } from '../../hub/fixtures.ts'
import { createMemoryStore, type MemoryStore } from './memory-store.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

const { signal } = new AbortController()
let world: World
let store: MemoryStore

async function open(options: Partial<WorldOptions> = {}): Promise<World> {
  store = createMemoryStore()
  world = await createWorld({ store, ...options })
  return world
}
afterEach(() => world.dispose())

/** What the feeds should bring of what the hub holds. */
const wanted = (): string[] => {
  const repos = [...world.hub.huggingface.records.values()].filter(
    ({ tags, pipeline_tag: task, library_name: library }) => {
      const has = (tag: string) => tags.includes(tag)
      if (has('gguf')) return true
      if (!has('safetensors')) return false
      if (task === 'text-generation') return library === 'transformers' || has('transformers')
      return (
        ['text-to-image', 'image-to-image'].includes(task ?? '') &&
        (library === 'diffusers' || has('diffusers'))
      )
    },
  )
  return repos.map(({ id }) => `huggingface:${id}`).toSorted()
}
const stored = (source: string): string[] =>
  [...store.models.keys()].filter((id) => id.startsWith(`${source}:`)).toSorted()

describe('a refresh', () => {
  it('brings all that the feeds list, and only that', async () => {
    await open()
    const state = await world.sync.runOnce(signal)
    expect(stored('huggingface')).toEqual(wanted())
    expect(stored('civitai').length).toBeGreaterThan(100)
    expect(state).toMatchObject({ phase: 'idle', pausedBy: null })
    for (const hub of state.hubs)
      expect(hub).toMatchObject({
        activity: { kind: 'idle' },
        refreshedAt: expect.any(Number) as number,
        skipped: {},
      })
    expect(state.hubs[0]?.rateLimit).toMatchObject({ quota: 100_000 })
    expect(world.errors).toEqual([])
  })

  it('brings the most used of every feed before the rest of any', async () => {
    await open()
    await world.sync.runOnce(signal)
    const sorts = world.hub.log
      .filter(({ path }) => path === '/api/models')
      .map(({ query }) => new URLSearchParams(query).get('sort'))
    const order = ['downloads', 'lastModified', 'createdAt']
    expect(sorts.map((sort) => order.indexOf(sort ?? ''))).toEqual(
      sorts.map((sort) => order.indexOf(sort ?? '')).toSorted((a, b) => a - b),
    )
    expect(new Set(sorts).size).toBe(3)
  })

  it('the second time reads little, brings changes, and keeps what it knew better', async () => {
    await open()
    await world.sync.runOnce(signal)
    const first = world.hub.log.length
    const record = world.hub.huggingface.records.get('stabilityai/sdxl-turbo')
    if (!record) throw new Error('no record')
    const changed = { ...record, likes: 123_456, lastModified: new Date().toISOString() }
    world.hub.huggingface.records.set(record.id, changed)
    await world.sync.runOnce(signal)
    expect(store.models.get(`huggingface:${record.id}`)?.model.likes).toBe(123_456)
    expect(world.hub.log.length - first).toBeLessThan(first / 1.5)
    const again = world.hub.log.slice(first).map(({ query }) => new URLSearchParams(query).get('sort'))
    expect(again).not.toContain('createdAt')
  })

  it('withdrawn models disappear after a whole reading, and nothing else does', async () => {
    let now = Date.now()
    await open({ deps: { now: () => now } })
    await world.sync.runOnce(signal)
    const before = stored('huggingface')
    const [gone = ''] = before
    world.hub.huggingface.records.delete(gone.replace('huggingface:', ''))
    await world.sync.runOnce(signal)
    expect(stored('huggingface')).toEqual(before)
    now += 8 * 86_400_000
    const state = await world.sync.runOnce(signal)
    expect(stored('huggingface')).toEqual(before.filter((id) => id !== gone))
    expect(state.hubs[0]?.withdrawn).toBe(1)
  })

  it('asks the most used models for the sizes that lists do not tell, each once', async () => {
    await open({
      hubOptions: { huggingface: sizedHuggingFace() },
      deps: { limits: { ...LIMITS, sizesPerRun: 12 } },
    })
    await world.sync.runOnce(signal)
    const asked = () => world.hub.log.filter(({ query }) => query === 'blobs=true').map(({ path }) => path)
    const first = asked()
    expect(first).toHaveLength(12)
    for (const path of first) {
      const model = store.models.get(`huggingface:${path.replace('/api/models/', '')}`)?.model
      expect(model?.artifacts.every(({ sizeBytes }) => sizeBytes !== null)).toBe(true)
    }
    expect(world.hub.log.some(({ path }) => path.endsWith('config.json'))).toBe(false)
    await world.sync.runOnce(signal)
    expect(new Set(asked()).size).toBe(24)
    for (const path of first)
      expect(
        store.models.get(`huggingface:${path.replace('/api/models/', '')}`)?.model.artifacts[0]?.sizeBytes,
      ).not.toBeNull()
  })

  it('asks nothing of hubs for which there is no worker', async () => {
    await open({ deps: { families: () => [] } })
    await world.sync.runOnce(signal)
    expect(world.hub.log).toEqual([])
  })
})

describe('a sync that is stopped', () => {
  it('by death before any of its writes goes on and ends with the same catalog', async () => {
    await open()
    await world.sync.runOnce(signal)
    const whole = [...store.models.keys()].toSorted()
    let writes = 0
    const { hub } = world
    for (let dieAt = 1; ; dieAt += 3) {
      store = createMemoryStore()
      writes = 0
      store.beforeWrite = () => {
        writes += 1
        if (writes === dieAt) throw new Error('killed')
      }
      const died = await createWorld({ store, hub })
      const alive = await died.sync.runOnce(signal).then(
        () => true,
        () => false,
      )
      await died.dispose()
      if (alive) break
      store.beforeWrite = null
      const next = await createWorld({ store, hub })
      await next.sync.runOnce(signal)
      await next.dispose()
      expect([dieAt, [...store.models.keys()].toSorted()]).toEqual([dieAt, whole])
    }
    expect(writes).toBeGreaterThan(20)
  })

  it('by a network that is pulled at any request says so and goes on later without reading again', async () => {
    await open()
    await world.sync.runOnce(signal)
    const requests = world.hub.log.length
    const whole = [...store.models.keys()].toSorted()
    const { hub } = world
    for (const after of [0, 1, 2, 5, 9, 14]) {
      hub.faults.clear()
      hub.log.length = 0
      hub.faults.add({
        path: '^/api/',
        after,
        effect: { kind: 'drop', afterBytes: after % 2 === 0 ? 0 : 50 },
      })
      store = createMemoryStore()
      const pulled = await createWorld({ store, hub })
      const failure: unknown = await pulled.sync.runOnce(signal).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(FailureError)
      expect(pulled.sync.state().hubs.some(({ activity }) => activity.kind === 'failed')).toBe(true)
      await pulled.dispose()
      hub.faults.clear()
      const until = hub.log.filter(({ status }) => status === 200).length
      const again = await createWorld({ store, hub })
      await again.sync.runOnce(signal)
      await again.dispose()
      expect([...store.models.keys()].toSorted()).toEqual(whole)
      const all = hub.log.filter(({ status }) => status === 200).length
      // A page of each hub may be asked twice; no more.
      expect(all - until).toBeLessThanOrEqual(requests - until + 4)
    }
  })

  it('by a pause, and goes on from there', async () => {
    await open()
    world.hub.faults.add({ path: '^/api/', effect: { kind: 'delay', ms: 20 } })
    world.sync.startBackground()
    await world.until(({ hubs }) => (hubs[0]?.modelsRead ?? 0) > 60)
    expect(await world.sync.handlers['sync.pause'](undefined, { signal })).toMatchObject({
      phase: 'paused',
      pausedBy: 'user',
    })
    // What was on its way when it was paused still arrives there.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const asked = world.hub.log.length
    const have = store.models.size
    expect(have).toBeGreaterThan(60)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(world.hub.log.length).toBe(asked)
    world.hub.faults.clear()
    await world.sync.handlers['sync.start'](undefined, { signal })
    await world.until(({ phase, hubs }) => phase === 'idle' && hubs.every((hub) => hub.completeAt !== null))
    expect(stored('huggingface')).toEqual(wanted())
  })
})

describe('what is told', () => {
  it('a rate limit: until when, and then it goes on', async () => {
    await open()
    world.hub.faults.add({
      path: '^/api/models',
      times: 1,
      after: 3,
      effect: { kind: 'rate-limit', rateLimit: '"api";r=0;t=0' },
    })
    world.hub.faults.add({
      path: '^/api/v1',
      times: 1,
      after: 1,
      effect: { kind: 'rate-limit', retryAfter: 30 },
    })
    world.sync.startBackground()
    // Each hub goes its own pace.
    await world.until(({ hubs }) => hubs.every(({ completeAt }) => completeAt !== null))
    const waits = world.states.flatMap(({ hubs }) =>
      hubs.flatMap(({ source, activity }) => (activity.kind === 'waiting' ? [[source, activity.why]] : [])),
    )
    expect(waits).toContainEqual(['civitai', 'rate-limited'])
    expect(stored('huggingface')).toEqual(wanted())
  })

  it('a hub that changed: which, where, and nothing of it is stored; the other hub is read', async () => {
    await open()
    world.hub.faults.add({
      path: '^/api/v1/models',
      effect: { kind: 'rename-field', field: 'modelVersions', to: 'versions' },
    })
    const failure: unknown = await world.sync.runOnce(signal).catch((error: unknown) => error)
    expect(failure).toMatchObject({ failure: { code: 'hub-changed' } })
    expect(stored('civitai')).toEqual([])
    expect(stored('huggingface')).toEqual(wanted())
    expect(world.sync.state().hubs.map(({ activity }) => activity.kind)).toEqual(['idle', 'failed'])
  })

  it('a region where a hub is blocked is said, not tried again and again', async () => {
    await open({ hubOptions: { regionBlocked: true } })
    await world.sync.runOnce(signal).catch(() => {})
    expect(world.sync.state().hubs[1]?.activity).toMatchObject({
      kind: 'failed',
      failure: { code: 'hub-error', status: 451 },
    })
    expect(world.hub.log.filter(({ status }) => status === 451)).toHaveLength(1)
  })

  it('a cursor that went stale begins its stage again', async () => {
    await open()
    world.hub.faults.add({
      path: 'cursor=',
      times: 1,
      effect: { kind: 'status', status: 400, body: '{"error":"Invalid cursor"}' },
    })
    await world.sync.runOnce(signal)
    expect(stored('huggingface')).toEqual(wanted())
  })

  it('no network and a metered one: it waits, and says why', async () => {
    let online = false
    let metered = true
    await open({
      deps: {
        conditions: { online: () => online, metered: async () => metered },
        settings: () => ({ inBackground: true, onMetered: false }),
      },
    })
    world.sync.startBackground()
    await world.until(({ hubs }) => hubs.every(({ activity }) => activity.kind === 'waiting'))
    online = true
    await world.until(({ pausedBy }) => pausedBy === 'metered')
    expect(world.hub.log).toEqual([])
    metered = false
    await world.until(({ hubs }) => hubs.every((hub) => hub.completeAt !== null))
  })

  it('revisions only rise', async () => {
    await open()
    await world.sync.runOnce(signal)
    const revisions = world.states.map(({ revision }) => revision)
    expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
    expect(new Set(revisions).size).toBe(revisions.length)
  })
})
