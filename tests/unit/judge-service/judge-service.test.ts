import { describe, expect, it } from 'vitest'
import { createJudge } from '../../../electron/core/judge/judge.ts'
import { loadFamilies } from '../../../electron/core/workers/families.ts'
import type { HardwareState } from '#contract/hardware'
import type { WorkersState } from '#contract/workers'
import type { ModelShape } from '#domain/fit/shape'
import type { Model } from '#domain/model'
import { problemWith, say } from '#domain/sayings/saying'
import { sampleArtifact, sampleHardware, sampleLlama, sampleWorker } from '../../helpers/samples.ts'
import { createMemoryStore } from '../../integration/sync/memory-store.ts'

const hardware: HardwareState = {
  revision: 1,
  scanning: false,
  hardware: sampleHardware(),
  problems: [],
  corrections: [],
}

const missingGpu = problemWith('gpu-missing', say('needs-nvidia'), null)

const worker = (id: string, backend: 'cpu' | 'cuda', problem: boolean): WorkersState['workers'][number] => ({
  ...sampleWorker({ id, backend }),
  problem: problem ? missingGpu : null,
})

const workers: WorkersState = {
  revision: 1,
  scanning: false,
  workers: [worker('llm-worker-rbee-cpu', 'cpu', false), worker('llm-worker-rbee-cuda', 'cuda', true)],
  recommended: [
    {
      family: 'sd-worker-rbee',
      name: 'SD worker',
      backend: 'cuda',
      version: null,
      installed: false,
      best: true,
      problem: null,
      install: [],
      platforms: ['linux'],
      architectures: ['x86_64'],
      details: {
        toldBy: 'app',
        description: null,
        formats: [],
        tasks: [],
        maxContextLength: null,
        streaming: null,
        batching: null,
        licence: null,
        buildSystem: null,
        sourceUrl: null,
      },
    },
  ],
  folders: [],
  problems: [],
}

const artifact = sampleArtifact({ precision: 'bf16', sizeBytes: 2e9, primary: false })
const model = sampleLlama({
  parameters: { value: 1e9, from: 'safetensors' },
  contextLength: 4096,
  licence: 'mit',
  downloads: 1,
  likes: 1,
  artifacts: [artifact],
})

const quantised: Model = {
  ...model,
  id: 'huggingface:x/y-GGUF',
  sourceId: 'x/y-GGUF',
  baseModels: [{ relation: 'quantized', id: 'mistralai/Mistral-7B-Instruct-v0.3' }],
}
const unheardOf: Model = {
  ...model,
  id: 'huggingface:x/z-GGUF',
  sourceId: 'x/z-GGUF',
  artifacts: [{ ...artifact, id: 'Q4_K_M', format: 'gguf' }, artifact],
}
const read: ModelShape = {
  layers: 2,
  groups: [{ layers: 2, valuesPerToken: 128, window: null }],
  fixedValues: 0,
  contextLength: 4096,
}
const store = createMemoryStore()
await store.apply({ feed: null, upsert: [model, quantised, unheardOf] })
const headersRead: string[] = []

const { handlers } = createJudge({
  hardware: { state: () => hardware },
  workers: { state: () => workers },
  catalog: store,
  ggufShape: async ({ id }, { id: artifactId }) => {
    headersRead.push(`${id} ${artifactId}`)
    return read
  },
  families: loadFamilies(),
})
const options = { signal: new AbortController().signal }
const shapeOf = (modelId: string, artifactId: string | null) =>
  handlers['judge.shape']({ modelId, artifactId }, options)
const question = { modelId: model.id, artifactId: null, workerId: null, whatIf: null }

