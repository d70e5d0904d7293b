/** `npm run snapshot` against the loopback hub and against a folder of records. */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ModelRecord } from '#contract/model'
import { readSnapshot } from '#core/catalog/snapshot/file'
import { sizedHuggingFace } from '../../hub/fixtures.ts'
import { createHub } from '../../hub/hub.ts'

const ROOT = join(import.meta.dirname, '../../..')
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function make(args: readonly string[], env: Record<string, string> = {}) {
  const file = join(folder, 'made.br')
  const script = join(ROOT, '.ci/snapshot.ts')
  await promisify(execFile)(process.execPath, [script, '--out', file, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
  })
  const snapshot = await readSnapshot(file)
  return { snapshot, models: snapshot.models(0, snapshot.length) }
}

it(
  'from the hubs: the most used of every feed, the top with sizes, rate limits waited out',
  { timeout: 60_000 },
  async () => {
    await using hub = await createHub({ maxLimit: 40, huggingface: sizedHuggingFace() })
    hub.faults.add({
      path: '^/api/models',
      after: 2,
      times: 1,
      effect: { kind: 'rate-limit', retryAfter: 6 },
    })
    const { snapshot, models } = await make(['--pages', '2', '--details', '5'], {
      HF_ENDPOINT: hub.url,
      CIVITAI_ENDPOINT: hub.url,
    })
    expect(snapshot.header.counts.huggingface + snapshot.header.counts.civitai).toBe(models.length)
    expect(models.length).toBeGreaterThan(200)
    expect(models.map(({ downloads }) => downloads ?? -1)).toEqual(
      models.map(({ downloads }) => downloads ?? -1).toSorted((a, b) => b - a),
    )
    for (const model of models) expect(ModelRecord.parse(model)).toEqual(model)
    expect(models.every(({ preview }) => preview === null)).toBe(true)
    const sized = models.filter(
      ({ source, artifacts }) =>
        source === 'huggingface' && artifacts.some(({ sizeBytes }) => sizeBytes !== null),
    )
    expect(sized.length).toBeGreaterThanOrEqual(5)
    expect(hub.log.some(({ query }) => query.includes('sort=createdAt'))).toBe(false)
  },
)

it('from records', { timeout: 60_000 }, async () => {
  for (const source of ['huggingface', 'civitai']) {
    await mkdir(join(folder, source))
    await cp(join(ROOT, `tests/fixtures/hub/${source}.jsonl`), join(folder, source, 'records.jsonl'))
  }
  const { snapshot, models } = await make(['--records', folder, '--date', '2026-08-23'])
  expect(snapshot.header.madeAt).toBe('2026-08-23T00:00:00.000Z')
  expect(models.length).toBeGreaterThan(800)
})

it('the bundled one is what it says, and every model of it crosses the contract', async () => {
  const snapshot = await readSnapshot(join(ROOT, 'resources/catalog-snapshot.br'))
  const models = snapshot.models(0, snapshot.length)
  expect(snapshot.header.counts).toEqual({
    huggingface: models.filter(({ source }) => source === 'huggingface').length,
    civitai: models.filter(({ source }) => source === 'civitai').length,
  })
  expect(models.filter((model) => !ModelRecord.safeParse(model).success)).toEqual([])
  expect(new Set(models.map(({ id }) => id)).size).toBe(models.length)
  expect(models.every(({ preview }) => preview === null)).toBe(true)
})
