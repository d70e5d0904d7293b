/** Every operator, and its opposite, against rows found one model at a time. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CatalogPage, CatalogQueryInput, FacetName } from '#contract/catalog'
import { operators } from '#core/catalog/query/operators'
import { words } from '#core/catalog/index/tokens'
import { machineWith, workersFor } from '../../helpers/catalog.ts'
import { similarModels } from '../../helpers/models.ts'
import { tempDir } from '../../helpers/temp-dir.ts'
import { allPages, asker, build, known, openRecords } from './columns-in.ts'
import { factsFor, NOW, valuesOf, type Facts } from './reference.ts'

const machine = {
  workers: workersFor(['llm-worker-rbee-cuda', 'llm-worker-rbee-cpu', 'sd-worker-rbee-cuda']),
  hardware: machineWith(4 * 1024, 8 * 1024),
}
const everything = { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true }
const GB = 1e9
const DAY_MS = 86_400_000

const dir = tempDir()
let facts: Facts[]
let ask: (query: CatalogQueryInput) => CatalogPage
beforeAll(() => {
  using store = openRecords(dir.path)
  store.records.apply({ feed: null, upsert: [...similarModels(700, 11)] })
  ask = asker(build(store.records), machine)
  facts = known(store.records).map((one) => factsFor(one, machine))
})
afterAll(() => dir[Symbol.dispose]())

type Test = (facts: Facts) => boolean
const has =
  (name: FacetName, ...wanted: string[]): Test =>
  (one) =>
    valuesOf(one, name, everything).some((value) => wanted.includes(value))
const parameters =
  (test: (count: number) => boolean): Test =>
  ({ model }) =>
    model.parameters !== null && test(model.parameters.value)
const context =
  (test: (tokens: number) => boolean): Test =>
  ({ model }) =>
    model.contextLength !== null && test(model.contextLength)
const size =
  (test: (bytes: number) => boolean): Test =>
  ({ model }) =>
    model.artifacts.some(({ sizeBytes }) => sizeBytes !== null && test(sizeBytes))
const age =
  (test: (days: number) => boolean): Test =>
  ({ model }) =>
    model.updatedAt !== null && test((NOW - model.updatedAt) / DAY_MS)
const tagged =
  (...wanted: string[]): Test =>
  ({ model }) => {
    const all = new Set(model.tags.flatMap(words))
    return wanted.every((word) => all.has(word))
  }
const by =
  (author: string): Test =>
  ({ model }) =>
    model.author?.toLowerCase() === author

const table: readonly (readonly [text: string, test: Test])[] = [
  ['arch:llama', has('architecture', 'llama')],
  ['architecture:qwen2', has('architecture', 'qwen2')],
  ['base:"SD 1.5"', has('baseModel', 'SD 1.5')],
  ['source:civitai', has('source', 'civitai')],
  ['source:hf', has('source', 'huggingface')],
  ['task:text-generation', has('task', 'text-generation')],
  ['type:LORA,Checkpoint', has('type', 'LORA', 'Checkpoint')],
  ['format:gguf', has('format', 'gguf')],
  ['quant:q4_k_m', has('quantization', 'Q4_K_M')],
  ['lang:en', has('language', 'en')],
  ['language:zh', has('language', 'zh')],
  ['worker:llm-worker-rbee-cuda', has('worker', 'llm-worker-rbee-cuda')],
  ['fit:gpu', has('fit', 'gpu')],
  ['fit:too-large,unknown', has('fit', 'too-large', 'unknown')],
  ['license:apache-2.0', has('licence', 'apache-2.0')],
  ['licence:permissive', has('licenceGroup', 'permissive')],
  ['author:bartowski', by('bartowski')],
  ['by:bartowski', by('bartowski')],
  ['tag:conversational', tagged('conversational')],
  ['params:7b..13b', parameters((count) => count >= 7e9 && count <= 13e9)],
  ['params:7b', parameters((count) => count >= 6.3e9 && count <= 7.7e9)],
  ['params:<3b', parameters((count) => count < 3e9)],
  ['size:<8gb', size((bytes) => bytes < 8 * GB)],
  ['size:2gb..4gb', size((bytes) => bytes >= 2 * GB && bytes <= 4 * GB)],
  ['context:>=32k', context((tokens) => tokens >= 32 * 1024)],
  ['ctx:..8k', context((tokens) => tokens <= 8 * 1024)],
  ['updated:<1y', age((days) => days < 365)],
  ['updated:>90d', age((days) => days > 90)],
]

const idsFor = (query: string) => allPages(ask, { text: query, show: everything, limit: 200 }).toSorted()
const expected = (keep: Test) =>
  facts
    .filter(keep)
    .map(({ model }) => model.id)
    .toSorted()

it.each(table)('%s', (text, test) => {
  const found = expected(test)
  // A row of the table that keeps all or none would prove nothing.
  expect(found.length).toBeGreaterThan(0)
  expect(found.length).toBeLessThan(facts.length)
  expect(idsFor(text)).toEqual(found)
  expect(idsFor(`-${text}`)).toEqual(expected((one) => !test(one)))
})

it('leaves no operator out', () => {
  const tried = new Set(table.map(([text]) => text.slice(0, text.indexOf(':'))))
  expect(Object.keys(operators).filter((name) => !tried.has(name))).toEqual([])
})
