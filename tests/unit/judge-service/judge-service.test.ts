import { describe, expect, it } from 'vitest'
import { createJudge } from '../../../electron/core/judge/judge.ts'
import { loadFamilies } from '../../../electron/core/workers/families.ts'
import type { HardwareState } from '#contract/hardware'
import type { WorkersState } from '#contract/workers'
import type { Model } from '#domain/model'

const hardware: HardwareState = {
  revision: 1,
  scanning: false,
  hardware: {
    platform: 'linux',
    wsl: false,
    container: false,
    virtualMachine: false,
    cpu: {
      model: null,
      cores: 8,
      threads: 16,
      performanceCores: null,
      efficiencyCores: null,
      arch: 'x86_64',
      features: null,
      sources: {},
    },
    memory: { totalMiB: 32_768, availableMiB: 20_000, sources: {} },
    gpus: [],
    cudaVersion: null,
    rocmVersion: null,
  },
  problems: [],
  corrections: [],
}

const worker = (id: string, backend: 'cpu' | 'cuda', problem: boolean): WorkersState['workers'][number] => ({
  id,
  family: 'llm-worker-rbee',
  backend,
  path: null,
  version: null,
  architectures: [],
  platform: null,
  declared: null,
  problem: problem ? { code: 'gpu-missing', message: 'Needs a GPU.', cure: null } : null,
})

const workers: WorkersState = {
  revision: 1,
  scanning: false,
  workers: [worker('llm-worker-rbee-cpu', 'cpu', false), worker('llm-worker-rbee-cuda', 'cuda', true)],
  recommended: [],
  folders: [],
  problems: [],
}

const model: Model = {
  id: 'huggingface:org/model',
  source: 'huggingface',
  sourceId: 'org/model',
  name: 'model',
  author: 'org',
  task: 'text-generation',
  library: 'transformers',
  type: null,
  architecture: { value: 'llama', from: 'config' },
  claims: {
    modelType: 'llama',
    architectureClass: 'LlamaForCausalLM',
    gguf: null,
    pipelineClass: null,
    quantization: null,
    remoteCode: false,
    adapterOnly: false,
  },
  parameters: { value: 1e9, from: 'safetensors' },
  contextLength: 4096,
  licence: 'mit',
  baseModels: [],
  tags: [],
  languages: [],
  gated: 'no',
  private: false,
  unavailable: null,
  nsfw: false,
  nsfwLevel: null,
  downloads: 1,
  likes: 1,
  trending: null,
  createdAt: null,
  updatedAt: null,
  revision: null,
  preview: null,
  artifacts: [
    {
      id: 'safetensors',
      format: 'safetensors',
      quantization: null,
      precision: 'bf16',
      role: null,
      sizeBytes: 2e9,
      files: [],
      sharded: false,
      primary: false,
      scan: null,
      version: null,
    },
  ],
}

const { handlers } = createJudge({
  hardware: { state: () => hardware },
  workers: { state: () => workers },
  catalog: { getModels: (ids) => Promise.resolve(ids.includes(model.id) ? [model] : []) },
  families: loadFamilies(),
})
const options = { signal: new AbortController().signal }
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

  it('know the shapes of common models', async () => {
    const base = { relation: 'quantized' as const, id: 'mistralai/Mistral-7B-Instruct-v0.3' }
    const shape = await handlers['judge.shape']({ sourceId: 'x/y-GGUF', baseModels: [base] }, options)
    expect(shape?.layers).toBe(32)
    expect(await handlers['judge.shape']({ sourceId: 'x/y', baseModels: [] }, options)).toBeNull()
  })

  it('set models and workers against each other, in the order asked', async () => {
    const workerIds = ['sd-worker-rbee-cpu', 'llm-worker-rbee-cpu', 'no-such-worker']
    const [row, gone] = await handlers['judge.matrix'](
      { modelIds: [model.id, 'huggingface:no/one'], workerIds, whatIf: null },
      options,
    )
    expect(row).toMatchObject([
      { confidence: 'none', artifactId: null, reason: expect.stringMatching(/./) },
      { confidence: 'high', artifactId: 'safetensors' },
      { confidence: 'none', reason: null },
    ])
    expect(gone).toEqual([])
  })
})
