import type { CatalogPage, ModelCard } from '#contract/catalog'
import { describe, expect, it } from 'vitest'
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

const fetchPage: FetchPage = (cursor) => Promise.resolve(pageAt(Number(cursor)))
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

  it('walks to the far end and lets go of what lies behind', async () => {
    const rows = createRows({ first: pageAt(0), fetchPage, before: null, onError })
    rows.look(total - 20, total - 1)
    await settled(rows, total - 1)
    expect(rows.at(total - 1)?.name).toBe(`model-${total - 1}`)
    expect(rows.at(50_000)).toBeUndefined()
    expect(rows.at(3)?.name).toBe('model-3')
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
