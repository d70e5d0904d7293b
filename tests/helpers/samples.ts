/** One of each: a model, an artifact, a GPU, a computer, a worker. All is unknown that the change does not name. */
import type { Gpu, Hardware } from '#domain/hardware'
import type { Artifact, Model } from '#domain/model'
import type { InstalledWorker } from '#domain/worker'

export const sampleModel = (change: Partial<Model> = {}): Model => ({
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

/** A language model as HuggingFace lists it. */
export const sampleLlama = (change: Partial<Model> = {}): Model =>
  sampleModel({
    id: 'huggingface:org/model',
    sourceId: 'org/model',
    name: 'model',
    author: 'org',
    task: 'text-generation',
    library: 'transformers',
    architecture: { value: 'llama', from: 'config' },
    claims: { ...sampleModel().claims, modelType: 'llama', architectureClass: 'LlamaForCausalLM' },
    ...change,
  })

export const sampleArtifact = (change: Partial<Artifact> = {}): Artifact => ({
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

export const sampleGpu = (change: Partial<Gpu> = {}): Gpu => ({
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

export const sampleHardware = (change: Partial<Hardware> = {}): Hardware => ({
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
  memory: { totalMiB: 32 * 1024, availableMiB: 20_000, sources: {} },
  gpus: [],
  cudaVersion: null,
  rocmVersion: null,
  ...change,
})

export const sampleWorker = (change: Partial<InstalledWorker> = {}): InstalledWorker => ({
  id: 'llm-worker-rbee-cpu',
  family: 'llm-worker-rbee',
  backend: 'cpu',
  path: null,
  version: null,
  architectures: [],
  platform: null,
  declared: null,
  problem: null,
  ...change,
})
