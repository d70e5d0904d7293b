/** Small models that can really be downloaded from the loopback hub, one for each way a download can go. */
import type { CivitaiRecord } from './civitai/records.ts'
import { completeRecord, type HuggingFaceFile, type HuggingFaceRecord } from './huggingface/records.ts'
import { gguf, gitSha1, safetensors, sha256 } from './transfer/content.ts'

export interface DemoModels {
  readonly huggingface: readonly HuggingFaceRecord[]
  readonly civitai: readonly CivitaiRecord[]
  /** Key as the file part of the hub wants it. */
  readonly files: ReadonlyMap<string, Buffer>
}

type Files = Readonly<Record<string, Buffer>>

const OWNER = 'rbee-demo'
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value, null, 2))

const config = (modelType: string, architecture: string): Buffer =>
  json({
    model_type: modelType,
    architectures: [architecture],
    hidden_size: 64,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    max_position_embeddings: 4096,
    vocab_size: 256,
    torch_dtype: 'float32',
  })

const tokenizer: Files = {
  'tokenizer.json': json({ version: '1.0', model: { type: 'BPE', vocab: {}, merges: [] } }),
  'tokenizer_config.json': json({ bos_token: '<s>', eos_token: '</s>', model_max_length: 4096 }),
}

interface Repository {
  readonly name: string
  readonly files: Files
  readonly facts: Partial<HuggingFaceRecord> & { readonly tags: readonly string[] }
}

const language = (name: string, modelType: string, architecture: string): Repository => ({
  name,
  files: {
    ...tokenizer,
    'config.json': config(modelType, architecture),
    'model.safetensors': safetensors(name, 1_000_000),
  },
  facts: {
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    tags: ['transformers', 'safetensors', modelType, 'text-generation', 'en', 'license:apache-2.0'],
    config: {
      model_type: modelType,
      architectures: [architecture],
      tokenizer_config: {
        bos_token: '<s>',
        eos_token: '</s>',
        chat_template: "{% for message in messages %}{{ message['content'] }}{% endfor %}",
      },
    },
    safetensors: { parameters: { F32: 1_000_000 }, total: 1_000_000 },
    widgetData: [{ text: 'Hi, what can you help me with?' }, { text: 'What is 84 * 3 / 2?' }],
  },
})

function sharded(): Repository {
  const whole = language('tiny-mistral-in-two-parts', 'mistral', 'MistralForCausalLM')
  const { 'model.safetensors': _, ...rest } = whole.files
  const parts = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']
  const weights = Object.fromEntries(parts.map((path) => [path, safetensors(path, 3_000_000)]))
  const index = json({
    metadata: { total_size: 24_000_000 },
    weight_map: { 'model.embed_tokens.weight': parts[0] },
  })
  return { ...whole, files: { ...rest, ...weights, 'model.safetensors.index.json': index } }
}

function quantised(): Repository {
  const metadata = {
    'general.architecture': 'llama',
    'general.name': 'tiny llama',
    'llama.block_count': 2,
    'llama.context_length': 4096,
    'llama.embedding_length': 64,
    'llama.attention.head_count': 4,
    'tokenizer.ggml.model': 'llama',
  }
  return {
    name: 'tiny-llama-GGUF',
    files: {
      'tiny-llama.Q4_K_M.gguf': gguf(metadata, 2_000_000),
      'tiny-llama.Q8_0.gguf': gguf(metadata, 4_000_000),
    },
    facts: {
      tags: [
        'gguf',
        `base_model:${OWNER}/tiny-llama`,
        `base_model:quantized:${OWNER}/tiny-llama`,
        'license:apache-2.0',
      ],
      gguf: { total: 1_000_000, architecture: 'llama', context_length: 4096 },
    },
  }
}

function diffusers(): Repository {
  const part = (folder: string, file: string): Files => ({
    [`${folder}/config.json`]: json({ _class_name: folder }),
    [`${folder}/${file}`]: safetensors(folder, 1_500_000),
  })
  return {
    name: 'tiny-diffusion-xl',
    files: {
      'model_index.json': json({
        _class_name: 'StableDiffusionXLPipeline',
        unet: ['diffusers', 'UNet2DConditionModel'],
        vae: ['diffusers', 'AutoencoderKL'],
        text_encoder: ['transformers', 'CLIPTextModel'],
        scheduler: ['diffusers', 'EulerDiscreteScheduler'],
      }),
      ...part('unet', 'diffusion_pytorch_model.safetensors'),
      ...part('vae', 'diffusion_pytorch_model.safetensors'),
      ...part('text_encoder', 'model.safetensors'),
      'scheduler/scheduler_config.json': json({ _class_name: 'EulerDiscreteScheduler' }),
    },
    facts: {
      pipeline_tag: 'text-to-image',
      library_name: 'diffusers',
      tags: [
        'diffusers',
        'safetensors',
        'text-to-image',
        'diffusers:StableDiffusionXLPipeline',
        'license:openrail++',
      ],
      config: { diffusers: { _class_name: 'StableDiffusionXLPipeline' } },
    },
  }
}

