import type { CatalogPage, ModelCard } from '#contract/catalog'
import { describe, expect, it } from 'vitest'
import type { PageStart } from '../../../src/app/pages/discover/query/pages.ts'
import { createRows, pageSize, type FetchPage } from '../../../src/app/pages/discover/query/rows.ts'

const total = 100_000
const card = (index: number): ModelCard => ({
  id: `huggingface:org/model-${index}`,
  source: 'huggingface',
  name: `model-${index}`,
  author: 'org',
  task: 'text-generation',
  type: null,
  architecture: 'llama',
  licence: null,
  parameters: null,
  contextLength: null,
  downloads: null,
  likes: null,
  createdAt: null,
  updatedAt: null,
  gated: false,
  nsfw: false,
  preview: null,
  verdict: {
    confidence: 'high',
    fit: 'gpu',
    fitIsLikely: false,
    workerId: null,
    artifact: null,
    memory: null,
  },
  artifactCount: 1,
})

const pageAt = (start: number): CatalogPage => ({
  generation: 1,
  changedSincePageOne: false,
  total,
  items: Array.from({ length: Math.min(pageSize, total - start) }, (_, index) => card(start + index)),
  next: start + pageSize < total ? String(start + pageSize) : null,
  facets: null,
  hidden: null,
  notes: [],
})

const asked: PageStart[] = []
const fetchPage: FetchPage = (start) => {
  asked.push(start)
  return Promise.resolve(pageAt('skip' in start ? start.skip : Number(start.cursor)))
}
const failing: FetchPage = () => Promise.reject(new Error('no'))
const onError = (error: unknown): never => {
  throw error
}

const settled = (rows: ReturnType<typeof createRows>, index: number) =>
  new Promise<void>((resolve) => {
    const stop = rows.subscribe(() => {
      if (rows.at(index) === undefined) return
      stop()
      resolve()
    })
  })

describe('rows', () => {
  it('has the first page at once and fetches what comes into sight', async () => {
    const rows = createRows({ first: pageAt(0), fetchPage, before: null, onError })
    expect(rows.at(7)?.name).toBe('model-7')
    expect(rows.at(pageSize)).toBeUndefined()
    rows.look(90, 120)
    await settled(rows, 120)
    expect(rows.at(120)?.name).toBe('model-120')
    rows.stop()
  })

  it('jumps to the far end at once', async () => {
    asked.length = 0
    const rows = createRows({ first: pageAt(0), fetchPage, before: null, onError })
    rows.look(total - 20, total - 1)
    await settled(rows, total - 1)
    expect(rows.at(total - 1)?.name).toBe(`model-${total - 1}`)
    expect(rows.at(50_000)).toBeUndefined()
    expect(rows.at(3)?.name).toBe('model-3')
    expect(asked).toEqual([{ skip: total - pageSize }])
    rows.stop()
  })

  it('has the next page before it is in sight, and lets go of what is far behind', async () => {
    const rows = createRows({ first: pageAt(0), fetchPage, before: null, onError })
    for (let page = 1; page <= 50; page++) {
      rows.look(page * pageSize, page * pageSize + 20)
      await settled(rows, (page + 1) * pageSize)
    }
    expect(rows.at(2 * pageSize)).toBeUndefined()
    expect(rows.at(49 * pageSize)?.name).toBe(`model-${49 * pageSize}`)
    rows.stop()
  })

  it('shows the old rows until the new ones are here', async () => {
    const old = createRows({ first: pageAt(0), fetchPage, before: null, onError })
    old.look(100, 150)
    await settled(old, 150)
    const rows = createRows({ first: pageAt(0), fetchPage, before: old, onError })
    expect(rows.at(150)?.name).toBe('model-150')
    old.stop()
    rows.stop()
  })

  it('tells what went wrong, unless it was stopped', async () => {
    const errors: unknown[] = []
    const rows = createRows({
      first: pageAt(0),
      fetchPage: failing,
      before: null,
      onError: (e) => errors.push(e),
    })
    rows.look(100, 150)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(errors).toHaveLength(1)
    rows.look(200, 250)
    rows.stop()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(errors).toHaveLength(1)
  })
})
