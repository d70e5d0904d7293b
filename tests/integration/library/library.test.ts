/** The library on a real folder: every kind of entry there is, and what can be done with them. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LibraryState } from '#contract/library'
import { tryLock } from '#core/downloads/install/lock'
import type { Transfers } from '#core/downloads/transfer/transfers'
import { Metadata } from '#core/library/entry'
import type { KnownFile } from '#core/library/import-file'
import type { Library } from '#core/library/library'
import { gguf, safetensors } from '../../hub/transfer/content.ts'
import { artifactOf, modelOf, newTransfers } from '../downloads/setting.ts'
import { installIn, metadata, openLibrary, put } from './setting.ts'

const { signal } = new AbortController()
const WEIGHTS = safetensors('library', 1000)
let home: string
let root: string
let other: string
let transfers: Transfers
let library: Library
let states: LibraryState[]
let trashed: string[] | null
let revealed: string[]
let known: KnownFile | null

const installModel = (id = 'org/name', bytes = WEIGHTS): string =>
  installIn(root, id, { 'model.safetensors': bytes })
const items = async () => (await library.rescan()).items
const find = async (entryId: string) => (await items()).find((item) => item.entryId === entryId)

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rbee-library-'))
  root = join(home, 'models')
  other = join(home, 'other disk')
  trashed = null
  revealed = []
  known = null
  states = []
  transfers = newTransfers()
  library = openLibrary([root, other], transfers, {
    trash: async (path) => {
      if (trashed === null) return false
      trashed.push(path)
      rmSync(path, { recursive: true })
      return true
    },
    reveal: async (path) => {
      revealed.push(path)
      return true
    },
    emit: (_name, value) => void states.push(LibraryState.parse(value)),
    workersFor: async ({ modelId }) => (modelId === 'huggingface:org/name' ? ['llm-worker-rbee-cpu'] : []),
    freshModel: async (id) => {
      const artifact = artifactOf([{ path: 'model.safetensors', sizeBytes: 1, sha256: 'b'.repeat(64) }])
      return { ...modelOf(), id, artifacts: [artifact] }
    },
    recognise: async () => known,
  })
})
afterEach(async () => {
  await transfers.dispose()
  rmSync(home, { recursive: true, force: true })
})

describe('reading', () => {
  it('entries of today, of others, older ones, damaged ones; folders without an entry are none', async () => {
    installModel()
    put(join(root, 'hive/metadata.json'), metadata('TheBloke/X-GGUF:x.gguf', join(root, 'hive/model.gguf')))
    put(
      join(root, 'org/old/metadata.json'),
      JSON.stringify({
        id: 'org/old',
        name: 'old',
        path: join(root, 'org/old'),
        size: 1,
        status: 'Available',
        added_at: '2025-10-01T00:00:00Z',
      }),
    )
    put(join(root, 'cut/metadata.json'), '{"artifact":{"id":"x"')
    put(join(root, 'bom/metadata.json'), `\uFEFF${metadata('org/bom', join(root, 'bom'))}`)
    put(
      join(root, 'failed/metadata.json'),
      metadata('org/failed', join(root, 'failed'), null, { status: { Failed: { error: 'disk full' } } }),
    )
    put(
      join(root, 'lower/metadata.json'),
      metadata('org/lower', join(root, 'lower'), {}, { status: 'available' }),
    )
    put(join(root, 'junk/readme.txt'), 'no entry')
    mkdirSync(join(root, '.locks'), { recursive: true })
    const found = new Map((await items()).map((item) => [item.entryId, item]))
    expect([...found.keys()].toSorted()).toEqual([
      'TheBloke/X-GGUF:x.gguf',
      'cut',
      'lower',
      'org/bom',
      'org/failed',
      'org/name',
      'org/old',
    ])
    expect(found.get('org/name')).toMatchObject({
      status: { kind: 'ready' },
      workerIds: ['llm-worker-rbee-cpu'],
      licence: 'mit',
      revision: 'r1',
      source: 'huggingface',
      kind: 'llm',
    })
    expect(found.get('TheBloke/X-GGUF:x.gguf')).toMatchObject({
      status: { kind: 'missing' },
      modelId: 'huggingface:TheBloke/X-GGUF',
    })
    expect(found.get('org/old')).toMatchObject({ legacy: true, status: { kind: 'ready' } })
    expect(found.get('cut')?.status).toMatchObject({ kind: 'damaged' })
    expect(found.get('lower')?.status).toMatchObject({
      kind: 'damaged',
      message: expect.stringContaining('status') as string,
    })
    expect(found.get('org/bom')?.status).toEqual({ kind: 'ready' })
    expect(found.get('org/failed')?.status).toEqual({ kind: 'failed', message: 'disk full' })
    // Nothing was mended on the way.
    expect(readFileSync(join(root, 'cut/metadata.json'), 'utf8')).toBe('{"artifact":{"id":"x"')
  })

  it('tells what each takes on disk, largest first, and what is free', async () => {
    installModel('org/small')
    installModel('org/large', safetensors('large', 9000))
    const state = await library.rescan()
    expect(state.items.map(({ entryId }) => entryId)).toEqual(['org/large', 'org/small'])
    expect(state.items[0]?.sizeBytes).toBeGreaterThan(36_000)
    expect(state.folders[0]).toMatchObject({
      path: root,
      usedBytes: state.items.reduce((sum, item) => sum + item.sizeBytes, 0),
    })
    expect(states.at(-1)).toEqual(state)
  })

  it('knows of an update by the weights, not by the commit', async () => {
    installModel()
    const { items: checked } = await library.handlers['library.checkUpdates'](undefined, { signal })
    expect(checked[0]?.updateAvailable).toBe(true)
  })
})

describe('verifying', () => {
  it('reads every byte again', async () => {
    const folder = installModel()
    const verify = () => library.handlers['library.verify']({ folder }, { signal })
    expect((await verify()).files).toEqual([{ path: 'model.safetensors', result: 'right' }])
    const bytes = Buffer.from(WEIGHTS)
    bytes[2000] = bytes[2000]! ^ 1
    writeFileSync(join(folder, 'model.safetensors'), bytes)
    expect((await verify()).files[0]?.result).toBe('wrong')
    rmSync(join(folder, 'model.safetensors'))
    expect((await verify()).files[0]?.result).toBe('missing')
  })

  it("judges others' models by their headers", async () => {
    const folder = join(root, 'theirs')
    put(join(folder, 'metadata.json'), metadata('org/theirs', folder))
    put(join(folder, 'model.safetensors'), WEIGHTS.subarray(0, 500))
    const { files } = await library.handlers['library.verify']({ folder }, { signal })
    expect(files).toEqual([{ path: 'model.safetensors', result: 'wrong' }])
  })

  it('what is wrong stays known until it is right again', async () => {
    const folder = installModel()
    const file = join(folder, 'model.safetensors')
    writeFileSync(file, Buffer.alloc(WEIGHTS.length))
    await library.handlers['library.verify']({ folder }, { signal })
    expect((await find('org/name'))?.status).toEqual({
      kind: 'failed',
      message: 'Wrong or missing: model.safetensors',
    })
    writeFileSync(file, WEIGHTS)
    await library.handlers['library.verify']({ folder }, { signal })
    expect((await find('org/name'))?.status).toEqual({ kind: 'ready' })
  })
})

describe('revealing', () => {
  it('shows the weights of a model, and nothing that is none', async () => {
    const folder = installModel()
    await library.handlers['library.reveal']({ folder }, { signal })
    const outside = join(root, 'elsewhere')
    put(join(outside, 'metadata.json'), metadata('elsewhere', '/etc/passwd'))
    await library.handlers['library.reveal']({ folder: outside }, { signal })
    expect(revealed).toEqual([folder, outside])
    await expect(library.handlers['library.reveal']({ folder: '/etc' }, { signal })).rejects.toThrow(
      'not-found',
    )
  })
})

describe('removing', () => {
  it('the weights really go', async () => {
    const folder = installModel()
    await library.handlers['library.remove']({ folder }, { signal })
    expect(existsSync(folder)).toBe(false)
    expect(await items()).toEqual([])
  })

  it('to the trash where there is one', async () => {
    const folder = installModel()
    trashed = []
    await library.handlers['library.remove']({ folder }, { signal })
    expect(trashed).toEqual([folder])
  })

  it('never anything that is not a model, nor one that is being downloaded', async () => {
    const folder = installModel()
    await expect(library.handlers['library.remove']({ folder: root }, { signal })).rejects.toThrow(
      'not-found',
    )
    await expect(library.handlers['library.remove']({ folder: home }, { signal })).rejects.toThrow(
      'not-found',
    )
    const lock = tryLock(root, 'org-name')
    await expect(library.handlers['library.remove']({ folder }, { signal })).rejects.toThrow('refused')
    lock?.release()
    expect(existsSync(join(folder, 'model.safetensors'))).toBe(true)
  })

  it('follows no link out of the folder', async () => {
    const folder = installModel()
    const precious = put(join(home, 'precious/file'), 'mine')
    symlinkSync(dirname(precious), join(folder, 'link'))
    await library.handlers['library.remove']({ folder }, { signal })
    expect(readFileSync(precious, 'utf8')).toBe('mine')
  })
})

describe('moving', () => {
  it('to another model folder, with its path in the entry', async () => {
    const folder = installModel()
    await library.handlers['library.move']({ folder, toRoot: other }, { signal })
    const moved = await find('org/name')
    expect(moved).toMatchObject({
      folder: join(other, 'org-name'),
      modelPath: join(other, 'org-name'),
      status: { kind: 'ready' },
    })
    expect(existsSync(folder)).toBe(false)
    expect(readFileSync(join(other, 'org-name/model.safetensors')).equals(WEIGHTS)).toBe(true)
    await expect(
      library.handlers['library.move']({ folder: join(other, 'org-name'), toRoot: '/etc' }, { signal }),
    ).rejects.toThrow('refused')
  })
})

const take = (path: string, way: 'copy' | 'link' | 'move') =>
  library.handlers['library.import']({ path, way, toRoot: null }, { signal })

describe('taking in a file', () => {
  it.each(['copy', 'link', 'move'] as const)('by %s, told by its header', async (way) => {
    const bytes = gguf({ 'general.architecture': 'llama', 'llama.context_length': 4096 }, 100)
    const path = put(join(home, 'downloads/My Model.gguf'), bytes)
    await take(path, way)
    const item = await find('local:My Model')
    expect(item).toMatchObject({
      source: 'local',
      kind: 'llm',
      modelPath: join(root, 'local-My Model/model.gguf'),
    })
    expect(readFileSync(item!.modelPath).equals(bytes)).toBe(true)
    expect(existsSync(path)).toBe(way !== 'move')
    expect(statSync(item!.modelPath).nlink).toBe(way === 'link' ? 2 : 1)
    expect(
      Metadata.safeParse(JSON.parse(readFileSync(join(item!.folder, 'metadata.json'), 'utf8'))).success,
    ).toBe(true)
  })

  it('known by its hash it gets its name back', async () => {
    known = {
      modelId: 'civitai:4384',
      artifactId: '128713/94516',
      revision: '128713',
      name: 'DreamShaper',
      author: 'Lykon',
      entryId: 'civitai:4384:128713',
      kind: 'image',
    }
    await take(put(join(home, 'x.safetensors'), WEIGHTS), 'copy')
    expect(await find('civitai:4384:128713')).toMatchObject({
      name: 'DreamShaper',
      modelId: 'civitai:4384',
      revision: '128713',
      source: 'civitai',
    })
  })

  it('refuses what is no model, and what is there already', async () => {
    await expect(take(put(join(home, 'x.bin'), 'pickle'), 'copy')).rejects.toThrow('refused')
    await expect(take(put(join(home, 'bad.safetensors'), WEIGHTS.subarray(0, 100)), 'copy')).rejects.toThrow(
      'refused',
    )
    const good = put(join(home, 'good.safetensors'), WEIGHTS)
    await take(good, 'copy')
    await expect(take(good, 'move')).rejects.toThrow('refused')
    expect(existsSync(good)).toBe(true)
    expect((await items()).map(({ entryId }) => entryId)).toEqual(['local:good'])
  })
})
