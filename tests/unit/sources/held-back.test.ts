/** Answers that nothing was built from: what parses these was not fitted to them. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import * as civitai from '#core/catalog/sources/civitai/shapes'
import * as hugging from '#core/catalog/sources/huggingface/shapes'
import { readPage } from '#core/catalog/sources/read-page'
import { loadFamilies } from '#core/workers/families'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'

const text = (name: string): string =>
  readFileSync(new URL(`../../fixtures/held-back/${name}`, import.meta.url), 'utf8')
const json = (name: string): unknown => JSON.parse(text(name))
const families = loadFamilies()
const huggingface = {
  host: 'hub',
  item: hugging.RepositoryItem,
  normalise: (raw: unknown) => normaliseHuggingFace(raw, families),
}

it('HuggingFace: records of every age, as a list gives them', () => {
  const items = text('huggingface-records.jsonl')
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const list = hugging.ListAnswer.parse(items)
  const { models, skipped } = readPage(list, huggingface)
  expect([models.length, skipped]).toEqual([items.length, {}])
  expect(new Set(models.map(({ id }) => id)).size).toBe(items.length)
})

it.each([
  ['model-info__cortexso__tinyllama', 'cortexso/tinyllama', 'gguf'],
  ['model-info-blobs__InvokeAI-test__textual_inversion_tests', 'InvokeAI-test/textual_inversion_tests', null],
])('HuggingFace: %s', (name, sourceId, format) => {
  const raw = hugging.ModelInfoAnswer.parse(json(`huggingface-${name}.json`))
  const { models, skipped } = readPage([raw], huggingface)
  expect([models[0]?.sourceId, skipped]).toEqual([sourceId, {}])
  expect(models[0]?.artifacts[0]?.format ?? null).toBe(format)
})

it.each([
  ['civitai-list-page.2024.json', '22138|364671|25494', [4468, 7371]],
  ['civitai-list-page-nsfw.2025.json', '25631|769072|25694', [58390, 7808]],
])('CivitAI: %s', (name, cursor, ids) => {
  const page = civitai.ListAnswer.parse(json(name))
  expect(page.metadata.nextCursor).toBe(cursor)
  const read = { host: 'hub', item: civitai.ListItem, normalise: normaliseCivitai }
  const { models, skipped } = readPage(page.items, read)
  expect([models.map(({ sourceId }) => Number(sourceId)).toSorted((a, b) => a - b), skipped]).toEqual([
    ids.toSorted((a, b) => a - b),
    {},
  ])
  for (const { artifacts } of models)
    for (const { files, version } of artifacts)
      expect([version?.baseModel, files.every(({ sizeBytes }) => (sizeBytes ?? 0) > 0)]).toEqual([
        expect.any(String),
        true,
      ])
})
