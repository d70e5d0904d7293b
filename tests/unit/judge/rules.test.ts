/** The compatibility rules, row by row. */
import { describe, expect, it } from 'vitest'
import { checkModelWorkerCompatibility } from '#domain/compatibility'
import type { Confidence, FindingCode } from '#domain/finding'
import type { Model } from '#domain/model'
import { checkpoint, config, files, gguf, type Json, llama, llm, pipeline, sd } from './samples.ts'

type Row = readonly [what: string, model: Model, confidence: Confidence, code: FindingCode]

const tagged = (...tags: string[]) => ({
  config: {},
  tags: ['transformers', 'safetensors', 'text-generation', ...tags],
})
const taggedGguf = (...tags: string[]) => ({ gguf: undefined, tags: ['gguf', ...tags] })

const language: readonly Row[] = [
  ['llama in safetensors', llama(), 'high', 'compatible'],
  ['mixtral', llama(config('mixtral')), 'high', 'compatible'],
  ['phi', llama(config('phi')), 'medium', 'compatible'],
  ['qwen2', llama(config('qwen2')), 'medium', 'compatible'],
  ['gemma2', llama(config('gemma2')), 'medium', 'compatible'],
  ['phi3', llama(config('phi3')), 'low', 'known-problem'],
  ['qwen3', llama(config('qwen3')), 'low', 'known-problem'],
  ['gemma3_text', llama(config('gemma3_text')), 'low', 'known-problem'],
  ['gemma3 is another model', llama(config('gemma3')), 'none', 'architecture-unsupported'],
  ['mllama', llama(config('mllama')), 'none', 'architecture-unsupported'],
  ['qwen2_vl', llama(config('qwen2_vl')), 'none', 'architecture-unsupported'],
  [
    'a class without a model type',
    llama({ config: { architectures: ['MistralForCausalLM'] } }),
    'high',
    'compatible',
  ],
  [
    'a class that only sounds like one',
    llama({ config: { architectures: ['LlavaLlamaForCausalLM'] } }),
    'none',
    'architecture-unsupported',
  ],
  ['a tag', llama(tagged('mistral')), 'medium', 'architecture-inferred'],
  ['only the name', llama({ ...tagged(), id: 'org/Mistral-7B-tuned' }), 'medium', 'architecture-inferred'],
  ['nothing', llama(tagged()), 'none', 'architecture-unknown'],
  ['a stranger beside a family word', llama(tagged('qwen', 'qwen3_5')), 'none', 'architecture-unsupported'],
  ['a later generation in a free tag', llama(tagged('qwen', 'qwen3.6')), 'none', 'architecture-unsupported'],
  [
    'a later generation in the name',
    llama({ ...tagged('gemma'), id: 'org/gemma-4-12b' }),
    'none',
    'architecture-unsupported',
  ],
  ['two families', llama(tagged('llama', 'mistral')), 'none', 'architecture-unknown'],
  ['the more telling of one family', llama(tagged('qwen2', 'qwen')), 'medium', 'architecture-inferred'],
  ['whatever comes first', llama(tagged('qwen', 'qwen2')), 'medium', 'architecture-inferred'],
  ['two generations: the newer', llama(tagged('qwen3', 'qwen2')), 'low', 'known-problem'],
  ['two generations the other way', llama(tagged('qwen2', 'qwen3')), 'low', 'known-problem'],
  ['gemma3_text beside gemma3', llama(tagged('gemma', 'gemma3', 'gemma3_text')), 'low', 'known-problem'],
  ['the tag gemma3 on safetensors', llama(tagged('gemma', 'gemma3')), 'none', 'architecture-unsupported'],
  ['another task', llama({ pipeline_tag: 'image-text-to-text' }), 'none', 'task-unsupported'],
  [
    'the task by the card',
    llama({ pipeline_tag: undefined, tags: ['safetensors'], cardData: { pipeline_tag: 'text-generation' } }),
    'high',
    'compatible',
  ],
  ['no task', llama({ pipeline_tag: undefined, tags: ['safetensors'] }), 'none', 'task-unsupported'],
  ['another library', llama({ library_name: 'mlx' }), 'none', 'library-unsupported'],
  ['no library', llama({ library_name: undefined, tags: ['safetensors'] }), 'none', 'library-unsupported'],
  ['pickle only', llama({ tags: ['transformers', 'pytorch', 'llama'] }), 'none', 'format-unsafe'],
  ['pickle files only', llama(files('pytorch_model.bin', 'config.json')), 'none', 'format-unsafe'],
  ['no files', llama({ siblings: [] }), 'none', 'no-artifact'],
  [
    'gptq by the config',
    llama(config('llama', { quantization_config: { quant_method: 'gptq' } })),
    'none',
    'quantization-unsupported',
  ],
  [
    'a quantisation without a method',
    llama(config('llama', { quantization_config: {} })),
    'none',
    'quantization-unsupported',
  ],
  ['4-bit by a tag', llama({ tags: ['safetensors', '4-bit'] }), 'none', 'quantization-unsupported'],
  ['AWQ by the name', llama({ id: 'org/Some-8B-AWQ' }), 'none', 'quantization-unsupported'],
  ['w4a16 by the name', llama({ id: 'org/Some-8B-quantized.w4a16' }), 'none', 'quantization-unsupported'],
  [
    'packed weights',
    llama({ safetensors: { parameters: { I32: 900, F16: 100 } } }),
    'none',
    'quantization-unsupported',
  ],
  ['a word within a word is none', llama({ id: 'org/Hawqeye-8B' }), 'high', 'compatible'],
  ['a peft adapter', llama({ library_name: 'peft' }), 'none', 'adapter-only'],
  ['adapter files', llama(files('adapter_config.json', 'adapter_model.safetensors')), 'none', 'adapter-only'],
  [
    'an adapter beside whole weights',
    llama(files('adapter_config.json', 'model.safetensors')),
    'high',
    'compatible',
  ],
  [
    'own code without a member',
    llama(config('chatglm', { auto_map: { AutoModel: 'm.M' } })),
    'none',
    'architecture-unsupported',
  ],
  [
    'own code with a member',
    llama(config('phi-msft', { auto_map: { AutoModel: 'm.M' } })),
    'low',
    'known-problem',
  ],
  ['custom_code alone', llama({ tags: ['safetensors', 'custom_code'] }), 'high', 'compatible'],
  ['disabled', llama({ disabled: true }), 'none', 'unavailable'],
  ['gated', llama({ gated: 'manual' }), 'high', 'gated'],
  ['private', llama({ private: true }), 'high', 'gated'],
  [
    'a long context',
    llama(config('llama', { max_position_embeddings: 131_072 })),
    'high',
    'context-truncated',
  ],
  ['GGUF', gguf(), 'low', 'format-planned'],
  ['GGUF of another task', gguf({ pipeline_tag: 'text-to-image' }), 'none', 'task-unsupported'],
  ['GGUF without its tag', gguf({ tags: [] }), 'none', 'library-unsupported'],
  [
    'GGUF whose header comes before its config',
    gguf({ config: { model_type: 'bert' } }),
    'low',
    'format-planned',
  ],
  ['GGUF of a stranger', gguf({ gguf: { architecture: 'qwen3vl' } }), 'none', 'architecture-unsupported'],
  ['GGUF by a tag', gguf(taggedGguf('gemma3')), 'low', 'architecture-inferred'],
  [
    'GGUF of another maker under a family tag',
    gguf({ ...taggedGguf('mistral'), id: 'x/NVIDIA-Nemotron-Nano-9B-GGUF' }),
    'none',
    'architecture-unsupported',
  ],
  [
    'a family in the name outweighs a maker in it',
    gguf({ ...taggedGguf('mistral'), id: 'x/mistral-7b-grok-GGUF' }),
    'low',
    'architecture-inferred',
  ],
  ['GGUF in shards', gguf(files('m-00001-of-00002.gguf', 'm-00002-of-00002.gguf')), 'low', 'known-problem'],
  ['both formats: safetensors', llama({ tags: ['safetensors', 'gguf'] }), 'high', 'compatible'],
  ['a GGUF adapter', gguf(files('some-lora-f16.gguf')), 'none', 'adapter-only'],
]

