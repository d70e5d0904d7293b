/** `get` and `library` as processes of their own, against the loopback hub. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LlmConfig, marketplaceFacts, Metadata } from '#core/library/entry'
import { createHub, type Hub } from '../../hub/hub.ts'
import { gguf, safetensors } from '../../hub/transfer/content.ts'
import { createFiles } from '../../hub/transfer/files.ts'
import { offerRepository } from '../../hub/transfer/records.ts'

const CLI = join(import.meta.dirname, '../../../electron/cli/index.ts')
const LLAMA = {
  'config.json': Buffer.from(
    '{"model_type":"llama","architectures":["LlamaForCausalLM"],"max_position_embeddings":2048}',
  ),
  'tokenizer.json': Buffer.from('{"model":{"merges":["a b"]}}'),
  'tokenizer_config.json': Buffer.from('{"bos_token":"<s>","eos_token":{"content":"</s>"}}'),
  'model.safetensors': safetensors('llama', 60_000),
  'pytorch_model.bin': Buffer.from('a pickle'),
  'consolidated.safetensors': safetensors('copy', 60_000),
  'modeling.py': Buffer.from('import os'),
}
const GGUF = {
  'tiny.Q4_K_M.gguf': gguf(
    {
      'general.architecture': 'llama',
      'llama.context_length': 4096,
      'tokenizer.ggml.tokens': ['<unk>', '<s>', '</s>'],
      'tokenizer.ggml.bos_token_id': 1,
    },
    200_000,
  ),
}

const files = createFiles()
let hub: Hub
let home: string
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'rbee-get-'))
  const tags = ['transformers', 'safetensors', 'llama', 'text-generation']
  const common = { pipeline_tag: 'text-generation', library_name: 'transformers' }
  const config = { model_type: 'llama', architectures: ['LlamaForCausalLM'] }
  hub = await createHub({
    huggingface: [
      offerRepository(files, { id: 'acme/tiny', tags, config, ...common }, LLAMA),
      offerRepository(files, { id: 'acme/tiny-GGUF', tags: ['gguf'], gguf: { architecture: 'llama' } }, GGUF),
    ],
    civitai: [],
    parts: () => [files.part],
  })
})
afterAll(async () => {
  await hub.dispose()
  rmSync(home, { recursive: true, force: true })
})

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    RBEE_DATA_DIR: join(home, 'data'),
    RBEE_CACHE_DIR: join(home, 'cache'),
    HF_ENDPOINT: hub.url,
    CIVITAI_ENDPOINT: hub.url,
  }
  const child = spawn(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => void (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}

const folder = (): string => join(home, 'cache/models/acme-tiny')

const plan = (id: string) => run('get', id, '--force', '--plan', '--json')

describe('get', { timeout: 60_000 }, () => {
  it('refuses what no worker here can run, unless it is told to', async () => {
    const refused = await run('get', 'acme/tiny')
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('--force')
    expect(existsSync(folder())).toBe(false)
  })

  it('puts a snapshot where the worker looks, and nothing else', async () => {
    const done = await run('get', 'acme/tiny', '--force')
    expect(done.err).toContain('4 files')
    expect(done.code).toBe(0)
    expect(done.out.trim()).toBe(folder())
    const wanted = [
      'config.json',
      'metadata.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ]
    expect(readdirSync(folder()).toSorted()).toEqual(wanted)
    expect(readFileSync(join(folder(), 'model.safetensors')).equals(LLAMA['model.safetensors'])).toBe(true)
    const { artifact } = Metadata.parse(JSON.parse(readFileSync(join(folder(), 'metadata.json'), 'utf8')))
    expect(artifact).toMatchObject({
      id: 'acme/tiny',
      path: folder(),
      source: 'HuggingFace',
      modelType: 'Llm',
    })
    const config = LlmConfig.parse(artifact.config)
    expect(config).toMatchObject({
      architecture: 'LlamaForCausalLM',
      modelFamily: 'llama',
      contextLength: 2048,
    })
    expect(config.tokenizer).toMatchObject({ bosToken: '<s>', eosToken: '</s>' })
    expect(marketplaceFacts(artifact)?.files).toHaveLength(4)
  })

  it('a GGUF file is named as rbee names it, and its own words are taken over', async () => {
    const done = await run('get', 'acme/tiny-GGUF', '--artifact', 'q4_k_m', '--force', '--json')
    expect(done.code).toBe(0)
    const dir = join(home, 'cache/models/acme-tiny-GGUF-tiny.Q4_K_M.gguf')
    expect(readdirSync(dir).toSorted()).toEqual(['metadata.json', 'model.gguf'])
    const { artifact } = Metadata.parse(JSON.parse(readFileSync(join(dir, 'metadata.json'), 'utf8')))
    expect(artifact.id).toBe('acme/tiny-GGUF:tiny.Q4_K_M.gguf')
    expect(artifact.path).toBe(join(dir, 'model.gguf'))
    expect(artifact.config).toMatchObject({
      architecture: 'llama',
      contextLength: 4096,
      quantization: 'Q4_K_M',
    })
    const item = JSON.parse(done.out) as { status: { warnings: { id: string }[] } }
    expect(item.status.warnings).toMatchObject([{ id: 'gguf-no-scores' }])
  })

  it('--plan only says what would come', async () => {
    const said = await run('get', 'acme/tiny-GGUF', '--artifact', 'Q4_K_M', '--force', '--plan', '--json')
    expect(JSON.parse(said.out)).toMatchObject({ artifactId: 'Q4_K_M', files: [{ path: 'model.gguf' }] })
  })

  it('takes the quantisation and the revision that an address names, and never another instead', async () => {
    const sha = hub.huggingface.records.get('acme/tiny-GGUF')?.sha
    const named = await plan('hf.co/acme/tiny-GGUF:q4_k_m')
    expect(JSON.parse(named.out)).toMatchObject({ artifactId: 'Q4_K_M', revision: sha })
    hub.log.length = 0
    expect((await plan(`acme/tiny-GGUF@${sha}`)).code).toBe(0)
    expect(hub.log.map(({ path }) => path)).toContain(`/api/models/acme/tiny-GGUF/revision/${sha}`)
    for (const [id, missing] of [
      ['hf.co/acme/tiny-GGUF:Q8_0', 'Q8_0'],
      ['acme/tiny-GGUF@v9', 'v9'],
      ['https://huggingface.co/acme/tiny-GGUF/blob/main/gone.gguf', 'gone.gguf'],
    ] as const) {
      const { code, err } = await plan(id)
      expect([id, code, err.includes(missing)]).toEqual([id, 1, true])
    }
  })

  it('a wrong artifact is answered with those there are', async () => {
    const wrong = await run('get', 'acme/tiny-GGUF', '--artifact', 'Q8_0')
    expect(wrong.code).toBe(1)
    expect(wrong.err).toContain('Q4_K_M')
  })
})

describe('library', { timeout: 60_000 }, () => {
  it('lists, verifies and removes', async () => {
    const list = await run('library', '--json')
    const { items } = JSON.parse(list.out) as { items: { entryId: string; folder: string }[] }
    expect(items.map(({ entryId }) => entryId).toSorted()).toEqual([
      'acme/tiny',
      'acme/tiny-GGUF:tiny.Q4_K_M.gguf',
    ])
    expect((await run('library', 'verify')).code).toBe(0)
    const weights = join(home, 'cache/models/acme-tiny/model.safetensors')
    const bytes = readFileSync(weights)
    bytes[5000] = bytes[5000]! ^ 1
    writeFileSync(weights, bytes)
    const broken = await run('library', 'verify', 'acme/tiny')
    expect(broken.code).toBe(1)
    expect(broken.out).toContain('model.safetensors: wrong')
    expect((await run('library', 'remove', 'acme/tiny')).code).toBe(0)
    expect(existsSync(join(home, 'cache/models/acme-tiny'))).toBe(false)
    expect((await run('library', 'remove', 'acme/none')).code).toBe(1)
  })
})
