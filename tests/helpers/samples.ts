/** One of each: a model, an artifact, a GPU, a computer, a worker. All is unknown that the change does not name. */
import type { Gpu, Hardware } from '#domain/hardware'
import type { Artifact, Model } from '#domain/model'
import { noArtifact, noClaims, noModel } from '#domain/nothing-known'
import type { InstalledWorker } from '#domain/worker'

export const sampleModel = (change: Partial<Model> = {}): Model => ({
  ...noModel,
  id: 'huggingface:a/b',
  sourceId: 'a/b',
  name: 'b',
  author: 'a',
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
    claims: { ...noClaims, modelType: 'llama', architectureClass: 'LlamaForCausalLM' },
    ...change,
  })

export const sampleArtifact = (change: Partial<Artifact> = {}): Artifact => ({
  ...noArtifact,
  id: 'safetensors',
  format: 'safetensors',
  primary: true,
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
