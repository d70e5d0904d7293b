/** The questions sent to the hubs, word for word. */
import { describe, expect, it } from 'vitest'
import * as civitai from '#core/catalog/sources/civitai/queries'
import * as hugging from '#core/catalog/sources/huggingface/queries'
import { hubQuestion } from '#core/catalog/sync/hub-question'
import { loadFamilies } from '#core/workers/families'

const BASE = 'https://hub.example'
const families = loadFamilies()
const llm = families.filter(({ id }) => id === 'llm-worker-rbee')
const sd = families.filter(({ id }) => id === 'sd-worker-rbee')

const COMMON =
  'expand=author&expand=createdAt&expand=disabled&expand=downloads&expand=gated&expand=lastModified&expand=library_name&expand=likes&expand=pipeline_tag&expand=private&expand=sha&expand=siblings&expand=tags&expand=trendingScore'
const GGUF = `${COMMON}&expand=baseModels&expand=gguf`
const SAFETENSORS = `${COMMON}&expand=config&expand=safetensors`

describe('HuggingFace', () => {
  it('asks one list a format, GGUF without a task, from the installed workers only', () => {
    expect(hugging.huggingFaceFeeds(llm).map((feed) => hugging.listUrl(BASE, feed, 'popular'))).toEqual([
      `${BASE}/api/models?pipeline_tag=text-generation&filter=safetensors&filter=transformers&sort=downloads&limit=500&${SAFETENSORS}`,
      `${BASE}/api/models?filter=gguf&sort=downloads&limit=500&${GGUF}`,
    ])
    expect(hugging.huggingFaceFeeds(sd).map((feed) => hugging.listUrl(BASE, feed, 'popular'))).toEqual([
      `${BASE}/api/models?pipeline_tag=text-to-image&filter=safetensors&filter=diffusers&sort=downloads&limit=500&${SAFETENSORS}`,
      `${BASE}/api/models?pipeline_tag=image-to-image&filter=safetensors&filter=diffusers&sort=downloads&limit=500&${SAFETENSORS}`,
    ])
    expect(hugging.huggingFaceFeeds([])).toEqual([])
  })

  const [feed] = hugging.huggingFaceFeeds(llm)
  if (!feed) throw new Error('no feed')

  it('sorts by names that the hub knows, and never combines expand with full', () => {
    const params = (['popular', 'newest', 'stable'] as const).map(
      (order) => new URL(hugging.listUrl(BASE, feed, order)).searchParams,
    )
    expect(params.map((one) => one.get('sort'))).toEqual(['downloads', 'lastModified', 'createdAt'])
    for (const one of params) {
      expect(['full', 'config', 'cardData', 'direction', 'skip'].filter((name) => one.has(name))).toEqual([])
      expect(one.getAll('filter')).toEqual(['safetensors', 'transformers'])
    }
  })

  it('expands only what the list endpoint allows', async () => {
    const { EXPANDABLE } = await import('../../hub/huggingface/shapes.ts')
    for (const one of hugging.huggingFaceFeeds(families)) {
      const asked = new URL(hugging.listUrl(BASE, one, 'popular')).searchParams.getAll('expand')
      expect(asked.filter((name) => !EXPANDABLE.includes(name))).toEqual([])
    }
  })

  it('searches in the same lists', () => {
    const rest = `pipeline_tag=text-generation&filter=safetensors&filter=transformers&sort=downloads&limit=100&${SAFETENSORS}`
    expect(hugging.searchUrl(BASE, feed, { words: 'tiny llama & co', author: null })).toBe(
      `${BASE}/api/models?search=tiny%20llama%20%26%20co&${rest}`,
    )
    expect(hugging.searchUrl(BASE, feed, { words: 'llama', author: 'TheBloke' })).toBe(
      `${BASE}/api/models?search=llama&author=TheBloke&${rest}`,
    )
    expect(hugging.searchUrl(BASE, feed, { words: '', author: 'TheBloke' })).toBe(
      `${BASE}/api/models?author=TheBloke&${rest}`,
    )
  })

  it('escapes ids, revisions and paths segment by segment', () => {
    expect(hugging.infoUrl(BASE, 'org/name', 'refs/pr/1')).toBe(
      `${BASE}/api/models/org/name/revision/refs%2Fpr%2F1?blobs=true`,
    )
    expect(hugging.infoUrl(BASE, 'org/name')).toBe(`${BASE}/api/models/org/name?blobs=true`)
    expect(hugging.fileUrl(BASE, { sourceId: 'org/name', revision: null }, 'sub dir/a#b.md')).toBe(
      `${BASE}/org/name/resolve/main/sub%20dir/a%23b.md`,
    )
  })

  it('takes only the query of Link, whatever host it names', async () => {
    const { rawCapture } = await import('../../hub/fixtures.ts')
    const real = rawCapture('huggingface/list__link-header__2026-09.txt')
      .trim()
      .replace(/^link: /, '')
    const query = hugging.nextQuery(real)
    expect(query).toMatch(/^search=qwen3\.8&limit=2&filter=gguf&cursor=eyIkb3Ii.*%3D%3D$/)
    expect(hugging.nextQuery('<https://evil.example/api/models?cursor=x>; rel="next"')).toBe('cursor=x')
    expect(hugging.nextQuery('<https://x/?a=1>; rel="prev", <https://x/?cursor=2>; rel="next"')).toBe(
      'cursor=2',
    )
    expect(
      [undefined, '', 'nonsense', '<https://x/>; rel="next"', '<https://x?a>; rel="prev"'].map(
        hugging.nextQuery,
      ),
    ).toEqual(Array.from({ length: 5 }, () => null))
  })
})

