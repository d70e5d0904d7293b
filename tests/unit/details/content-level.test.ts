import { describe, expect, it } from 'vitest'
import { linksOf } from '#core/catalog/details/links'
import { showingInText, showingOf } from '#domain/content-level'

describe('content level', () => {
  it.each([
    [1, 'show', 'show', 'show'],
    [2, 'show', 'show', 'show'],
    [3, 'show', 'show', 'show'],
    [4, 'hide', 'blur', 'show'],
    [7, 'hide', 'blur', 'show'],
    [16, 'hide', 'blur', 'show'],
    [0, 'hide', 'blur', 'show'],
    [null, 'hide', 'blur', 'show'],
    [32, 'hide', 'hide', 'hide'],
    [33, 'hide', 'hide', 'hide'],
  ] as const)('level %s: hide %s, blur %s, show %s', (nsfwLevel, ...expected) => {
    const shown = (['hide', 'blur', 'show'] as const).map((level) => showingOf({ nsfwLevel }, level))
    expect(shown).toEqual(expected)
  })
})

describe('links', () => {
  const model = { source: 'civitai', sourceId: '7', revision: null, nsfw: false, nsfwLevel: 31 } as const
  it('lead to the real page, on the host that shows the model', () => {
    expect(linksOf(model, 'http://mirror').page).toBe('https://civitai.com/models/7')
    expect(linksOf({ ...model, nsfwLevel: 28 }, 'http://mirror').page).toBe('https://civitai.red/models/7')
    expect(linksOf({ ...model, nsfw: true }, 'http://mirror').page).toBe('https://civitai.red/models/7')
    expect(linksOf({ ...model, nsfwLevel: null }, 'http://mirror').page).toBe('https://civitai.com/models/7')
    const repo = { ...model, source: 'huggingface', sourceId: 'org/name', revision: 'abc' } as const
    expect(linksOf(repo, 'https://mirror')).toEqual({
      page: 'https://huggingface.co/org/name',
      assets: 'https://mirror/org/name/resolve/abc/',
    })
  })
})

it.each([
  [false, 'hide', 'show'],
  [true, 'hide', 'hide'],
  [true, 'blur', 'blur'],
  [true, 'show', 'show'],
] as const)(
  'pictures in the text of a model marked %s, where the user wants to %s: %s',
  (nsfw, level, expected) => {
    expect(showingInText({ nsfw }, level)).toBe(expected)
  },
)
