/** What Discover says of a model and what its own page says must be the same, figures included. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { CatalogDetails } from '#contract/catalog-details'
import { CatalogPage } from '#contract/catalog'
import { JudgeMachine } from '#contract/judge'
import { ModelShapeSchema } from '#contract/model'
import { createCore, type Core } from '#core/core'
import { silentLog } from '#core/log'
import { likelyVerdict } from '#domain/fit/fit'
import { usualFitSettings } from '#domain/fit/fit-model'
import { judge } from '../../../src/app/pages/model/judgement.ts'
import { tempDir } from '../../helpers/temp-dir.ts'
import { createDemoHub, type DemoHub } from '../../hub/demo-hub.ts'

const dir = tempDir()
const whatIf = {
  workers: [
    { family: 'llm-worker-rbee', backend: 'cpu' },
    { family: 'sd-worker-rbee', backend: 'cpu' },
  ],
}
const show = { comingSoon: true, incompatible: true, tooLarge: true, nsfw: true }
let hub: DemoHub
let core: Core

beforeAll(async () => {
  hub = await createDemoHub()
  const dataDir = join(dir.path, 'data')
  core = createCore({
    shell: {
      info: { version: '1.2.3', shell: 'serve', platform: 'linux', dataDir },
      openExternal: async () => false,
    },
    folders: { data: dataDir, rbeeCache: join(dir.path, 'cache') },
    place: {
      platform: 'linux',
      env: { HF_ENDPOINT: hub.url, CIVITAI_ENDPOINT: hub.url, RBEE_WORKER_CATALOG: hub.url },
      home: dir.path,
    },
    appRoot: join(import.meta.dirname, '../../..'),
    log: silentLog,
  })
  await call('hardware.rescan', undefined)
})
afterAll(async () => {
  await core.dispose()
  await hub.dispose()
  dir[Symbol.dispose]()
})

async function call(name: string, input: unknown): Promise<unknown> {
  const reply = await core.door.call(name, input, { signal: new AbortController().signal })
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure))
  return reply.value
}

async function pageOf(modelId: string) {
  const { model } = CatalogDetails.parse(await call('catalog.details', { id: modelId }))
  const machine = JudgeMachine.parse(await call('judge.machine', { whatIf }))
  const first = judge({ model, machine, shape: null, settings: usualFitSettings }).best
  const asked = await call('judge.shape', { modelId, artifactId: first?.artifact.id ?? null })
  const shape = model.shape ?? ModelShapeSchema.nullable().parse(asked)
  return judge({ model, machine, shape, settings: usualFitSettings }).best
}

async function cardOf(modelId: string) {
  const text = modelId.split('/')[1] ?? ''
  const { items } = CatalogPage.parse(await call('catalog.query', { text, whatIf, show }))
  return items.find(({ id }) => id === modelId)?.verdict ?? null
}

/** The index keeps its figures in 32 bits, so the last bytes of gigabytes are rough. */
const megabytes = (bytes: number | null | undefined): number => Math.round((bytes ?? Number.NaN) / 1e6)
const sum = (parts: readonly { readonly bytes: number | null }[] = []): number =>
  parts.reduce((all, { bytes }) => all + (bytes ?? Number.NaN), 0)

it.each(['tiny-llama', 'tiny-llama-GGUF', 'tiny-diffusion-xl', 'tiny-mistral-in-two-parts'])(
  '%s',
  { timeout: 30_000 },
  async (name) => {
    const modelId = `huggingface:rbee-demo/${name}`
    const page = await pageOf(modelId)
    expect(page?.fit.needBytes).toBeGreaterThan(0)
    const said = {
      confidence: page?.confidence,
      workerId: page?.workerId,
      fit: page && likelyVerdict(page.fit),
      artifactId: page?.artifact.id,
      needMB: megabytes(page?.fit.needBytes),
    }
    await vi.waitFor(
      async () => {
        const card = await cardOf(modelId)
        expect({
          confidence: card?.confidence,
          workerId: card?.workerId,
          fit: card?.fit,
          artifactId: card?.artifact?.id,
          needMB: megabytes(sum(card?.memory?.parts)),
        }).toEqual(said)
      },
      { timeout: 20_000, interval: 200 },
    )
  },
)