describe('CivitAI', () => {
  it('repeats types and base models, follows cursors, and asks for nothing without an image worker', () => {
    expect(civitai.civitaiFeeds(llm)).toEqual([])
    const [feed] = civitai.civitaiFeeds(sd)
    if (!feed) throw new Error('no feed')
    const url = civitai.listUrl(BASE, feed, { order: 'popular', cursor: '41291|348916|4468' })
    const { searchParams } = new URL(url)
    expect(searchParams.getAll('types')).toEqual(['Checkpoint', 'Controlnet', 'LORA'])
    expect(searchParams.getAll('baseModels')).toEqual([
      'Flux.1 D',
      'Flux.1 S',
      'SD 1.4',
      'SD 1.5',
      'SD 1.5 Hyper',
      'SD 1.5 LCM',
      'SD 2.0',
      'SD 2.0 768',
      'SD 2.1',
      'SD 2.1 768',
      'SD 2.1 Unclip',
      'SD 3',
      'SD 3.5',
      'SD 3.5 Large',
      'SD 3.5 Large Turbo',
      'SD 3.5 Medium',
      'SDXL 0.9',
      'SDXL 1.0',
      'SDXL 1.0 LCM',
      'SDXL Distilled',
      'SDXL Hyper',
      'SDXL Lightning',
      'SDXL Turbo',
    ])
    expect(url).toMatch(/&sort=Most%20Downloaded&limit=100&cursor=41291%7C348916%7C4468$/)
    expect(url).toContain('types=Checkpoint&types=Controlnet&types=LORA&baseModels=Flux.1%20D&baseModels=')
    const known = new Set(['types', 'baseModels', 'sort', 'limit', 'cursor'])
    expect([...searchParams.keys()].filter((name) => !known.has(name))).toEqual([])
  })

  it('asks for adult models only when the user does, and never for a page or a primary file', () => {
    const [everybody] = civitai.civitaiFeeds(sd)
    const [adult] = civitai.civitaiFeeds(sd, { nsfw: true })
    if (!everybody || !adult) throw new Error('no feed')
    expect([everybody.name, everybody.params.some(([name]) => name === 'nsfw')]).toEqual([adult.name, false])
    const url = civitai.listUrl(BASE, adult, { order: 'stable', cursor: null })
    expect(url).toMatch(/&nsfw=true&sort=Oldest&limit=100$/)
  })

  it('searches by words or an author, within the asked types and base models, with the cursor of the answer', () => {
    const [feed] = civitai.civitaiFeeds(sd)
    const asked = (text: string) => {
      const question = hubQuestion(text)
      const part = feed && question && civitai.narrowed(feed, question)
      return part && question ? civitai.searchUrl(BASE, part, { ...question, cursor: null }) : null
    }
    expect(asked('pixel art base:"sdxl 1.0",lightning type:lora')).toBe(
      `${BASE}/api/v1/models?query=pixel%20art&types=LORA&baseModels=SDXL%201.0&baseModels=SDXL%20Lightning&limit=100`,
    )
    const base = 'base:"SD 1.4"'
    const rest = 'types=Checkpoint&types=Controlnet&types=LORA&baseModels=SD%201.4&limit=100'
    expect(asked(`"pixel art" author:Lykon size:<8gb -anime ${base}`)).toBe(
      `${BASE}/api/v1/models?query=pixel%20art&username=Lykon&${rest}`,
    )
    expect(asked(`by:Lykon ${base}`)).toBe(
      `${BASE}/api/v1/models?sort=Most%20Downloaded&username=Lykon&${rest}`,
    )
    expect(['x type:Upscaler', `${base} type:LORA`, 'size:<8gb -word', 'author:a,b', ' '].map(asked)).toEqual(
      Array.from({ length: 5 }, () => null),
    )
    if (!feed) throw new Error('no feed')
    const part = { ...feed, params: [['types', 'LORA']] as const }
    expect(civitai.searchUrl(BASE, part, { words: 'a b', author: null, cursor: '1|2' })).toBe(
      `${BASE}/api/v1/models?query=a%20b&types=LORA&limit=100&cursor=1%7C2`,
    )
  })

  it('asks for a model and for a version by number', () => {
    expect(civitai.modelUrl(BASE, '4384')).toBe(`${BASE}/api/v1/models/4384`)
    expect(civitai.versionUrl(BASE, '128713')).toBe(`${BASE}/api/v1/model-versions/128713`)
    expect(civitai.modelUrl(BASE, '../a?b')).toBe(`${BASE}/api/v1/models/..%2Fa%3Fb`)
  })
})