const diffusers: readonly Row[] = [
  ['Stable Diffusion XL', pipeline(), 'high', 'compatible'],
  [
    'by the config',
    pipeline({
      tags: ['safetensors'],
      config: { diffusers: { _class_name: 'StableDiffusionInpaintPipeline' } },
    }),
    'high',
    'compatible',
  ],
  ['image-to-image', pipeline({ pipeline_tag: 'image-to-image' }), 'high', 'compatible'],
  [
    'Stable Diffusion 3',
    pipeline({ tags: ['safetensors', 'diffusers:StableDiffusion3Pipeline'] }),
    'medium',
    'compatible',
  ],
  ['Flux', pipeline({ tags: ['safetensors', 'diffusers:FluxPipeline'] }), 'low', 'architecture-planned'],
  [
    'Flux from a picture',
    pipeline({ pipeline_tag: 'image-to-image', tags: ['safetensors', 'diffusers:FluxKontextPipeline'] }),
    'none',
    'task-unsupported',
  ],
  [
    'another pipeline',
    pipeline({ tags: ['safetensors', 'diffusers:PixArtAlphaPipeline'] }),
    'none',
    'architecture-unsupported',
  ],
  ['a LoRA', pipeline({ tags: ['safetensors', 'lora'] }), 'none', 'adapter-only'],
  ['pickle', pipeline({ tags: ['pytorch', 'diffusers:StableDiffusionPipeline'] }), 'none', 'format-unsafe'],
  ['another library', pipeline({ library_name: 'diffusion-single-file' }), 'none', 'library-unsupported'],
  ['video', pipeline({ pipeline_tag: 'text-to-video' }), 'none', 'task-unsupported'],
]

