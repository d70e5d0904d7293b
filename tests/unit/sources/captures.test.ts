/** Real answers of each kind, as recorded, parse without a record lost. */
import { describe, expect, it } from 'vitest'
import { readPage } from '#core/catalog/sources/read-page'
import * as civitai from '#core/catalog/sources/civitai/shapes'
import { wordsOf } from '#core/catalog/sources/civitai/source'
import * as hugging from '#core/catalog/sources/huggingface/shapes'
import { withoutFrontMatter } from '#core/catalog/sources/huggingface/source'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import { rawCapture } from '../../hub/fixtures.ts'

const capture = (name: string): unknown => JSON.parse(rawCapture(name))
const read = {
  huggingface: { host: 'hub', item: hugging.RepositoryItem, normalise: normaliseHuggingFace },
  civitai: { host: 'hub', item: civitai.ListItem, normalise: normaliseCivitai },
}

describe('recorded answers', () => {
  it.each(['list-expand__search-qwen3.8__2026-09', 'list-full__search-Mellum2__one-item'])('%s', (name) => {
    const items = hugging.ListAnswer.parse(capture(`huggingface/${name}.json`))
    const { models, skipped } = readPage(items, read.huggingface)
    expect([models.length, skipped]).toEqual([items.length, {}])
    expect(models.every(({ artifacts }) => artifacts.length > 0)).toBe(true)
  })

  it.each([
    'model-info-blobs__stabilityai__sdxl-turbo',
    'model-info__TheBloke__DiscoLM-120b-GPTQ',
    'model-info__ggml-org__gemma-3-12b-it-GGUF',
    'model-info__ggml-org__gemma-3-1b-it-GGUF',
    'model-info__google-bert__bert-base-uncased',
    'model-info__stabilityai__stable-diffusion-2-1',
  ])('%s', (name) => {
    const raw = hugging.ModelInfoAnswer.parse(capture(`huggingface/${name}.json`))
    const { models, skipped } = readPage([raw], read.huggingface)
    expect([models[0]?.sourceId, skipped]).toEqual([raw.id, {}])
  })

  it('CivitAI: a list page, its end, an item of 2026, and a body by id', () => {
    const page = civitai.ListAnswer.parse(capture('civitai/models-list.cursor-page.2025.json'))
    expect(page.metadata.nextCursor).toBe('41291|348916|4468')
    const last = civitai.ListAnswer.parse(capture('civitai/models-list.page-no-next.metadata-only.json'))
    expect([last.items, last.metadata.nextCursor]).toEqual([[], undefined])
    const single = ['models-list-item.2851602.2026-08', 'model-by-id.2833924.2026-08']
    const raws = [...page.items, ...single.map((name) => capture(`civitai/${name}.json`))]
    const { models, skipped } = readPage(raws, read.civitai)
    expect([models.length, skipped]).toEqual([raws.length, {}])
  })

  it('CivitAI: versions by themselves', () => {
    for (const line of rawCapture('civitai/model-versions.jsonl').trim().split('\n')) {
      const raw: unknown = JSON.parse(line)
      expect(civitai.VersionAnswer.safeParse(raw).error).toBeUndefined()
      expect(normaliseCivitai(raw)).toMatchObject({ ok: true })
    }
  })
})

it('takes the front matter off a card, and only there', () => {
  expect(withoutFrontMatter('---\nlicense: mit\n---\n# Title\n\n---\n\nText')).toBe('# Title\n\n---\n\nText')
  expect(withoutFrontMatter('# Title\n---\nx\n---\n')).toBe('# Title\n---\nx\n---\n')
  expect(withoutFrontMatter('---\r\na: 1\r\n---\r\nText')).toBe('Text')
  expect(withoutFrontMatter('---\n---')).toBe('---\n---')
})

it('splits trigger words that share an entry', () => {
  expect(wordsOf(['a, b', 'b', ' ', 'c d'])).toEqual(['a', 'b', 'c d'])
})
