/** Moving a model, on one disk and across two: at every instant it is whole somewhere, also after a kill. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LibraryState } from '#contract/library'
import type { Transfers } from '#core/downloads/transfer/transfers'
import { Metadata } from '#core/library/entry'
import type { Library } from '#core/library/library'
import { safetensors } from '../../hub/transfer/content.ts'
import { newTransfers } from '../downloads/setting.ts'
import { installIn, openLibrary } from './setting.ts'

const KILLS = import.meta.env.MODE === 'full' ? 60 : 8
const { signal } = new AbortController()
const NAME = 'org-name'
const CONTENTS = {
  'model-00001-of-00002.safetensors': safetensors('one', 500_000),
  'model-00002-of-00002.safetensors': safetensors('two', 300_000),
}
/** Memory of the system, where it is a disk of its own. */
const SHM = '/dev/shm'
const twoDisks = existsSync(SHM) && statSync(SHM).dev !== statSync(tmpdir()).dev

const places: string[] = []
const folderOn = (disk: string): string => {
  const dir = mkdtempSync(join(disk, 'rbee-moving-'))
  places.push(dir)
  return dir
}
let transfers: Transfers
beforeEach(() => {
  transfers = newTransfers()
})
afterEach(async () => {
  await transfers.dispose()
  for (const place of places.splice(0)) rmSync(place, { recursive: true, force: true })
})

const install = (root: string): string => installIn(root, 'org/name', CONTENTS)
const open = (roots: readonly string[]): Library['handlers'] => openLibrary(roots, transfers).handlers

/** Every model is ready, names its own place, and holds the very bytes. */
function expectWhole({ items }: LibraryState): void {
  for (const { status, folder, modelPath } of items) {
    expect(status).toEqual({ kind: 'ready' })
    expect(modelPath).toBe(folder)
    for (const [name, bytes] of Object.entries(CONTENTS))
      expect(readFileSync(join(folder, name)).equals(bytes), `${folder}/${name}`).toBe(true)
  }
}
/** What a kill has left, by how it looks on disk. */
function phaseOf(roots: readonly string[]): string {
  if (inDisguise(roots).length > 0) return 'half copied or half removed'
  const folders = roots.map((root) => join(root, NAME)).filter((folder) => existsSync(folder))
  if (folders.length > 1) return 'copied, not removed'
  const entry = Metadata.parse(JSON.parse(readFileSync(join(folders[0] ?? '', 'metadata.json'), 'utf8')))
  return entry.artifact.path === folders[0] ? 'whole' : 'moved, entry not rewritten'
}
const inDisguise = (roots: readonly string[]): readonly string[] =>
  roots.flatMap((root) => readdirSync(root)).filter((name) => name.startsWith('.marketplace-'))

describe.each([['on one disk', tmpdir()], ...(twoDisks ? [['across two disks', SHM]] : [])] as [
  string,
  string,
][])('%s', (where, secondDisk) => {
  it('a model arrives whole, with its entry, and leaves nothing behind', async () => {
    const roots = [folderOn(tmpdir()), folderOn(secondDisk)] as const
    const folder = install(roots[0])
    const state = await open(roots)['library.move']({ folder, toRoot: roots[1] }, { signal })
    expect(state.items.map((item) => item.folder)).toEqual([join(roots[1], NAME)])
    expectWhole(state)
    expect(readdirSync(roots[0])).toEqual(['.locks'])
    const entry: unknown = JSON.parse(readFileSync(join(roots[1], NAME, 'metadata.json'), 'utf8'))
    expect(entry).toMatchObject({
      added_at: '2025-11-15T10:00:00.123456789Z',
      last_accessed: '2025-11-16T10:00:00Z',
    })
  })

  it('never over another one', async () => {
    const roots = [folderOn(tmpdir()), folderOn(secondDisk)] as const
    const folder = install(roots[0])
    install(roots[1])
    await expect(open(roots)['library.move']({ folder, toRoot: roots[1] }, { signal })).rejects.toThrow(
      'refused',
    )
    expectWhole(await open(roots)['library.get'](undefined, { signal }))
  })

  it(`kill -9 at ${KILLS} random instants loses nothing`, { timeout: 300_000 }, async () => {
    const roots = [folderOn(tmpdir()), folderOn(secondDisk)] as const
    install(roots[0])
    const found = new Map<string, number>()
    for (let kill = 0; kill < KILLS; kill += 1) {
      const mover = spawn(process.execPath, [join(import.meta.dirname, 'mover.ts'), ...roots, NAME])
      await once(mover.stdout, 'data')
      await sleep(Math.random() * 60)
      mover.kill('SIGKILL')
      await once(mover, 'close')
      const phase = phaseOf(roots)
      const state = await open(roots)['library.get'](undefined, { signal })
      expectWhole(state)
      expect(state.items.length).toBeGreaterThan(0)
      expect(inDisguise(roots)).toEqual([])
      found.set(phase, (found.get(phase) ?? 0) + 1)
      if (state.items.length > 1) rmSync(join(roots[1], NAME), { recursive: true })
    }
    console.log(`killed while moving ${where}: ${JSON.stringify(Object.fromEntries(found))}`)
  })
})

it('a kill between the rename and the new entry is put right at the next start', async () => {
  const roots = [folderOn(tmpdir()), folderOn(tmpdir())] as const
  renameSync(install(roots[0]), join(roots[1], NAME))
  const state = await open(roots)['library.get'](undefined, { signal })
  expect(state.items).toHaveLength(1)
  expectWhole(state)
})
