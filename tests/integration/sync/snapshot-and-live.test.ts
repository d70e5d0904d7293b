import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { packSnapshot, readSnapshot } from '#core/catalog/snapshot/file'
import type { Model } from '#domain/model'
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

async function snapshotOf(all: readonly Model[]) {
  const folder = await mkdtemp(join(tmpdir(), 'snapshot-'))
  const file = join(folder, 's.br')
  await writeFile(file, await packSnapshot(all, '2026-08-23T00:00:00.000Z'))
  const snapshot = await readSnapshot(file)
  await rm(folder, { recursive: true })
  return snapshot
}

describe('the snapshot', () => {
  it('fills an empty catalog without any network, once, and gives way to the hubs', async () => {
    await open()
    await world.sync.runOnce(signal)
    const models: Model[] = [...store.models.values()].map(({ model }) => ({ ...model, likes: 1 }))
    const { hub } = world
    const [first] = models
    if (!first) throw new Error('no model')
    const ghost: Model = {
      ...first,
      id: 'huggingface:gone/model',
      sourceId: 'gone/model',
      tags: ['gguf'],
      downloads: 5,
    }
    const snapshot = await snapshotOf([...models, ghost])
    store = createMemoryStore()
    const offline = await createWorld({
      store,
      hub,
      snapshot,
      deps: { conditions: { online: () => false, metered: async () => null } },
    })
    offline.sync.startBackground()
    const state = await offline.until((one) => one.snapshot !== null)
    expect(state.snapshot).toEqual({ madeAt: '2026-08-23T00:00:00.000Z', models: models.length + 1 })
    expect(store.models.size).toBe(models.length + 1)
    expect(store.models.get(first.id)?.model).toEqual({ ...first, preview: null })
    await offline.dispose()

    const later = await createWorld({ store, hub, snapshot })
    await later.sync.runOnce(signal)
    expect(store.models.get(first.id)?.model.likes).not.toBe(1)
    expect(store.models.has(ghost.id)).toBe(false)
    store.beforeWrite = () => {
      throw new Error('wrote again')
    }
    later.sync.startBackground()
    await later.until((one) => one.snapshot !== null)
    await later.dispose()
  })

  it('a damaged one is told and the hubs fill the catalog', async () => {
    await open({ deps: { plant: () => Promise.reject(new Error('damaged')) } })
    await world.sync.runOnce(signal)
    expect(world.errors).toHaveLength(1)
    expect(store.models.size).toBeGreaterThan(500)
  })
})

const search = (text: string) => world.sync.handlers['sync.search']({ text }, { signal })

describe('live search and pasted addresses', () => {
  it('keeps what both hubs find', async () => {
    await open()
    const found = await world.sync.handlers['sync.search']({ text: ' dream ' }, { signal })
    expect(found.failures).toEqual([])
    expect(found.added).toBe(found.ids.length)
    expect(found.ids.every((id) => store.models.has(id))).toBe(true)
    expect(await world.sync.handlers['sync.search']({ text: 'dream' }, { signal })).toMatchObject({
      added: 0,
    })
    expect(await world.sync.handlers['sync.search']({ text: ' ' }, { signal })).toEqual({
      ids: [],
      added: 0,
      failures: [],
    })
  })

  it('asks the hubs only what they understand, and for a named model that one alone', async () => {
    await open()
    const asked = async (text: string): Promise<readonly string[]> => {
      const before = world.hub.log.length
      await search(text)
      return world.hub.log.slice(before).map(({ query }) => query)
    }
    expect(await asked('size:<8gb -anime quant:q4_k_m')).toEqual([])
    const questions = await asked('dream author:Lykon size:<8gb -anime')
    expect(questions.length).toBeGreaterThan(1)
    for (const one of questions)
      expect(one).toMatch(/^(search=dream&author=Lykon|query=dream&username=Lykon)&/)
    const id = 'huggingface:stabilityai/sdxl-turbo'
    expect(await search('https://huggingface.co/stabilityai/sdxl-turbo')).toMatchObject({
      ids: [id],
      added: 1,
    })
    expect(await search('stabilityai/sdxl-turbo')).toMatchObject({ ids: [id], added: 0 })
    expect(await search('civitai:1')).toEqual({ ids: [], added: 0, failures: [] })
    const unfinished = await search('stabilityai/sdxl')
    expect([unfinished.ids.includes(id), unfinished.failures]).toEqual([true, []])
  })

  it('one hub that fails does not take the other away', async () => {
    await open()
    world.hub.faults.add({ path: '^/api/v1', effect: { kind: 'status', status: 500 } })
    const found = await world.sync.handlers['sync.search']({ text: 'llama' }, { signal })
    expect(found.ids.length).toBeGreaterThan(0)
    expect(found.failures).toMatchObject([{ source: 'civitai', failure: { code: 'hub-error' } }])
  })

  it('resolves what is pasted, and knows what it has without a network', async () => {
    await open()
    const resolve = (text: string) => world.sync.handlers['sync.resolve']({ text }, { signal })
    expect(await resolve('two words')).toBeNull()
    expect(await resolve('https://huggingface.co/stabilityai/sdxl-turbo/tree/main')).toEqual({
      id: 'huggingface:stabilityai/sdxl-turbo',
      revision: 'main',
      path: null,
      quantization: null,
    })
    const record = [...world.hub.civitai.records.values()][0]
    const version = String(record?.modelVersions[0]?.id)
    expect(await resolve(`https://civitai.com/api/download/models/${version}`)).toEqual({
      id: `civitai:${record?.id}`,
      revision: version,
      path: null,
      quantization: null,
    })
    const asked = world.hub.log.length
    expect(await resolve('hf:stabilityai/sdxl-turbo')).toMatchObject({
      id: 'huggingface:stabilityai/sdxl-turbo',
    })
    expect(world.hub.log.length).toBe(asked)
    await expect(resolve('nobody/nothing')).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })
})
