/** Real records (tests/fixtures/labels) and made workers for the judge's tests. */
import { readFileSync } from 'node:fs'
import { loadFamilies } from '#core/workers/families'
import type { Model, Source } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import { whatIfWorker } from '#domain/what-if'
import type { Worker } from '#domain/worker-family'

export type Json = Record<string, unknown>

export const families = loadFamilies()

export function workerNamed(id: string, changes: Partial<Worker> = {}): Worker {
  const worker = whatIfWorker(id, families)
  if (worker === null) throw new Error(`no family for ${id}`)
  return { ...worker, ...changes }
}

export const llm = workerNamed('llm-worker-rbee-cuda')
export const sd = workerNamed('sd-worker-rbee-cuda')

export const recordsOf = (source: Source): readonly Json[] =>
  readFileSync(new URL(`../../fixtures/labels/${source}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json)

export const normalisers = { huggingface: normaliseHuggingFace, civitai: normaliseCivitai } as const

export function modelFrom(source: Source, raw: unknown): Model {
  const outcome = normalisers[source](raw, families)
  if (!outcome.ok) throw new Error(`skipped: ${outcome.reason}`)
  return outcome.model
}

/** A HuggingFace record that the LLM worker runs with high confidence; tests change what they are about. */
export const llama = (changes: Json = {}): Model =>
  modelFrom('huggingface', {
    id: 'org/Some-8B',
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    tags: ['transformers', 'safetensors', 'llama', 'text-generation'],
    config: { model_type: 'llama', architectures: ['LlamaForCausalLM'] },
    ...changes,
  })

/** The same as GGUF files. */
export const gguf = (changes: Json = {}): Model =>
  modelFrom('huggingface', {
    id: 'org/Some-8B-GGUF',
    tags: ['gguf', 'llama'],
    gguf: { architecture: 'llama', total: 8_030_261_312, context_length: 8192 },
    siblings: [{ rfilename: 'some-8b.Q4_K_M.gguf', size: 4_920_734_240 }],
    ...changes,
  })

export const pipeline = (changes: Json = {}): Model =>
  modelFrom('huggingface', {
    id: 'org/some-xl',
    pipeline_tag: 'text-to-image',
    library_name: 'diffusers',
    tags: ['diffusers', 'safetensors', 'text-to-image', 'diffusers:StableDiffusionXLPipeline'],
    ...changes,
  })

/** A CivitAI checkpoint with one version of one file. */
export function checkpoint(parts: { model?: Json; version?: Json; file?: Json } = {}): Model {
  const file = {
    id: 30,
    name: 'some.safetensors',
    sizeKB: 2_082_642.474_609_375,
    type: 'Model',
    metadata: { format: 'SafeTensor', size: 'pruned', fp: 'fp16' },
    pickleScanResult: 'Success',
    virusScanResult: 'Success',
    hashes: { SHA256: 'A'.repeat(64) },
    primary: true,
    ...parts.file,
  }
  const version = { id: 20, name: 'v1', baseModel: 'SD 1.5', files: [file], ...parts.version }
  return modelFrom('civitai', {
    id: 10,
    name: 'Some',
    type: 'Checkpoint',
    modelVersions: [version],
    ...parts.model,
  })
}

/** Fields of a record: its config, and its files. */
export const config = (modelType: string, more: Json = {}): Json => ({
  config: { model_type: modelType, ...more },
})
export const files = (...names: string[]): Json => ({
  siblings: names.map((rfilename) => ({ rfilename, size: 10 })),
})