const gated = (): Repository => {
  const open = language('tiny-gemma-behind-terms', 'gemma', 'GemmaForCausalLM')
  return { ...open, facts: { ...open.facts, gated: 'manual' } }
}

function recordOf({ name, files, facts }: Repository, rank: number): HuggingFaceRecord {
  const siblings = Object.entries(files).map(([rfilename, bytes]): HuggingFaceFile => {
    const base = { rfilename, size: bytes.length, blobId: gitSha1(bytes) }
    const weights = /\.(safetensors|gguf)$/.test(rfilename)
    return weights ? { ...base, lfs: { sha256: sha256(bytes), size: bytes.length, pointerSize: 135 } } : base
  })
  // On top of every list, so that what can be tried is what is seen first.
  const popularity = { downloads: 900_000_000 - rank, likes: 90_000 - rank, trendingScore: 9000 - rank }
  const dates = { createdAt: '2026-08-01T00:00:00.000Z', lastModified: '2026-08-20T00:00:00.000Z' }
  return completeRecord({ ...facts, ...popularity, ...dates, id: `${OWNER}/${name}`, siblings })
}

function civitaiRecord(id: number, type: string, baseModel: string): readonly [CivitaiRecord, Buffer] {
  const bytes = safetensors(`civitai-${id}`, 2_000_000)
  const name = `tiny${type}_${baseModel.replaceAll(/[ .]/g, '')}.safetensors`
  const file = {
    id: id + 2,
    name,
    type: 'Model',
    sizeKB: bytes.length / 1024,
    metadata: { format: 'SafeTensor', size: 'pruned', fp: 'fp16' },
    pickleScanResult: 'Success',
    virusScanResult: 'Success',
    hashes: { SHA256: sha256(bytes).toUpperCase(), AutoV2: sha256(bytes).slice(0, 10).toUpperCase() },
    primary: true,
    downloadUrl: `https://civitai.com/api/download/models/${id + 1}`,
  }
  const image = (level: number) => ({
    id: id * 10 + level,
    url: `https://image.civitai.com/xG1nkqKTMzGDvpLrqFT7WA/00000000-0000-4000-8000-${String(id * 10 + level).padStart(12, '0')}/original=true/${level}.jpeg`,
    nsfwLevel: level,
    width: 512,
    height: 768,
    hash: null,
    type: 'image',
  })
  const record: CivitaiRecord = {
    id,
    name: `Tiny ${type} for ${baseModel}`,
    type,
    description: '<p>A small model made for trying things out.</p>',
    nsfw: false,
    nsfwLevel: 1,
    tags: ['demo'],
    allowCommercialUse: ['Image', 'RentCivit'],
    creator: { username: OWNER, image: null },
    stats: { downloadCount: 90_000_000 + id, thumbsUpCount: 9000, thumbsDownCount: 0 },
    modelVersions: [
      {
        id: id + 1,
        name: 'v1.0',
        description: '<p>The first version.</p>',
        baseModel,
        baseModelType: 'Standard',
        publishedAt: '2026-08-10T00:00:00.000Z',
        trainedWords: type === 'LORA' ? ['tinystyle, soft light'] : [],
        files: [file],
        images: [image(1), image(8)],
        stats: { downloadCount: 90_000_000 + id, thumbsUpCount: 9000, thumbsDownCount: 0 },
      },
    ],
  }
  return [record, bytes]
}

export function demoModels(): DemoModels {
  const repositories = [
    language('tiny-llama', 'llama', 'LlamaForCausalLM'),
    diffusers(),
    sharded(),
    language('tiny-qwen2-instruct', 'qwen2', 'Qwen2ForCausalLM'),
    quantised(),
    gated(),
  ]
  const files = new Map<string, Buffer>()
  for (const { name, files: own } of repositories)
    for (const [path, bytes] of Object.entries(own)) files.set(`${OWNER}/${name}/${path}`, bytes)
  const civitai = [
    civitaiRecord(9_000_010, 'Checkpoint', 'SD 1.5'),
    civitaiRecord(9_000_020, 'LORA', 'SDXL 1.0'),
  ]
  for (const [record, bytes] of civitai) files.set(`civitai/${record.id + 1}/${record.id + 2}`, bytes)
  return { huggingface: repositories.map(recordOf), civitai: civitai.map(([record]) => record), files }
}
