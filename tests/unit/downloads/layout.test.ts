/** What is written equals rbee's own examples, and its types read it. */
import { describe, expect, it } from 'vitest'
import { ImageConfig, LlmConfig, Metadata } from '#core/library/entry'
import type { Artifact, Model } from '#domain/model'
import { artifactOf, modelOf } from '../../integration/downloads/setting.ts'
import { civitaiFile, dreamShaper, example, file, finished, planned, request, tinyLlama } from './plans.ts'

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
