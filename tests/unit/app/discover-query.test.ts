import { CatalogQuery } from '#contract/catalog'
import { describe, expect, it } from 'vitest'
import {
  catalogQuery,
  hasFilters,
  noFilters,
  readChoices,
  writeBounds,
  writeValues,
  writeWhatIf,
} from '../../../src/app/pages/discover/query/discover-query.ts'

const asked = (query: Record<string, string>) => CatalogQuery.parse(catalogQuery(readChoices(query)))

describe('the query of Discover', () => {
  it('shows only what runs here, unasked', () => {
    expect(asked({})).toMatchObject({
      text: '',
      sort: 'trending',
      show: { comingSoon: false, incompatible: false, tooLarge: false, nsfw: false },
      whatIf: null,
    })
  })

  it('sorts a search by how well it matches', () => {
    expect(asked({ q: 'llama' }).sort).toBe('relevance')
    expect(asked({ q: 'llama', sort: 'likes' }).sort).toBe('likes')
  })

  it('keeps values that hold commas and spaces', () => {
    const values = ['SDXL 1.0', 'SD 1.5, LCM']
    expect(asked({ baseModel: writeValues(values) }).filters.facets.baseModel).toEqual(values)
  })

  it.each([[{ min: 7e9, max: 13e9 }], [{ min: 7e9 }], [{ max: 13e9 }]])('keeps the range %j', (bounds) => {
    expect(asked({ parameters: writeBounds(bounds) }).filters.parameters).toEqual(bounds)
  })

  it('narrows a tab by its tasks, and a chosen task within it', () => {
    expect(asked({ tab: 'image' }).filters.facets.task).toEqual(['text-to-image', 'image-to-image'])
    expect(asked({ tab: 'image', task: 'image-to-image' }).filters.facets.task).toEqual(['image-to-image'])
    expect(asked({ tab: 'language', task: 'image-to-image' }).filters.facets.task).toEqual([
      'text-generation',
    ])
  })

  it('narrows a tab by the workers of its kind, where there are any', () => {
    const kinds = { language: ['llm-cpu', 'llm-cuda'], image: ['sd-cpu'] }
    const facets = (query: Record<string, string>) =>
      CatalogQuery.parse(catalogQuery(readChoices(query), kinds)).filters.facets
    expect(facets({ tab: 'image' })).toEqual({ worker: ['sd-cpu'] })
    expect(facets({ tab: 'language', worker: 'llm-cuda' })).toEqual({ worker: ['llm-cuda'] })
    expect(facets({ tab: 'image', incompatible: '1' })).toEqual({
      task: ['text-to-image', 'image-to-image'],
    })
    expect(facets({})).toEqual({})
  })

  it('keeps what the user pretends to have', () => {
    const whatIf = {
      workers: [{ family: 'llm-worker-rbee', backend: 'cuda' } as const],
      gpuMemoryMiB: 24_576,
      memoryMiB: undefined,
    }
    const query = writeWhatIf(whatIf)
    expect(readChoices(query).whatIf).toEqual(whatIf)
    expect(asked(query).whatIf).toEqual({ workers: whatIf.workers, gpuMemoryMiB: 24_576 })
  })

  it.each([
    [{ sort: 'nonsense', tab: 'x', view: '', within: '-3', parameters: 'a..b', if: 'cuda|-|x-y' }],
    [{ worker: '', dir: 'up', ifgpu: 'NaN', comingSoon: 'true' }],
  ])('survives an address that nobody wrote: %j', (query) => {
    expect(() => asked(query)).not.toThrow()
  })

  it('empties every filter and nothing else', () => {
    const query = { q: 'x', view: 'table', arch: '', architecture: 'llama', within: '30', sizeBytes: '..8e9' }
    expect(hasFilters(readChoices(query))).toBe(true)
    const cleared = Object.fromEntries(
      Object.entries({ ...query, ...noFilters }).filter(([, value]) => value !== ''),
    )
    expect(hasFilters(readChoices(cleared))).toBe(false)
    expect(cleared).toEqual({ q: 'x', view: 'table' })
  })
})
