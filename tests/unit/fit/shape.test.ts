import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import configs from '../../fixtures/fit/configs.json' with { type: 'json' }
import { cacheBytes, longestContext, type ModelShape } from '#domain/fit/shape'
import { shapeFromConfig } from '#domain/fit/shape-config'
import { shapeFromGguf } from '#domain/fit/shape-gguf'
import { counterexample } from './property.ts'

const half = { bytesPerValue: 2, windows: true }
const of = (id: keyof typeof configs) => shapeFromConfig(configs[id])

describe('the shape in config.json', () => {
  it('counts every second layer of Gemma 2 as sliding', () => {
    expect(of('google/gemma-2-2b-it')?.groups).toEqual([
      { layers: 13, valuesPerToken: 2048, window: 4096 },
      { layers: 13, valuesPerToken: 2048, window: null },
    ])
  })

  it('leaves a window aside that the model does not use', () => {
    expect(of('Qwen/Qwen2.5-7B-Instruct')?.groups).toEqual([
      { layers: 28, valuesPerToken: 1024, window: null },
    ])
  })

  it('takes an explicit head size, not hidden size by heads', () => {
    expect(of('mistralai/Mistral-Nemo-Instruct-2407')?.groups).toEqual([
      { layers: 40, valuesPerToken: 2048, window: null },
    ])
  })

  it('reads the text part of a multimodal model, and the state of its linear layers', () => {
    const shape = of('Qwen/Qwen3.5-27B')
    expect(shape?.groups).toEqual([{ layers: 16, valuesPerToken: 2048, window: null }])
    expect(shape?.fixedValues).toBe(48 * (48 * 128 * 128 + 3 * (2 * 16 * 128 + 48 * 128)))
    expect(shape?.contextLength).toBe(262_144)
  })

  it('keeps the compressed state of MLA only', () => {
    expect(of('deepseek-ai/DeepSeek-V3')?.groups).toEqual([{ layers: 61, valuesPerToken: 576, window: null }])
  })

  it.each([
    'nvidia/NVIDIA-Nemotron-3-Nano-30B-A3B-BF16',
    'google/gemma-4-26B-A4B',
    'google-t5/t5-small',
  ] as const)('%s is of a kind that is not known here: no shape rather than a wrong one', (id) => {
    expect(of(id)).toBeNull()
  })

  it('takes one figure for each layer', () => {
    const shape = shapeFromConfig({
      num_hidden_layers: 3,
      num_attention_heads: 8,
      hidden_size: 64,
      num_key_value_heads: [2, 4, 0],
    })
    expect(shape?.groups).toEqual([
      { layers: 1, valuesPerToken: 32, window: null },
      { layers: 1, valuesPerToken: 64, window: null },
    ])
  })

  it.each([
    [{}],
    [null],
    ['config'],
    [[]],
    [{ num_hidden_layers: 32 }],
    [{ num_hidden_layers: 32, num_attention_heads: 32 }],
    [{ num_hidden_layers: '32', num_attention_heads: 32, hidden_size: 4096 }],
    [{ num_hidden_layers: -1, num_attention_heads: 32, hidden_size: 4096 }],
    [{ num_hidden_layers: 1e9, num_attention_heads: 32, hidden_size: 4096 }],
    [{ num_hidden_layers: 32, num_attention_heads: 31, hidden_size: 4096 }],
    [{ num_hidden_layers: 2, num_attention_heads: 8, hidden_size: 64, layer_types: ['full_attention'] }],
    [{ num_hidden_layers: 1, num_attention_heads: 8, hidden_size: 64, layer_types: ['something_new'] }],
    [{ num_hidden_layers: 1, num_attention_heads: 8, hidden_size: 64, layer_types: ['sliding_attention'] }],
    [{ num_hidden_layers: 1, num_attention_heads: 8, hidden_size: 64, kv_lora_rank: 512 }],
  ])('%j tells no shape', (config) => {
    expect(shapeFromConfig(config)).toBeNull()
  })
})

