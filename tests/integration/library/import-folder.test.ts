/** A folder that other tools have filled: taken in as a whole model, without what no worker reads. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Transfers } from '#core/downloads/transfer/transfers'
import type { Library } from '#core/library/library'
import { Metadata } from '#core/library/entry'
import { gguf, safetensors } from '../../hub/transfer/content.ts'
import { newTransfers } from '../downloads/setting.ts'
import { openLibrary, put } from './setting.ts'

const { signal } = new AbortController()
const WEIGHTS = safetensors('folder', 5000)
const CONFIG = '{"model_type":"llama","architectures":["LlamaForCausalLM"],"max_position_embeddings":2048}'
let home: string
let root: string
let transfers: Transfers
let library: Library['handlers']

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rbee-import-'))
  root = join(home, 'models')
  transfers = newTransfers()
  library = openLibrary([root], transfers).handlers
})
afterEach(async () => {
  await transfers.dispose()
  rmSync(home, { recursive: true, force: true })
})
const take = async (path: string, way: 'copy' | 'link' | 'move' = 'copy') =>
  (await library['library.import']({ path, way, toRoot: null }, { signal })).items

function snapshot(): string {
  const folder = join(home, 'Tiny Llama')
  put(join(folder, 'model.safetensors'), WEIGHTS)
  put(join(folder, 'config.json'), CONFIG)
  put(join(folder, 'tokenizer.json'), '{}')
  put(join(folder, 'pytorch_model.bin'), 'pickle')
  put(join(folder, 'original/consolidated.safetensors'), WEIGHTS)
  put(join(folder, 'modeling.py'), 'import os')
  put(join(folder, '.git/config'), 'x')
  return folder
}

describe('a folder', () => {
  it.each(['copy', 'link', 'move'] as const)('by %s', async (way) => {
    const folder = snapshot()
    const [item] = await take(folder, way)
    expect(item).toMatchObject({
      name: 'Tiny Llama',
      kind: 'llm',
      source: 'local',
      status: { kind: 'ready' },
    })
    const target = join(root, 'local-Tiny Llama')
    expect(readdirSync(target).toSorted()).toEqual([
      'config.json',
      'metadata.json',
      'model.safetensors',
      'tokenizer.json',
    ])
    expect(readFileSync(join(target, 'model.safetensors')).equals(WEIGHTS)).toBe(true)
    expect(existsSync(join(folder, 'model.safetensors'))).toBe(way !== 'move')
    expect(existsSync(join(folder, 'modeling.py'))).toBe(true)
    const { artifact } = Metadata.parse(JSON.parse(readFileSync(join(target, 'metadata.json'), 'utf8')))
    expect(artifact.config).toMatchObject({ architecture: 'LlamaForCausalLM', contextLength: 2048 })
  })

  it("of the hub's own cache: its links are followed, and it is called after its model", async () => {
    const cache = join(home, 'hub/models--org--linked')
    const blob = put(join(cache, 'blobs/abc'), WEIGHTS)
    const folder = join(cache, 'snapshots/0123')
    mkdirSync(folder, { recursive: true })
    symlinkSync(blob, join(folder, 'model.safetensors'))
    const [item] = await take(folder, 'link')
    expect(item?.name).toBe('linked')
    expect(readFileSync(join(item!.folder, 'model.safetensors')).equals(WEIGHTS)).toBe(true)
  })

  it('of one GGUF file is that file', async () => {
    const folder = join(home, 'one')
    put(join(folder, 'q4.gguf'), gguf({ 'general.architecture': 'llama' }, 100))
    const [item] = await take(folder)
    expect(item).toMatchObject({ entryId: 'local:q4', modelPath: join(root, 'local-q4/model.gguf') })
  })

  it('of a pipeline keeps its parts where they are', async () => {
    const folder = join(home, 'pipe')
    put(join(folder, 'model_index.json'), '{}')
    put(join(folder, 'unet/diffusion_pytorch_model.safetensors'), WEIGHTS)
    const [item] = await take(folder)
    expect(item?.kind).toBe('image')
    expect(existsSync(join(item!.folder, 'unet/diffusion_pytorch_model.safetensors'))).toBe(true)
  })

  it('is refused without weights, with damaged ones, and a second time, and leaves nothing behind', async () => {
    const empty = join(home, 'empty')
    put(join(empty, 'config.json'), CONFIG)
    await expect(take(empty)).rejects.toThrow('refused')
    const damaged = join(home, 'damaged')
    put(join(damaged, 'model.safetensors'), WEIGHTS.subarray(0, 100))
    await expect(take(damaged)).rejects.toThrow('refused')
    await expect(take(join(home, 'nowhere'))).rejects.toThrow('not-found')
    const folder = snapshot()
    await take(folder)
    await expect(take(folder, 'move')).rejects.toThrow('refused')
    expect(existsSync(join(folder, 'model.safetensors'))).toBe(true)
    expect(readdirSync(root)).toEqual(['local-Tiny Llama'])
  })
})
