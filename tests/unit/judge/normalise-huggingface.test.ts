/** HuggingFace records of every shape, as models. */
import { readFileSync } from 'node:fs'
import { parseGGUFQuantLabel } from '@huggingface/tasks'
import { describe, expect, it } from 'vitest'
import { ggufQuantization } from '#domain/normalise/gguf'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import { parametersInName } from '#domain/normalise/name-facts'
import { files, gguf, llama, modelFrom, recordsOf } from './samples.ts'

/** From InvokeAI's tests (Apache-2.0): the hub's answer of 2023-12 with `blobs=true`. */
const turbo = JSON.parse(
  readFileSync(new URL('../../fixtures/judge/sdxl-turbo.json', import.meta.url), 'utf8'),
) as unknown

const ids = (model: { artifacts: readonly { id: string }[] }): readonly string[] =>
  model.artifacts.map(({ id }) => id)
const paths = (model: ReturnType<typeof llama>, index = 0): readonly string[] =>
  model.artifacts[index]?.files.map(({ path }) => path) ?? []

describe('a record', () => {
  it('is skipped with its reason when it is none', () => {
    const reasons = [
      null,
      7,
      [],
      {},
      { id: 4 },
      { id: '../etc/passwd' },
      { id: 'a/b/c' },
      { id: 'a/..' },
    ].map((raw) => {
      const outcome = normaliseHuggingFace(raw)
      return outcome.ok ? 'read' : outcome.reason
    })
    expect(reasons).toEqual([
      'not-an-object',
      'not-an-object',
      'not-an-object',
      'no-id',
      'no-id',
      'bad-id',
      'bad-id',
      'bad-id',
    ])
  })

  it('needs nothing but an id', () => {
    expect(modelFrom('huggingface', { id: 'gpt2' })).toMatchObject({
      id: 'huggingface:gpt2',
      name: 'gpt2',
      author: null,
      task: null,
      library: null,
      artifacts: [],
      downloads: null,
      gated: 'no',
      private: false,
      unavailable: null,
      parameters: null,
      tags: [],
    })
  })

  it('takes fields of odd types as unknown', () => {
    const odd = {
      downloads: '12',
      likes: -1,
      tags: 'safetensors',
      createdAt: 5,
      gated: 1,
      sha: {},
      siblings: {},
    }
    expect(llama(odd)).toMatchObject({
      downloads: 12,
      likes: null,
      tags: ['safetensors'],
      createdAt: null,
      gated: 'no',
      revision: null,
    })
  })

  it('reads what the hub says about it', () => {
    const model = llama({
      gated: 'auto',
      likes: 3,
      downloads: 9,
      trendingScore: 2,
      sha: 'abc',
      disabled: true,
      createdAt: '2024-01-02T03:04:05.000Z',
      lastModified: '2024-01-02T03:04:05',
      tags: [
        'license:mit',
        'de',
        'rp',
        'base_model:o/base',
        'base_model:finetune:o/base',
        'not-for-all-audiences',
      ],
      cardData: { license: 'other', language: ['EN'], base_model: ['o/base', 'o/second'] },
      safetensors: { parameters: { BF16: 8_000_000_000, F32: 30_000_000 }, total: 8_030_000_000 },
    })
    const time = Date.UTC(2024, 0, 2, 3, 4, 5)
    expect(model).toMatchObject({
      gated: 'auto',
      likes: 3,
      trending: 2,
      revision: 'abc',
      licence: 'mit',
      unavailable: 'disabled',
      createdAt: time,
      updatedAt: time,
      languages: ['en', 'de'],
      nsfw: true,
      parameters: { value: 8_030_000_000, from: 'safetensors' },
      baseModels: [
        { relation: 'finetune', id: 'o/base' },
        { relation: null, id: 'o/second' },
      ],
    })
  })

  it('does not take the stand-in date of old repositories for a date', () => {
    expect(llama({ createdAt: '2022-03-02T23:29:04.000Z' }).createdAt).toBeNull()
  })

  it('says how an architecture was learnt', () => {
    expect(llama().architecture).toEqual({ value: 'llama', from: 'config' })
    expect(gguf().architecture).toEqual({ value: 'llama', from: 'gguf' })
    expect(llama({ config: {} }).architecture).toEqual({ value: 'llama', from: 'tag' })
    expect(llama({ config: {}, tags: [], id: 'o/Mixtral-8x7B' }).architecture).toEqual({
      value: 'mixtral',
      from: 'name',
    })
  })
})

