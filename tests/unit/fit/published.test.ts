/** The figures that others measured or published, against ours: within 15 %. */
import { describe, expect, it } from 'vitest'
import configs from '../../fixtures/fit/configs.json' with { type: 'json' }
import { fitModel } from '#domain/fit/fit-model'
import { cacheBytes, type CacheKind } from '#domain/fit/shape'
import { shapeFromConfig } from '#domain/fit/shape-config'
import { shapeFromGguf } from '#domain/fit/shape-gguf'
import { artifact, GiB, MiB, model, worker } from './samples.ts'

const half: CacheKind = { bytesPerValue: 2, windows: true }
/** llama.cpp's q8_0: blocks of 32 values in 34 bytes. */
const q8: CacheKind = { bytesPerValue: 34 / 32, windows: true }
const KiB = 1024

const within15 = (ours: number, published: number): void => {
  expect(Math.abs(ours - published) / published).toBeLessThan(0.15)
}

const gallery = 'Raschka, LLM Architecture Gallery, "KV cache / token (bf16)"'
const llama31 = 'huggingface.co/blog/llama31, KV cache at FP16 (as quoted in huggingface/blog#2345)'

describe('the cache of a context, from config.json', () => {
  it.each([
    ['meta-llama/Meta-Llama-3-8B-Instruct', 1, 128 * KiB, gallery, half],
    ['allenai/OLMo-2-1124-7B-Instruct', 1, 512 * KiB, gallery, half],
    ['meta-llama/Llama-3.2-1B-Instruct', 1, 32 * KiB, gallery, half],
    ['deepseek-ai/DeepSeek-V3', 1, 68.6 * KiB, `${gallery}: MLA`, half],
    ['meta-llama/Llama-3.1-8B-Instruct', 16_000, 1.95 * GiB, llama31, half],
    ['meta-llama/Llama-3.1-8B-Instruct', 128_000, 15.62 * GiB, llama31, half],
    ['meta-llama/Llama-3.1-70B', 128_000, 39.06 * GiB, llama31, half],
    [
      'meta-llama/Meta-Llama-3.1-405B',
      1,
      504 * KiB,
      'tooljolt.com, Llama 3.1 405B KV-Cache Calculator',
      half,
    ],
    [
      'microsoft/Phi-3.5-mini-instruct',
      131_328,
      49_248 * MiB,
      'ggml-org/llama.cpp#6849, Phi-3-mini-128k log',
      half,
    ],
    [
      'Qwen/Qwen2.5-3B-Instruct',
      4096,
      144 * MiB,
      'SciSharp/LLamaSharp#1099, log of a 36-layer Qwen2.5',
      half,
    ],
    ['meta-llama/Llama-2-13b-chat-hf', 512, 400 * MiB, 'llama.cpp log of a 13B at n_ctx 512', half],
    [
      'openai/gpt-oss-20b',
      8192,
      105.19 * MiB,
      'llama.cpp, docs/backend of Snapdragon: q8_0, 12 full and 12 sliding layers',
      q8,
    ],
    [
      'openai/gpt-oss-120b',
      4096,
      288 * MiB,
      'llama.cpp log with --swa-full: 18 + 18 layers',
      { ...half, windows: false },
    ],
    [
      'google/gemma-2-2b-it',
      8192,
      832 * MiB,
      'llama.cpp log, four slots, so windows as long as the context',
      { ...half, windows: false },
    ],
    [
      'google/gemma-2-2b-it',
      8192,
      (416 + 208) * MiB,
      'the same log: 13 full layers, and 13 that keep 4096',
      half,
    ],
  ])('%s at %i tokens', (id, context, published, source, kind) => {
    const shape = shapeFromConfig(configs[id as keyof typeof configs])
    expect(source).not.toBe('')
    expect(shape).not.toBeNull()
    if (shape !== null) within15(cacheBytes(shape, context, kind), published)
  })
})

