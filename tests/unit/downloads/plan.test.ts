/** Plans: which files, where, and that nothing can be written outside or harmful be fetched. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ImageConfig, LlmConfig, Metadata } from '#core/library/entry'
import { entryOf } from '#core/downloads/plan/entry-of'
import type { FileFacts } from '#core/downloads/inspect/facts'
import { isNeverFetched } from '#core/downloads/plan/never'
import { collidingPaths, pathProblem, safeFileName, sanitizedId } from '#core/downloads/plan/paths'
import { planDownload, type DownloadPlan, type PlanRequest } from '#core/downloads/plan/plan'
import type { Artifact, ArtifactFile, Model } from '#domain/model'
import { artifactOf, modelOf } from '../../integration/downloads/setting.ts'

const example = (name: string): Metadata =>
  Metadata.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../fixtures/rbee', `${name}.json`), 'utf8')),
  )
const file = (path: string, sizeBytes = 10, hubId: string | null = null): ArtifactFile => ({
  path,
  sizeBytes,
  sha256: 'a'.repeat(64),
  hubId,
})

const MODELS = '/home/u/.cache/rbee/models'
const request = (model: Model, artifact: Artifact, change: Partial<PlanRequest> = {}): PlanRequest => ({
  model,
  artifact,
  workerId: null,
  modelIndex: null,
  modelsDir: MODELS,
  platform: 'linux',
  hubs: { huggingface: 'https://huggingface.co', civitai: 'https://civitai.com' },
  occupied: [],
  ...change,
})

function planned(asked: PlanRequest): DownloadPlan {
  const result = planDownload(asked)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.plan
}

const finished = (
  model: Model,
  artifact: Artifact,
  plan: DownloadPlan,
  facts: FileFacts | null = null,
): Metadata =>
  entryOf({
    model,
    artifact,
    plan,
    files: plan.files.map(({ path, sizeBytes }) => ({
      path,
      sizeBytes: sizeBytes ?? 0,
      sha256: 'a'.repeat(64),
    })),
    sidecars: {
      modelType: 'llama',
      architecture: 'LlamaForCausalLM',
      contextLength: 2048,
      hasTokenizer: true,
      tokens: { bosToken: '<s>', eosToken: '</s>', padToken: null, unkToken: null, chatTemplate: null },
    },
    facts,
    triggerWords: ['lineart'],
    nowMs: Date.UTC(2025, 10, 15, 10),
  })

const tinyLlama: Model = {
  ...modelOf(),
  id: 'huggingface:TinyLlama/TinyLlama-1.1B-Chat-v1.0',
  sourceId: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0',
  name: 'TinyLlama-1.1B-Chat-v1.0',
  author: 'TinyLlama',
  revision: 'fe8a4ea1',
}
const dreamShaper: Model = {
  ...modelOf(),
  id: 'civitai:4384',
  source: 'civitai',
  sourceId: '4384',
  name: 'DreamShaper',
  author: 'Lykon',
  type: 'Checkpoint',
  revision: null,
}
const civitaiFile = (name: string, base = 'SD 1.5'): Artifact => ({
  ...artifactOf([file(name)]),
  id: '128713/94516',
  files: [file(name, 10, '94516')],
  version: {
    id: '128713',
    name: '8',
    baseModel: base,
    baseModelType: 'Standard',
    publishedAt: 1,
    unavailable: null,
    earlyAccess: null,
  },
})

describe("layouts equal rbee's own examples", () => {
  it('a safetensors snapshot', () => {
    const artifact = artifactOf(
      ['config.json', 'tokenizer.json', 'model.safetensors'].map((path) => file(path)),
    )
    const plan = planned(request(tinyLlama, artifact))
    const { artifact: wanted } = example('hf_safetensors')
    expect([plan.entryId, plan.modelPath]).toEqual([wanted.id, wanted.path])
    const { artifact: entry } = finished(tinyLlama, artifact, plan)
    const { sha, files, architecture, modelFamily, contextLength, gated, license } = LlmConfig.parse(
      wanted.config,
    )
    expect(LlmConfig.parse(entry.config)).toMatchObject({
      sha,
      files,
      architecture,
      modelFamily,
      contextLength,
      gated,
      license,
    })
    expect(entry).toMatchObject({
      name: wanted.name,
      author: wanted.author,
      source: wanted.source,
      modelType: wanted.modelType,
      status: wanted.status,
    })
  })

  it('a GGUF file', () => {
    const model = {
      ...tinyLlama,
      sourceId: 'TheBloke/TinyLlama-1.1B-Chat-v1.0-GGUF',
      name: 'TinyLlama-1.1B-Chat-v1.0-GGUF',
      author: 'TheBloke',
    }
    const artifact: Artifact = {
      ...artifactOf([file('tinyllama-1.1b-chat-v1.0.Q4_K_M.gguf')]),
      id: 'Q4_K_M',
      format: 'gguf',
      quantization: 'Q4_K_M',
    }
    const plan = planned(request(model, artifact))
    const { artifact: wanted } = example('hf_gguf')
    expect([plan.entryId, plan.modelPath]).toEqual([wanted.id, wanted.path])
    const { artifact: entry } = finished(model, artifact, plan)
    const { quantization, files, modelFamily } = LlmConfig.parse(wanted.config)
    expect(LlmConfig.parse(entry.config)).toMatchObject({ quantization, files, modelFamily })
  })

  it('a diffusers pipeline', () => {
    const sourceId = 'stable-diffusion-v1-5/stable-diffusion-v1-5'
    const model: Model = { ...modelOf(), sourceId, licence: 'creativeml-openrail-m' }
    const artifact = artifactOf(
      ['model_index.json', 'unet/config.json', 'unet/diffusion_pytorch_model.safetensors'].map((path) =>
        file(path),
      ),
    )
    const plan = planned(request(model, artifact))
    const { artifact: wanted } = example('hf_diffusers')
    expect([plan.entryId, plan.modelPath]).toEqual([wanted.id, wanted.path])
    const { baseModel, checkpointType, resolution, license } = ImageConfig.parse(wanted.config)
    expect(ImageConfig.parse(finished(model, artifact, plan).artifact.config)).toMatchObject({
      baseModel,
      checkpointType,
      resolution,
      license,
    })
  })

  it.each([
    ['civitai_ckpt', dreamShaper, 'dreamshaper_8.safetensors'],
    [
      'lora',
      { ...dreamShaper, id: 'civitai:16014', sourceId: '16014', type: 'LORA' },
      'animeoutlineV4_16.safetensors',
    ],
  ] as const)('%s', (name, model, fileName) => {
    const artifact = civitaiFile(fileName)
    const plan = planned(request(model, artifact))
    const { artifact: wanted } = example(name)
    expect([plan.entryId, plan.modelPath]).toEqual([wanted.id, wanted.path])
    expect(plan.files[0]?.url).toBe('https://civitai.com/api/download/models/128713?fileId=94516')
    const { baseModel, checkpointType, resolution } = ImageConfig.parse(wanted.config)
    const config = ImageConfig.parse(finished(model, artifact, plan).artifact.config)
    expect(config).toMatchObject({
      baseModel,
      checkpointType,
      resolution,
      triggerWords: ['lineart'],
      civitaiVersionId: 128713,
    })
  })

  it('what we write, the schema of rbee reads, to the very letter', () => {
    const artifact = artifactOf([file('model.safetensors')])
    const entry = finished(tinyLlama, artifact, planned(request(tinyLlama, artifact)))
    expect(Metadata.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry)
    expect(entry.added_at).toBe('2025-11-15T10:00:00.000Z')
  })
})

describe('a plan', () => {
  it('leaves out copies, pickles and scripts, whatever the listing says', () => {
    const names = [
      'model.safetensors',
      'consolidated.00.safetensors',
      'pytorch_model.bin',
      'modeling.py',
      'run.sh',
      'adapter_model.safetensors',
      'config.json',
      'original/model.safetensors',
      'weights.pt',
      'x.onnx',
      '.gitattributes',
    ]
    const plan = planned(request(tinyLlama, artifactOf(names.map((path) => file(path)))))
    expect(plan.files.map(({ path }) => path)).toEqual(['model.safetensors', 'config.json'])
    expect(plan.skipped).toHaveLength(9)
  })

  it('takes of a pipeline only what its index names', () => {
    const names = [
      'model_index.json',
      'unet/a.safetensors',
      'safety_checker/b.safetensors',
      'vae/c.safetensors',
    ]
    const modelIndex = {
      _class_name: 'X',
      unet: ['diffusers', 'U'],
      vae: ['diffusers', 'V'],
      safety_checker: [null, null],
    }
    const plan = planned(request(tinyLlama, artifactOf(names.map((path) => file(path))), { modelIndex }))
    expect(plan.files.map(({ path }) => path)).toEqual([
      'model_index.json',
      'unet/a.safetensors',
      'vae/c.safetensors',
    ])
  })

  it('keeps the names of shards', () => {
    const names = ['q/m-00001-of-00002.gguf', 'q/m-00002-of-00002.gguf']
    const plan = planned(
      request(tinyLlama, { ...artifactOf(names.map((path) => file(path))), id: 'Q8_0', format: 'gguf' }),
    )
    expect(plan.files.map(({ path }) => path)).toEqual(['m-00001-of-00002.gguf', 'm-00002-of-00002.gguf'])
    expect(plan.modelPath.endsWith('/m-00001-of-00002.gguf')).toBe(true)
  })

  it('gives another version of the same CivitAI model a folder of its own', () => {
    const occupied = [{ entryId: 'civitai:4384', modelId: 'civitai:4384', artifactId: '1/2' }]
    expect(planned(request(dreamShaper, civitaiFile('a.safetensors'), { occupied })).entryId).toBe(
      'civitai:4384:128713',
    )
    const same = [{ entryId: 'civitai:4384', modelId: 'civitai:4384', artifactId: '128713/94516' }]
    expect(planned(request(dreamShaper, civitaiFile('a.safetensors'), { occupied: same })).entryId).toBe(
      'civitai:4384',
    )
  })

  it('never shares a folder with another model that sanitises alike', () => {
    const occupied = [
      {
        entryId: 'TinyLlama-TinyLlama/1.1B-Chat-v1.0',
        modelId: 'huggingface:TinyLlama-TinyLlama/1.1B-Chat-v1.0',
        artifactId: 'safetensors',
      },
    ]
    const plan = planned(request(tinyLlama, artifactOf([file('model.safetensors')]), { occupied }))
    expect(plan.entryId).toBe('TinyLlama/TinyLlama-1.1B-Chat-v1.0:safetensors')
  })

  it('is refused without weights, without a revision, for pickles', () => {
    const code = (asked: PlanRequest) => {
      const result = planDownload(asked)
      return result.ok ? 'ok' : result.problem.code
    }
    const weights = artifactOf([file('model.safetensors')])
    expect(code(request(tinyLlama, artifactOf([file('config.json')])))).toBe('no-files')
    expect(code(request({ ...tinyLlama, revision: null }, weights))).toBe('no-revision')
    expect(code(request(tinyLlama, { ...weights, format: 'pickle' }))).toBe('no-safe-format')
    expect(code(request({ ...tinyLlama, sourceId: '../../etc' }, weights))).toBe('bad-id')
    expect(code(request(tinyLlama, artifactOf([file('../model.safetensors')])))).toBe('unsafe-path')
    expect(code(request(tinyLlama, artifactOf([file('a.safetensors'), file('A.safetensors')])))).toBe(
      'colliding-paths',
    )
  })

  it('never leaves the models folder, whatever the hub calls its files', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '../..',
        '/etc/passwd',
        'C:\\x',
        'con',
        'NUL.safetensors',
        'a/../../b',
        '\\\\host\\x',
        'a\u0000b',
        '.',
        'x. ',
        '~/x',
      ),
    )
    fc.assert(
      fc.property(nasty, nasty, fc.constantFrom('transformers', 'civitai', 'gguf'), (a, b, kind) => {
        const path = `${a}${b}.${kind === 'gguf' ? 'gguf' : 'safetensors'}`
        const model = kind === 'civitai' ? dreamShaper : tinyLlama
        const artifact =
          kind === 'civitai'
            ? civitaiFile(path)
            : {
                ...artifactOf([file(path)]),
                format: kind === 'gguf' ? ('gguf' as const) : ('safetensors' as const),
              }
        const result = planDownload(request(model, artifact))
        if (!result.ok) return
        for (const one of result.plan.files) {
          expect(pathProblem(one.path)).toBe(null)
          const target = join(result.plan.folder, one.path)
          expect(target.startsWith(`${MODELS}/`)).toBe(true)
          expect(target).toBe(`${result.plan.folder}/${one.path}`)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('paths', () => {
  it.each([
    ['', 'empty'],
    ['a//b', 'empty'],
    ['/a', 'absolute'],
    ['C:/a', 'absolute'],
    ['../a', 'leaves-folder'],
    ['a/./b', 'leaves-folder'],
    ['a\\b', 'bad-character'],
    ['ab:c', 'bad-character'],
    ['a\nb', 'bad-character'],
    ['aux', 'reserved-name'],
    ['x/COM1.txt', 'reserved-name'],
    ['a.', 'bad-ending'],
    ['a /b', 'bad-ending'],
    ['x'.repeat(240), 'too-long'],
  ] as const)('%j: %s', (path, problem) => expect(pathProblem(path)).toBe(problem))

  it('ordinary ones pass', () => {
    for (const path of ['model.safetensors', 'unet/config.json', 'a b.gguf', 'ünï.json', 'console.json'])
      expect(pathProblem(path)).toBe(null)
  })

  it('collide by case, by form, and as file and folder', () => {
    expect(collidingPaths(['a', 'b/c'])).toEqual([])
    expect(collidingPaths(['Model.json', 'model.json'])).toHaveLength(2)
    expect(collidingPaths(['\u00E9', 'e\u0301'])).toHaveLength(2)
    expect(collidingPaths(['a', 'A/b'])).toEqual(['A/b'])
  })

  it('a safe name is safe, and stays when it was', () => {
    expect(safeFileName('dreamshaper_8.safetensors', '.safetensors')).toBe('dreamshaper_8.safetensors')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(pathProblem(safeFileName(name, '.safetensors'))).toBe(null)
      }),
    )
  })

  it('sanitising is exactly what rbee does', () => {
    expect(sanitizedId('a/b:c/d.gguf')).toBe('a-b-c-d.gguf')
  })

  it('what is never fetched', () => {
    for (const path of ['x.PY', 'a/b.pkl', 'consolidated.safetensors', 'x.dll', 'noending'])
      expect(isNeverFetched(path)).toBe(true)
    for (const path of ['LICENSE', 'tokenizer.model', 'model.safetensors.index.json'])
      expect(isNeverFetched(path)).toBe(false)
  })
})