describe('the shape in GGUF metadata', () => {
  const gemma3 = {
    'general.architecture': 'gemma3',
    'gemma3.block_count': 26,
    'gemma3.context_length': 32_768,
    'gemma3.embedding_length': 1152,
    'gemma3.attention.head_count': 4,
    'gemma3.attention.head_count_kv': 1,
    'gemma3.attention.key_length': 256,
    'gemma3.attention.value_length': 256,
    'gemma3.attention.sliding_window': 512,
  }

  it('knows that every sixth layer of Gemma 3 sees everything', () => {
    expect(shapeFromGguf(gemma3)?.groups).toEqual([
      { layers: 22, valuesPerToken: 512, window: 512 },
      { layers: 4, valuesPerToken: 512, window: null },
    ])
  })

  it('takes a pattern from the file', () => {
    const pattern = Array.from({ length: 26 }, (_, index) => index === 0)
    const shape = shapeFromGguf({ ...gemma3, 'gemma3.attention.sliding_window_pattern': pattern })
    expect(shape?.groups).toEqual([
      { layers: 1, valuesPerToken: 512, window: 512 },
      { layers: 25, valuesPerToken: 512, window: null },
    ])
  })

  it('counts a window without a pattern for no layer', () => {
    const phi3 = {
      'general.architecture': 'phi3',
      'phi3.block_count': 32,
      'phi3.embedding_length': 3072,
      'phi3.attention.head_count': 32,
      'phi3.attention.sliding_window': 2047,
    }
    expect(shapeFromGguf(phi3)?.groups).toEqual([{ layers: 32, valuesPerToken: 6144, window: null }])
  })

  it.each([
    [{}],
    [{ 'general.architecture': 'llama' }],
    [{ 'general.architecture': 'llama', 'llama.block_count': 32 }],
    [{ ...gemma3, 'gemma3.ssm.state_size': 128 }],
    [{ ...gemma3, 'gemma3.attention.head_count_kv': [1, 2] }],
    [{ ...gemma3, 'gemma3.block_count': 1n << 80n }],
  ])('%# tells no shape', (metadata) => {
    expect(shapeFromGguf(metadata)).toBeNull()
  })
})

const anyShape = fc.record({
  layers: fc.integer({ min: 1, max: 128 }),
  groups: fc.array(
    fc.record({
      layers: fc.integer({ min: 1, max: 64 }),
      valuesPerToken: fc.integer({ min: 1, max: 65_536 }),
      window: fc.option(fc.integer({ min: 1, max: 65_536 })),
    }),
    { maxLength: 4 },
  ),
  fixedValues: fc.integer({ min: 0, max: 2 ** 24 }),
  contextLength: fc.option(fc.integer({ min: 1, max: 2 ** 20 })),
})
const anyKind = fc.record({ bytesPerValue: fc.constantFrom(1, 2, 4), windows: fc.boolean() })
const anyContext = fc.integer({ min: 1, max: 2 ** 20 })

const isFinite = (shape: ModelShape | null): boolean =>
  shape === null || Number.isFinite(cacheBytes(shape, 8192, half))

describe('whatever the shape', () => {
  it('more context never needs less', () => {
    const property = fc.property(
      anyShape,
      anyKind,
      anyContext,
      anyContext,
      (...[shape, kind, one, other]) => {
        const [less, more] = one < other ? [one, other] : [other, one]
        return cacheBytes(shape, less, kind) <= cacheBytes(shape, more, kind)
      },
    )
    expect(counterexample(property)).toBeNull()
  })

  it('a window never needs more than the whole context', () => {
    const property = fc.property(anyShape, anyContext, (shape, context) => {
      const kept = cacheBytes(shape, context, half)
      return kept <= cacheBytes(shape, context, { ...half, windows: false })
    })
    expect(counterexample(property)).toBeNull()
  })

  it('the longest context fits, and one token more does not', () => {
    const anyRoom = fc.integer({ min: 0, max: 2 ** 36 })
    const property = fc.property(anyShape, anyKind, anyRoom, (shape, kind, room) => {
      const longest = longestContext(shape, room, kind)
      const most = shape.contextLength ?? 2 ** 24
      const fits = longest === 0 || cacheBytes(shape, longest, kind) <= room
      const isMost = longest === most || cacheBytes(shape, longest + 1, kind) > room
      return longest <= most && fits && isMost
    })
    expect(counterexample(property)).toBeNull()
  })

  it('nothing that is read throws or makes a figure that is no number', () => {
    const anyMetadata = fc.dictionary(fc.string(), fc.anything())
    const property = fc.property(
      fc.anything({ withBigInt: true }),
      anyMetadata,
      (config, metadata) => isFinite(shapeFromConfig(config)) && isFinite(shapeFromGguf(metadata)),
    )
    expect(counterexample(property)).toBeNull()
  })

  it('a real config with any field spoilt throws nothing and gives a finite figure or none', () => {
    const anyConfig = fc.constantFrom(...Object.values<Record<string, unknown>>(configs))
    const property = fc.property(
      anyConfig,
      fc.nat(),
      fc.anything({ withBigInt: true }),
      (config, at, junk) => {
        const names = Object.keys(config)
        return isFinite(shapeFromConfig({ ...config, [names[at % names.length] ?? '']: junk }))
      },
    )
    expect(counterexample(property)).toBeNull()
  })
})