describe('the judge’s calls', () => {
  it('tell the workers that can run here, each with its rules', async () => {
    const machine = await handlers['judge.machine']({ whatIf: null }, options)
    expect(machine.workers.map(({ id, spec }) => [id, spec.id])).toEqual([
      ['llm-worker-rbee-cpu', 'llm-worker-rbee'],
    ])
  })

  it('add what one only thinks of', async () => {
    const whatIf = {
      workers: [{ family: 'llm-worker-rbee', backend: 'cuda' as const }],
      gpuMemoryMiB: 24_576,
    }
    const machine = await handlers['judge.machine']({ whatIf }, options)
    expect(machine.workers.map(({ id }) => id)).toContain('llm-worker-rbee-cuda')
    expect(machine.hardware.gpus.map(({ memoryMiB }) => memoryMiB)).toEqual([24_576])
  })

  it('explain one artifact with one worker', async () => {
    const answer = await handlers['judge.explain'](
      { ...question, artifactId: 'safetensors', workerId: 'llm-worker-rbee-cpu' },
      options,
    )
    expect(answer).toMatchObject({ compatible: true, confidence: 'high' })
    expect(answer?.reasons.length).toBeGreaterThan(0)
  })

  it('explain the best there is where the artifact has gone, and nothing for an unknown model', async () => {
    expect(await handlers['judge.explain'](question, options)).toMatchObject({ confidence: 'high' })
    expect(
      await handlers['judge.explain']({ ...question, modelId: 'huggingface:no/one' }, options),
    ).toBeNull()
  })

  it('know the shapes of common models, and of what is made from them', async () => {
    expect((await shapeOf(quantised.id, 'safetensors'))?.layers).toBe(32)
    expect(await shapeOf(model.id, 'safetensors')).toBeNull()
    expect(await shapeOf('huggingface:no/one', null)).toBeNull()
    expect(headersRead).toEqual([])
  })

  it('read the header of the GGUF file asked for, once, and keep what it tells', async () => {
    const ask = (artifactId: string | null) => shapeOf(unheardOf.id, artifactId)
    expect([await ask(null), await ask('safetensors')]).toEqual([null, null])
    expect([await ask('Q4_K_M'), await ask('Q4_K_M')]).toEqual([read, read])
    expect(headersRead).toEqual([`${unheardOf.id} Q4_K_M`])
    expect(store.models.get(unheardOf.id)?.model.shape).toEqual(read)
  })

  it('name the worker to install where none will do', async () => {
    const machine = await handlers['judge.machine']({ whatIf: null }, options)
    expect(machine.installable.map(({ id }) => id)).toEqual(['sd-worker-rbee-cuda'])
    const task = { task: 'text-to-image', library: 'diffusers' }
    const claims = { ...model.claims, pipelineClass: 'StableDiffusionXLPipeline' }
    await store.apply({ feed: null, upsert: [{ ...model, ...task, claims, id: 'huggingface:x/sdxl' }] })
    const answer = await handlers['judge.explain']({ ...question, modelId: 'huggingface:x/sdxl' }, options)
    expect(answer?.recommendations).toContain('Install sd-worker-rbee-cuda, which can run it.')
  })

  it('set models and workers against each other, in the order asked', async () => {
    const workerIds = ['sd-worker-rbee-cpu', 'llm-worker-rbee-cpu', 'no-such-worker']
    const fit = { contextTokens: 8192, imagePixels: null }
    const wanted = { modelIds: [model.id, 'huggingface:no/one'], workerIds, whatIf: null }
    const [row, gone] = await handlers['judge.matrix']({ ...wanted, fit }, options)
    expect(row).toMatchObject([
      { confidence: 'none', artifactId: null, reason: { id: 'pipeline-unsaid' } },
      { confidence: 'high', artifactId: 'safetensors' },
      { confidence: 'none', reason: null },
    ])
    expect(gone).toEqual([])
  })

  it('count memory for the size of picture that is wished for', async () => {
    const claims = { ...model.claims, pipelineClass: 'StableDiffusionXLPipeline' }
    const about = { task: 'text-to-image', library: 'diffusers', claims, id: 'huggingface:x/sdxl' }
    await store.apply({ feed: null, upsert: [{ ...model, ...about }] })
    const fitAt = async (imagePixels: number) => {
      const fit = { contextTokens: 8192, imagePixels }
      const [row] = await handlers['judge.matrix'](
        { modelIds: [about.id], workerIds: ['sd-worker-rbee-cpu'], whatIf: null, fit },
        options,
      )
      return row?.[0]?.fit
    }
    expect([await fitAt(512), await fitAt(16_384)]).toEqual(['cpu', 'too-large'])
  })
})