describe('parameters', () => {
  it('never come from packed elements, and are marked by where they come from', () => {
    const packed = {
      id: 'o/Some-120B-GPTQ',
      safetensors: { parameters: { I32: 9e9, F16: 1e9 }, total: 1e10 },
    }
    expect(llama(packed).parameters).toEqual({ value: 120e9, from: 'name' })
    expect(gguf().parameters).toEqual({ value: 8_030_261_312, from: 'gguf' })
  })
  it.each([
    ['Llama-3.1-8B-Instruct', 8e9],
    ['SmolLM2-135M', 135e6],
    ['Qwen3-30B-A3B', 30e9],
    ['Qwen2.5-1.5B', 1.5e9],
    ['Mixtral-8x7B', null],
    ['gemma-3n-E4B', null],
    ['merge-7B-13B', null],
    ['Some-4bit', null],
  ])('in the name %s: %s', (name, expected) => {
    expect(parametersInName(name)).toBe(expected)
  })
})

describe('GGUF files', () => {
  it.each([
    ['Some-8B.Q4_K_M.gguf', 'Q4_K_M'],
    ['some-IQ2_XXS.gguf', 'IQ2_XXS'],
    ['Some-UD-Q2_K_XL.gguf', 'UD-Q2_K_XL'],
    ['some-q8_0.gguf', 'Q8_0'],
    ['Some-IQ4_KSS.gguf', 'IQ4_KSS'],
    ['Some-Q4_0_4_4.gguf', 'Q4_0_4_4'],
    ['Some-TQ1_0.gguf', 'TQ1_0'],
    ['Some-BF16-Q4_K_L.gguf', 'Q4_K_L'],
    ['Some.fp16.gguf', 'F16'],
    ['UD-IQ1_M/Some-00001-of-00003.gguf', 'UD-IQ1_M'],
    ['Some.gguf', null],
    ['FAQ4_K.gguf', null],
  ])('%s is %s', (path, expected) => {
    expect(ggufQuantization(path)).toBe(expected)
  })

  it('are labelled as the hub labels them, wherever the hub has a name for a label', () => {
    const names = recordsOf('huggingface').flatMap(({ siblings }) =>
      ((siblings as { rfilename: string }[] | undefined) ?? []).flatMap(({ rfilename }) => rfilename),
    )
    const whole = names.filter((name) => /[-._](Q\d_K_[SML]|Q\d_[01]|IQ\d_[A-Z]+|F16|BF16)\.gguf$/.test(name))
    const different = whole.filter((name) => {
      const theirs = parseGGUFQuantLabel(name)
      return theirs !== undefined && theirs !== ggufQuantization(name)
    })
    expect(whole.length).toBeGreaterThan(1000)
    expect(different).toEqual([])
  })

  it('join all shards, keep their folders, and leave companions and broken sets out', () => {
    const model = gguf(
      files(
        'Q4/m-Q4_K_M-00002-of-00002.gguf',
        'Q4/m-Q4_K_M-00001-of-00002.gguf',
        'm-Q8_0.gguf',
        'mmproj-m-f16.gguf',
        'm-Q2_K-00001-of-00003.gguf',
        'm-imatrix.gguf',
        'README.md',
        '../up-Q5_0.gguf',
      ),
    )
    expect(ids(model)).toEqual(['Q4_K_M', 'Q8_0'])
    expect(model.artifacts[0]).toMatchObject({ sharded: true, sizeBytes: 20, quantization: 'Q4_K_M' })
    expect(paths(model)).toEqual(['Q4/m-Q4_K_M-00001-of-00002.gguf', 'Q4/m-Q4_K_M-00002-of-00002.gguf'])
  })

  it('are models where only their names have words of companions', () => {
    expect(
      ids(
        gguf(files('NEO-IMATRIX-MAX.i1-IQ3_M.gguf', 'role-lora-800.Q4_K_M.gguf', 'role-lora-800.Q8_0.gguf')),
      ),
    ).toEqual(['IQ3_M', 'Q4_K_M', 'Q8_0'])
  })

  it('have ids of their own where two share a quantisation', () => {
    expect(ids(gguf(files('a/m-1b-Q4_0.gguf', 'm-3b-Q4_0.gguf', 'm-3b-Q8_0.gguf')))).toEqual([
      'a/m-1b-Q4_0',
      'm-3b-Q4_0',
      'Q8_0',
    ])
  })

  it('have no size where one part has none', () => {
    expect(gguf({ siblings: [{ rfilename: 'm-Q4_0.gguf' }] }).artifacts[0]?.sizeBytes).toBeNull()
  })
})

