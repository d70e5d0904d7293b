import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEntry, readWorkerCatalog } from '#core/workers/worker-catalog'
import { fakeDisk } from '../../fixtures/workers/fake-disk.ts'

/** From rbee's own types, as it writes it today. */
const current = readFileSync(new URL('../../fixtures/rbee/worker.json', import.meta.url), 'utf8')
const artifact = (JSON.parse(current) as { artifact: Record<string, unknown> }).artifact
const withStatus = (status: unknown) => JSON.stringify({ artifact: { ...artifact, status } })

/** Before November 2025: snake_case throughout. */
const old = JSON.stringify({
  artifact: {
    id: 'llm-worker-rbee-cuda-0.1.0-linux',
    worker_type: 'CudaLlm',
    platform: 'Linux',
    path: '/usr/local/bin/llm-worker-rbee-cuda',
    size: 1,
    status: 'Available',
    version: '0.1.0',
    added_at: '2025-11-01T10:00:00Z',
  },
  added_at: '2025-11-01T10:00:00Z',
  last_accessed: null,
})

describe("rbee's note about a worker", () => {
  it('as it is written today', () => {
    expect(parseEntry(current, 'linux')).toEqual({
      id: 'llm-worker-rbee-cpu-0.1.0-linux',
      path: '/usr/local/bin/llm-worker-rbee',
      backend: 'cpu',
      version: '0.1.0',
      declared: { formats: ['safetensors', 'gguf'], architectures: ['llama'], maxContextLength: 32768 },
      install: { kind: 'done' },
    })
  })

  it('as it was written before, declaring nothing', () => {
    expect(parseEntry(old, 'linux')).toMatchObject({
      backend: 'cuda',
      version: '0.1.0',
      declared: { formats: [], architectures: [], maxContextLength: null },
    })
  })

  it.each([
    ['a byte order mark before it', `\uFEFF${current}`],
    ['no wrapper', JSON.stringify(artifact)],
    ['unknown keys', JSON.stringify({ artifact: { ...artifact, extra: [1] }, more: {} })],
    ['a size that is no whole number', JSON.stringify({ artifact: { ...artifact, size: 1.5 } })],
    ['lists of the wrong kind', JSON.stringify({ artifact: { ...artifact, supportedFormats: 'gguf' } })],
  ])('with %s', (_, text) => {
    expect(parseEntry(text, 'linux')).toMatchObject({ id: artifact['id'], version: '0.1.0' })
  })

  it.each([
    ['nothing', ''],
    ['half of it', current.slice(0, 120)],
    ['no object', '[]'],
    ['null', 'null'],
    ['no path', JSON.stringify({ artifact: { id: 'x' } })],
    ['a relative path', JSON.stringify({ artifact: { ...artifact, path: 'bin/worker' } })],
    ['a path with a zero byte', JSON.stringify({ artifact: { ...artifact, path: '/usr/\0bin' } })],
  ])('is damaged when it holds %s', (_, text) => {
    expect(parseEntry(text, 'linux')).toBeNull()
  })

  it.each([
    ['Available', { kind: 'done' }],
    ['available', { kind: 'done' }],
    ['Downloading', { kind: 'unfinished' }],
    [{ Failed: { error: 'disk full' } }, { kind: 'failed', error: 'disk full' }],
    [{ Failed: {} }, { kind: 'failed', error: null }],
    [undefined, { kind: 'done' }],
    [7, { kind: 'done' }],
  ])('tells the install from the status %j', (status, install) => {
    expect(parseEntry(withStatus(status), 'linux')?.install).toEqual(install)
  })

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseEntry(text, 'linux')).toBeNull()
        expect(parseEntry(`{"artifact":${text}}`, 'win32')).toBeNull()
      }),
    )
  })
})

describe("rbee's worker catalog", () => {
  const root = '/home/u/.cache/rbee/workers'

  it('is read two levels deep; damage and junk stop nothing', async () => {
    const disk = fakeDisk('linux', {
      [`${root}/llm-worker-rbee-cpu-0.1.0-linux/metadata.json`]: { bytes: current },
      [`${root}/llm/old/metadata.json`]: { bytes: old },
      [`${root}/damaged/metadata.json`]: { bytes: current.slice(0, 50) },
      [`${root}/locked/metadata.json`]: { bytes: current, unreadable: true },
      [`${root}/junk/a/b/metadata.json`]: { bytes: current },
      [`${root}/metadata.json`]: { bytes: current },
    })
    const { entries, damaged, folders } = await readWorkerCatalog(disk, root, 'linux')
    expect(entries.map(({ id }) => id).toSorted()).toEqual([
      'llm-worker-rbee-cpu-0.1.0-linux',
      'llm-worker-rbee-cuda-0.1.0-linux',
    ])
    expect(damaged.toSorted()).toEqual([`${root}/damaged/metadata.json`, `${root}/locked/metadata.json`])
    expect(folders).toContain(`${root}/llm/old`)
  })

  it('may not be there at all', async () => {
    expect(await readWorkerCatalog(fakeDisk('linux', {}), root, 'linux')).toEqual({
      entries: [],
      damaged: [],
      folders: [],
    })
  })
})