const version = (changes: Json) => checkpoint({ version: changes })
const file = (changes: Json) => checkpoint({ file: changes })
const kind = (changes: Json) => checkpoint({ model: changes })

const civitai: readonly Row[] = [
  ['a checkpoint', checkpoint(), 'high', 'compatible'],
  ['a LoRA', kind({ type: 'LORA' }), 'medium', 'compatible'],
  ['a ControlNet', kind({ type: 'Controlnet' }), 'medium', 'compatible'],
  ['a LoCon', kind({ type: 'LoCon' }), 'none', 'type-unsupported'],
  ['a type that is a method of objects', kind({ type: 'constructor' }), 'none', 'type-unsupported'],
  ['SDXL Lightning', version({ baseModel: 'SDXL Lightning' }), 'high', 'compatible'],
  ['SD 3.5', version({ baseModel: 'SD 3.5 Medium' }), 'medium', 'compatible'],
  ['Flux.1 D', version({ baseModel: 'Flux.1 D' }), 'low', 'base-model-planned'],
  ['Flux.1 Kontext', version({ baseModel: 'Flux.1 Kontext' }), 'none', 'base-model-unsupported'],
  ['Pony', version({ baseModel: 'Pony' }), 'none', 'base-model-unsupported'],
  ['no base model', version({ baseModel: null }), 'none', 'base-model-unsupported'],
  ['a name like a known one', version({ baseModel: 'SD 1.5 Turbo' }), 'none', 'base-model-unsupported'],
  ['a pickle', file({ name: 'some.ckpt', metadata: { format: 'PickleTensor' } }), 'none', 'format-unsafe'],
  ['the label alone', file({ name: 'some.zip' }), 'none', 'format-unsupported'],
  ['the name alone', file({ metadata: { format: 'Other' } }), 'none', 'format-unsupported'],
  ['a pickle under a label', file({ name: 'some.ckpt' }), 'none', 'format-unsafe'],
  ['another role', file({ type: 'VAE' }), 'none', 'format-unsupported'],
  ['danger', file({ pickleScanResult: 'Danger' }), 'none', 'scan-danger'],
  ['a scan that failed', file({ virusScanResult: 'Error' }), 'none', 'scan-danger'],
  ['a scan to come', file({ virusScanResult: 'Pending' }), 'high', 'scan-pending'],
  ['no scan', file({ pickleScanResult: undefined }), 'high', 'scan-pending'],
  ['inpainting', version({ baseModelType: 'Inpainting' }), 'medium', 'known-problem'],
  ['a standard model', version({ baseModelType: 'Standard' }), 'high', 'compatible'],
  ['paid', version({ paidAccess: { permanent: true, endsAt: null } }), 'high', 'early-access'],
  ['archived', kind({ mode: 'Archived' }), 'none', 'unavailable'],
  ['taken down', kind({ mode: 'TakenDown' }), 'none', 'unavailable'],
  ['for the hub alone', version({ usageControl: 'InternalGeneration' }), 'none', 'unavailable'],
  ['no versions', kind({ modelVersions: [] }), 'none', 'no-artifact'],
]

describe.each([
  ['language', language, llm],
  ['diffusers', diffusers, sd],
  ['civitai', civitai, sd],
] as const)('%s rules', (_, rows, worker) => {
  it.each(rows)('%s', (_what, model, confidence, code) => {
    const result = checkModelWorkerCompatibility(model, worker)
    expect([result.confidence, result.codes]).toEqual([confidence, expect.arrayContaining([code])])
    expect(result.compatible).toBe(confidence !== 'none')
  })
})