describe('a safetensors snapshot', () => {
  it('is what the worker loads and no more', () => {
    const model = llama(
      files(
        'config.json',
        'tokenizer.json',
        'LICENSE',
        'README.md',
        'model.safetensors.index.json',
        'training_args.json',
        'model-00001-of-00002.safetensors',
        'model-00002-of-00002.safetensors',
        'consolidated.safetensors',
        'original/consolidated.00.pth',
        'onnx/model.onnx',
        'pytorch_model.bin',
        'adapter_model.safetensors',
      ),
    )
    expect(ids(model)).toEqual(['safetensors'])
    expect(paths(model).toSorted()).toEqual([
      'LICENSE',
      'config.json',
      'model-00001-of-00002.safetensors',
      'model-00002-of-00002.safetensors',
      'model.safetensors.index.json',
      'tokenizer.json',
    ])
    expect(model.artifacts[0]).toMatchObject({ sharded: true, sizeBytes: 60 })
  })
  it('is known without files by its tag, and by its block where there are no tags', () => {
    expect(ids(llama())).toEqual(['safetensors'])
    expect(ids(llama({ tags: [], safetensors: { total: 5 } }))).toEqual(['safetensors'])
    expect(ids(llama({ tags: ['pytorch'], safetensors: { total: 5 } }))).toEqual(['pickle'])
  })
  it('has the files of a tree as well', () => {
    const tree = [{ type: 'file', path: 'model.safetensors', size: 7, lfs: { oid: 'A'.repeat(64), size: 7 } }]
    expect(llama({ siblings: tree }).artifacts[0]?.files).toEqual([
      { path: 'model.safetensors', sizeBytes: 7, sha256: 'a'.repeat(64), hubId: null },
    ])
  })
})

describe('a pipeline', () => {
  it('has a snapshot of each precision, without what no worker reads', () => {
    const model = modelFrom('huggingface', turbo)
    expect(model.artifacts.map(({ id, precision, sizeBytes }) => ({ id, precision, sizeBytes }))).toEqual([
      { id: 'safetensors', precision: null, sizeBytes: 13_878_864_870 },
      { id: 'safetensors-fp16', precision: 'fp16', sizeBytes: 6_941_187_864 },
    ])
    expect(paths(model).some((path) => /onnx|sd_xl|README|vae_/.test(path))).toBe(false)
    expect(paths(model)).toContain('model_index.json')
  })
  it('is not told by a list of files that cannot be the whole', () => {
    const tags = ['diffusers', 'safetensors', 'text-to-image', 'diffusers:StableDiffusionXLPipeline']
    expect(ids(modelFrom('huggingface', { id: 'o/m', tags, ...files('sd_xl_base.safetensors') }))).toEqual([
      'safetensors',
    ])
  })
  it('needs its unet in safetensors', () => {
    const pickled = files('model_index.json', 'unet/m.bin', 'vae/m.safetensors', 'text_encoder/m.safetensors')
    expect(ids(modelFrom('huggingface', { id: 'o/m', library_name: 'diffusers', ...pickled }))).toEqual([
      'pickle',
    ])
  })
})
