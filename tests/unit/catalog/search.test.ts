import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogPage, CatalogQueryInput } from '#contract/catalog'
import type { Model } from '#domain/model'
import { machineWith, workersFor } from '../../helpers/catalog.ts'
import { createRandom, realModels, similarModels } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'
import { allPages, asker, build, openRecords, patch } from './columns-in.ts'

const machine = {
  workers: workersFor(['llm-worker-rbee-cuda', 'sd-worker-rbee-cuda']),
  hardware: machineWith(24 * 1024),
}
const everything = { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true }
const [sample] = realModels()
const named = (sourceId: string, more: Partial<Model> = {}): Model => ({
  ...sample!,
  id: `huggingface:${sourceId}`,
  sourceId,
  name: sourceId.slice(sourceId.indexOf('/') + 1),
  author: sourceId.slice(0, sourceId.indexOf('/')),
  tags: [],
  licence: 'other',
  downloads: 10,
  ...more,
})

describe('words', () => {
  const dir = tempDir()
  let ask: (query: CatalogQueryInput) => CatalogPage
  beforeAll(() => {
    using store = openRecords(dir.path)
    store.records.apply({
      feed: null,
      upsert: [
        named('meta/Llama-3-8B', { downloads: 5 }),
        named('meta/Llama-3-8B-Instruct', { downloads: 900 }),
        named('jeff/TinyLlama-Chat', { downloads: 700 }),
        named('mistralai/Mistral-7B', { downloads: 800 }),
        named('someone/OtherModel', { downloads: 600, tags: ['roleplay', 'llama', 'license:mit'] }),
        named('qwen/Qwen2.5-Coder-7B', { licence: 'apache-2.0' }),
      ],
    })
    ask = asker(build(store.records), machine)
  })
  afterAll(() => dir[Symbol.dispose]())
  const names = (text: string): string[] => ask({ text, show: everything }).items.map(({ name }) => name)

  it('puts the very name first, then names with the words, then names that begin so, then the rest', () => {
    expect(names('llama 3 8b')).toEqual(['Llama-3-8B', 'Llama-3-8B-Instruct'])
    expect(names('llama')).toEqual(['Llama-3-8B-Instruct', 'Llama-3-8B', 'TinyLlama-Chat', 'OtherModel'])
    expect(names('meta/Llama-3-8B')[0]).toBe('Llama-3-8B')
  })

  it.each([
    ['llama3', ['Llama-3-8B-Instruct', 'Llama-3-8B']],
    ['qwen2.5', ['Qwen2.5-Coder-7B']],
    ['coder qwen', ['Qwen2.5-Coder-7B']],
    ['jeff', ['TinyLlama-Chat']],
    ['roleplay', ['OtherModel']],
    ['"3 8b" -instruct', ['Llama-3-8B']],
    ['tag:roleplay', ['OtherModel']],
    ['author:mistralai', ['Mistral-7B']],
    ['license:permissive', ['Qwen2.5-Coder-7B']],
    ['license', []],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  it('looks inside words, and for what was meant, where no word begins so', () => {
    expect(names('istra')).toEqual(['Mistral-7B'])
    const page = ask({ text: 'mistrla', show: everything })
    expect(page.items.map(({ name }) => name)).toEqual(['Mistral-7B'])
    expect(page.notes).toEqual([
      { kind: 'read-as', part: 'mistrla', used: ['mistral', 'mistral7b', 'mistralai'] },
    ])
    expect(names('zzzzzz')).toEqual([])
  })

  it('says what no model has, and what it took instead', () => {
    expect(ask({ text: 'author:mistral', show: everything }).notes).toEqual([
      { kind: 'read-as', part: 'author:mistral', used: ['mistralai'] },
    ])
    expect(ask({ text: 'author:mistralay' }).notes).toEqual([
      { kind: 'unknown-value', part: 'author:mistralay', nearest: 'mistralai' },
    ])
  })
})

it('pages neither repeat nor skip what did not change, while the catalog does', () => {
  using dir = tempDir()
  using store = openRecords(dir.path)
  const { records } = store
  const models = [...similarModels(600, 31)]
  records.apply({ feed: null, upsert: models.slice(0, 500) })
  let columns = build(records)
  const random = createRandom(9)
  const untouched = new Set(models.slice(0, 500).map(({ id }) => id))
  const seen: string[] = []
  let cursor: string | null = null
  let changed = false
  for (let turn = 1; turn === 1 || cursor !== null; turn++) {
    const page: CatalogPage = asker(
      columns,
      machine,
      turn,
    )({ sort: 'downloads', show: everything, limit: 40, cursor })
    seen.push(...page.items.map(({ id }) => id))
    changed ||= page.changedSincePageOne
    ;({ next: cursor } = page)
    const touched = models.filter(() => random() < 0.02)
    for (const { id } of touched) untouched.delete(id)
    const [fresh] = models.slice(500 + turn)
    records.apply({
      feed: null,
      upsert: [...touched.map((model) => ({ ...model, downloads: Math.floor(random() * 1e5) })), fresh!],
      remove: touched.slice(0, 2).map(({ id }) => id),
    })
    columns = patch(columns, records)
  }
  const kept = seen.filter((id) => untouched.has(id))
  expect(changed).toBe(true)
  expect(kept).toHaveLength(untouched.size)
  expect(new Set(kept).size).toBe(untouched.size)
})

it('what was asked for by size or fit comes in the order of what the cards show', () => {
  using dir = tempDir()
  using store = openRecords(dir.path)
  store.records.apply({ feed: null, upsert: [...similarModels(300, 5)] })
  const ask = asker(build(store.records), machine)
  const sizes = ask({ sort: 'size', limit: 200 }).items.map(
    ({ verdict }) => verdict.artifact?.sizeBytes ?? Infinity,
  )
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
  const fits = ask({ sort: 'fit', limit: 200 }).items.map(({ verdict }) =>
    ['gpu', 'partial', 'cpu', 'unknown'].indexOf(verdict.fit),
  )
  expect(fits).toEqual(fits.toSorted((a, b) => a - b))
  expect(allPages(ask, { sort: 'size', limit: 7 })).toHaveLength(ask({}).total)
})
