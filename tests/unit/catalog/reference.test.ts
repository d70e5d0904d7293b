import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CatalogQuery, facetNames, type CatalogQueryInput } from '#contract/catalog'
import { problemWith, say } from '#domain/sayings/saying'
import { machineWith, workersFor } from '../../helpers/catalog.ts'
import { createRandom, similarModels } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'
import { allPages, asker, build, known, openRecords, patch, type Built } from './columns-in.ts'
import { ask, factsFor, sorted, type Facts } from './reference.ts'

const broken = problemWith('driver-missing', say('nvidia-silent', { gpu: null }), null)
const machine = {
  workers: [
    ...workersFor([
      'llm-worker-rbee-cuda',
      'llm-worker-rbee-cpu',
      'sd-worker-rbee-cuda',
      'sd-worker-rbee-cpu',
    ]),
    ...workersFor(['llm-worker-rbee-rocm']).map((worker) => ({ ...worker, problem: broken })),
  ],
  hardware: machineWith(4 * 1024, 8 * 1024),
}
const dir = tempDir()
let columns: Built
let facts: Facts[]

/** A large segment and three small ones, with models changed and withdrawn in between. */
beforeAll(() => {
  using store = openRecords(dir.path)
  const { records } = store
  const models = [...similarModels(900, 7)]
  records.apply({ feed: null, upsert: models.slice(0, 600) })
  columns = build(records)
  const random = createRandom(3)
  for (let round = 0; round < 3; round++) {
    const changed = models
      .filter(() => random() < 0.05)
      .map((model) => ({ ...model, downloads: 5, likes: null }))
    const fresh = models.slice(600 + round * 100, 700 + round * 100)
    const gone = models.filter(() => random() < 0.03).map(({ id }) => id)
    records.apply({ feed: null, upsert: [...changed, ...fresh], remove: gone })
    columns = patch(columns, records)
  }
  facts = known(records).map((one) => factsFor(one, machine))
})

afterAll(() => dir[Symbol.dispose]())

const words = [
  'l',
  'q',
  'qwen',
  'llama',
  'lla',
  '7b',
  'gguf',
  'instruct',
  'stable',
  'style',
  'sd',
  'Mistral',
  '3',
  'ins',
  'merge',
]
const values: Partial<Record<(typeof facetNames)[number], string[]>> = {
  source: ['huggingface', 'civitai'],
  worker: ['llm-worker-rbee-cuda', 'llm-worker-rbee-cpu', 'sd-worker-rbee-cuda'],
  task: ['text-generation', 'text-to-image', 'image-text-to-text'],
  architecture: ['llama', 'qwen2', 'gemma2', 'SD 1.5'],
  format: ['safetensors', 'gguf', 'pickle'],
  quantization: ['Q4_K_M', 'Q8_0', 'Q2_K'],
  baseModel: ['SD 1.5', 'SDXL 1.0', 'Other'],
  type: ['Checkpoint', 'LORA'],
  licenceGroup: ['permissive', 'ai-specific', 'other'],
  licence: ['apache-2.0', 'mit', 'llama3.1'],
  language: ['en', 'zh', 'de'],
  fit: ['gpu', 'partial', 'cpu', 'too-large', 'unknown'],
}
const chosen = fc.record(
  Object.fromEntries(
    Object.entries(values).map(([name, list]) => [name, fc.subarray(list, { minLength: 1, maxLength: 2 })]),
  ),
  { requiredKeys: [] },
)
const range = (most: number) =>
  fc.record(
    {
      min: fc.double({ min: 0, max: most, noNaN: true }),
      max: fc.double({ min: 0, max: most, noNaN: true }),
    },
    { requiredKeys: [] },
  )
const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 1 })
const queries = fc
  .record({
    text: fc.subarray(words, { maxLength: 2 }).map((list) => list.join(' ')),
    facets: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: chosen }),
    parameters: rarely(range(2e10)),
    sizeBytes: rarely(range(2e10)),
    contextLength: rarely(range(131_072)),
    updatedWithinDays: rarely(fc.integer({ min: 1, max: 1200 })),
    show: fc.record({
      comingSoon: fc.boolean(),
      incompatible: fc.boolean(),
      tooLarge: fc.boolean(),
      nsfw: fc.boolean(),
    }),
    sort: fc.constantFrom('relevance', 'trending', 'downloads', 'likes', 'updated', 'created', 'size', 'fit'),
    direction: fc.constantFrom('asc', 'desc'),
    limit: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ facets, parameters, sizeBytes, contextLength, updatedWithinDays, ...rest }) => ({
    ...rest,
    filters: {
      facets,
      ...(parameters && { parameters }),
      ...(sizeBytes && { sizeBytes }),
      ...(contextLength && { contextLength }),
      ...(updatedWithinDays && { updatedWithinDays }),
    },
  })) as fc.Arbitrary<CatalogQueryInput>

it('answers as the rules say, whatever is asked: rows, their order, totals, facets, pages', () => {
  const query = asker(columns, machine)
  fc.assert(
    fc.property(queries, (input) => {
      const expected = ask(facts, CatalogQuery.parse(input))
      const page = query(input)
      expect(page.total).toBe(expected.total)
      expect(page.hidden).toEqual(expected.hidden)
      for (const [name, list] of Object.entries(expected.facets)) {
        const got = page.facets?.[name as 'source'] ?? []
        // Of values that are counted alike the longest lists show some.
        if (list.length > 60)
          got.splice(0, got.length, ...got.map((one, at) => ({ ...one, value: list[at]!.value })))
        expect({ name, list: sorted(got) }).toEqual({ name, list: sorted(list.slice(0, got.length)) })
      }
      expect(allPages(query, input)).toEqual(expected.ids)
    }),
    { numRuns: 150 },
  )
})

it('jumps to any row, and goes on from there by cursor', () => {
  const query = asker(columns, machine)
  fc.assert(
    fc.property(queries, fc.nat(400), fc.nat(20), (input, skip, further) => {
      const { ids } = ask(facts, CatalogQuery.parse(input))
      const idsOf = (page: ReturnType<typeof query>) => page.items.map(({ id }) => id)
      const limit = input.limit ?? 50
      const there = query({ ...input, skip })
      expect(idsOf(there)).toEqual(ids.slice(skip, skip + limit))
      expect(there.next === null).toBe(skip + limit >= ids.length)
      if (there.next === null) return
      const next = query({ ...input, cursor: there.next, skip: further })
      expect(idsOf(next)).toEqual(ids.slice(skip + limit + further, skip + 2 * limit + further))
    }),
    { numRuns: 150 },
  )
})

it('finds something to compare', () => {
  expect(columns.segments.length).toBe(4)
  const { total, hidden } = asker(columns, machine)({})
  expect(total).toBeGreaterThan(30)
  expect(hidden?.tooLarge).toBeGreaterThan(0)
  expect(hidden?.comingSoon).toBeGreaterThan(0)
})