const ggufOf = (architecture: string, fields: Record<string, unknown>): Record<string, unknown> => ({
  'general.architecture': architecture,
  ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${architecture}.${name}`, value])),
})

describe('the cache of a context, from GGUF metadata', () => {
  it.each([
    [
      'Gemma 7B',
      ggufOf('gemma', {
        block_count: 28,
        context_length: 8192,
        embedding_length: 3072,
        'attention.head_count': 16,
        'attention.head_count_kv': 16,
        'attention.key_length': 256,
        'attention.value_length': 256,
      }),
      2048,
      896 * MiB,
      'ollama log of gemma-7b-it, 2024-02-24',
      half,
    ],
    [
      'Qwen2.5-Coder-32B',
      ggufOf('qwen2', {
        block_count: 64,
        context_length: 32_768,
        embedding_length: 5120,
        'attention.head_count': 40,
        'attention.head_count_kv': 8,
      }),
      32_768,
      4352 * MiB,
      'ggml-org/llama.cpp#11200, q8_0',
      q8,
    ],
    [
      'Llama 3.3 70B',
      ggufOf('llama', {
        block_count: 80n,
        context_length: 131_072n,
        embedding_length: 8192n,
        'attention.head_count': 64n,
        'attention.head_count_kv': 8n,
        'attention.key_length': 128n,
        'attention.value_length': 128n,
      }),
      16_000,
      4.88 * GiB,
      llama31,
      half,
    ],
    [
      'GPT-2 XL',
      ggufOf('gpt2', {
        block_count: 48,
        context_length: 1024,
        embedding_length: 1600,
        'attention.head_count': 25,
      }),
      1,
      300 * KiB,
      gallery,
      half,
    ],
  ])('%s', (_, metadata, context, published, source, kind) => {
    const shape = shapeFromGguf(metadata)
    expect(source).not.toBe('')
    expect(shape).not.toBeNull()
    if (shape !== null) within15(cacheBytes(shape, context, kind), published)
  })
})

describe('weights and cache together', () => {
  const need = (
    parameters: number,
    bytesPerWeight: number,
    context: number,
    id: keyof typeof configs,
  ): number => {
    const fit = fitModel(
      {
        model: model({ parameters: { value: parameters, from: 'safetensors' } }),
        artifact: artifact(),
        worker: worker('cuda', { bytesPerWeight: { safetensors: bytesPerWeight } }),
        shape: shapeFromConfig(configs[id]),
        settings: { context, picture: null },
      },
      null,
    )
    const [weights, cache] = fit.parts
    return (weights?.bytes ?? Number.NaN) + (cache?.bytes ?? Number.NaN)
  }

  it.each([
    ['meta-llama/Llama-3.1-8B-Instruct', 8_030_261_248, 2, 8000, 16e9 + 1.07e9, 'canitrun.dev, FP16 at 8k'],
    ['meta-llama/Llama-3.1-8B-Instruct', 8_030_261_248, 2, 128_000, 16e9 + 15.62 * GiB, llama31],
    ['meta-llama/Llama-3.1-70B', 70_553_706_496, 2, 16_000, 140e9 + 4.88 * GiB, llama31],
    [
      'meta-llama/Meta-Llama-3.1-405B',
      405_853_388_800,
      2,
      128_000,
      810e9 + 128_000 * 504 * KiB,
      'weights: the same blog; cache: tooljolt.com',
    ],
    ['meta-llama/Llama-3.1-8B-Instruct', 8_030_261_248, 1, 16_000, 8e9 + 1.95 * GiB, `${llama31}, FP8`],
  ] as const)(
    '%s: %i weights of %i bytes at %i tokens',
    (id, parameters, bytes, context, published, source) => {
      expect(source).not.toBe('')
      within15(need(parameters, bytes, context, id), published)
    },
  )

  it('a GGUF takes its own size: Gemma 7B Q4_0 with 2048 tokens (ollama log: 4.84 GiB and 896 MiB)', () => {
    const fit = fitModel(
      {
        model: model(),
        artifact: artifact({ format: 'gguf', quantization: 'Q4_0', sizeBytes: 5_206_000_000 }),
        worker: worker('cuda', { bytesPerWeight: { safetensors: 4 } }),
        shape: shapeFromGguf(
          ggufOf('gemma', {
            block_count: 28,
            embedding_length: 3072,
            'attention.head_count': 16,
            'attention.key_length': 256,
            'attention.value_length': 256,
          }),
        ),
        settings: { context: 2048, picture: null },
      },
      null,
    )
    within15((fit.parts[0]?.bytes ?? 0) + (fit.parts[1]?.bytes ?? 0), 4.84 * GiB + 896 * MiB)
    /** The log's compute buffer is 506 MiB; a driver's context comes on top. */
    expect(fit.parts[2]?.bytes).toBeGreaterThan(506 * MiB)
  })
})

describe('an image model', () => {
  /** Sizes of stabilityai/sdxl-turbo's files, as the hub tells them. */
  const half16 = [
    ['unet/diffusion_pytorch_model.fp16.safetensors', 5_135_149_760],
    ['text_encoder/model.fp16.safetensors', 246_144_152],
    ['text_encoder_2/model.fp16.safetensors', 1_389_382_176],
    ['vae/diffusion_pytorch_model.fp16.safetensors', 167_335_342],
  ] as const
  const single32 = [
    ['unet/diffusion_pytorch_model.safetensors', 10_270_077_736],
    ['text_encoder/model.safetensors', 492_265_168],
    ['text_encoder_2/model.safetensors', 2_778_702_264],
    ['vae/diffusion_pytorch_model.safetensors', 334_643_268],
  ] as const

  it.each([
    ['fp16, four pictures', half16, 4, 21.7e9, 'diffusers, Exploring simple optimizations for SDXL'],
    ['fp32, four pictures', single32, 4, 28e9, 'the same'],
    [
      'fp16, one picture',
      half16,
      1,
      11.2e9,
      'kadeklabs.com, Optimizing SDXL Inference, baseline on an RTX 4090',
    ],
  ] as const)('SDXL at 1024 x 1024, %s', (_, sizes, batch, published, source) => {
    const fit = fitModel(
      {
        model: model(),
        artifact: artifact({
          files: sizes.map(([path, sizeBytes]) => ({ path, sizeBytes, sha256: null, hubId: null })),
        }),
        worker: worker('cuda', {}, 'image'),
        shape: null,
        settings: { context: 8192, picture: { width: 1024, height: 1024, batch } },
      },
      null,
    )
    expect(source).not.toBe('')
    expect(fit.parts.map(({ name }) => name)).toEqual([
      'denoiser',
      'text-encoders',
      'vae',
      'activations',
      'overhead',
    ])
    within15(fit.needBytes ?? Number.NaN, published)
  })
})
