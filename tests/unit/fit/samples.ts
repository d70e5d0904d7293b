import type { Gpu, Hardware } from '#domain/hardware'
import type { Artifact, Model } from '#domain/model'
import type { MemorySpec, Worker } from '#domain/worker-family'
import type { Backend } from '#domain/worker'

export const GiB = 2 ** 30
export const MiB = 2 ** 20

export const artifact = (change: Partial<Artifact> = {}): Artifact => ({
  id: 'safetensors',
  format: 'safetensors',
  quantization: null,
  precision: null,
  role: null,
  sizeBytes: null,
  files: [],
  sharded: false,
  primary: true,
  scan: null,
  version: null,
  ...change,
})

export const model = (change: Partial<Model> = {}): Model => ({
  id: 'huggingface:a/b',
  source: 'huggingface',
  sourceId: 'a/b',
  name: 'b',
  author: 'a',
  task: null,
  library: null,
  type: null,
  architecture: null,
  claims: {
    modelType: null,
    architectureClass: null,
    gguf: null,
    pipelineClass: null,
    quantization: null,
    remoteCode: false,
    adapterOnly: false,
  },
  parameters: null,
  contextLength: null,
  licence: null,
  baseModels: [],
  tags: [],
  languages: [],
  gated: 'no',
  private: false,
  unavailable: null,
  nsfw: false,
  nsfwLevel: null,
  downloads: null,
  likes: null,
  trending: null,
  createdAt: null,
  updatedAt: null,
  revision: null,
  preview: null,
  artifacts: [],
  ...change,
})

export const worker = (
  backend: Backend | null,
  memory: Partial<MemorySpec> = {},
  kind: 'llm' | 'image' = 'llm',
): Worker => ({
  id: `w-${backend}`,
  family: 'w',
  backend,
  path: null,
  version: null,
  architectures: [],
  platform: null,
  declared: null,
  problem: null,
  spec: {
    id: 'w',
    name: 'w',
    kind,
    rules: { huggingface: null, civitai: null },
    memory: { bytesPerWeight: {}, bytesPerCacheValue: 2, slidingWindow: true, splitsLayers: true, ...memory },
  },
})

export const gpu = (change: Partial<Gpu> = {}): Gpu => ({
  id: 'gpu-0',
  vendor: 'nvidia',
  name: 'GPU',
  memoryMiB: 24 * 1024,
  freeMiB: null,
  poolMiB: null,
  unified: false,
  integrated: false,
  slices: null,
  driverVersion: null,
  computeCapability: null,
  gfx: null,
  pciBusId: null,
  deviceId: null,
  uuid: null,
  cores: null,
  usable: true,
  sources: {},
  ...change,
})

export const hardware = (
  gpus: readonly Gpu[],
  totalMiB: number | null,
  availableMiB: number | null = null,
): Hardware => ({
  platform: 'linux',
  wsl: null,
  container: null,
  virtualMachine: null,
  cpu: {
    model: null,
    cores: null,
    threads: null,
    performanceCores: null,
    efficiencyCores: null,
    arch: 'x86_64',
    features: null,
    sources: {},
  },
  memory: { totalMiB, availableMiB, sources: {} },
  gpus,
  cudaVersion: null,
  rocmVersion: null,
})
