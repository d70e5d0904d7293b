import { describe, expect, it } from 'vitest'
import { carryOver } from '#core/catalog/sync/carry-over'
import type { Model } from '#domain/model'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { normaliseHuggingFace } from '#domain/normalise/huggingface'
import { recordedCivitai } from '../../hub/fixtures.ts'

const repo = (sha: string, more: object = {}, sizes = false): Model => {
  const files = ['a.Q4_K_M.gguf', 'a.Q8_0.gguf'].map((rfilename, at) =>
    sizes
      ? { rfilename, size: 100 + at, lfs: { sha256: String(at).repeat(64), size: 100 + at } }
      : { rfilename },
  )
  const made = normaliseHuggingFace({ id: 'org/a-GGUF', sha, tags: ['gguf'], siblings: files, ...more })
  if (!made.ok) throw new Error(made.reason)
  return made.model
}
const files = ({ artifacts }: Model) =>
  artifacts.flatMap((one) => one.files.map((file) => [file.sizeBytes, file.sha256]))

describe('what a list does not tell', () => {
  it('sizes and hashes stay while the commit is the same', () => {
    const merged = carryOver(repo('c1', { downloads: 9 }), repo('c1', { downloads: 1 }, true), null)
    expect(merged.downloads).toBe(9)
    expect(files(merged)).toEqual([
      [100, '0'.repeat(64)],
      [101, '1'.repeat(64)],
    ])
    expect(merged.artifacts.map(({ sizeBytes }) => sizeBytes)).toEqual([100, 101])
  })

  it('a new commit keeps sizes as what was last told, and no hash', () => {
    const merged = carryOver(repo('c2'), repo('c1', {}, true), null)
    expect(files(merged)).toEqual([
      [100, null],
      [101, null],
    ])
    expect(merged.revision).toBe('c2')
  })

  it('a new file is of unknown size, and so is what it belongs to', () => {
    const listed = repo('c2', { siblings: [{ rfilename: 'a.Q4_K_M.gguf' }, { rfilename: 'b.Q2_K.gguf' }] })
    const sizes = carryOver(listed, repo('c1', {}, true), null).artifacts.map(({ id, sizeBytes }) => [
      id,
      sizeBytes,
    ])
    expect(Object.fromEntries(sizes)).toEqual({ Q4_K_M: 100, Q2_K: null })
  })

  it('what the list does tell wins', () => {
    const merged = carryOver(repo('c1', { tags: ['gguf', 'license:mit'] }, true), repo('c1'), null)
    expect(merged.licence).toBe('mit')
    expect(carryOver(repo('c1'), undefined, null)).toEqual(repo('c1'))
  })
})

const make = (value: unknown): Model => {
  const made = normaliseCivitai(value)
  if (!made.ok) throw new Error(made.reason)
  return made.model
}
const ids = (model: Model) => model.artifacts.map(({ id }) => id).toSorted()

describe('a model cut down to some versions', () => {
  const raw = recordedCivitai().find(
    ({ modelVersions }) => new Set(modelVersions.map(({ baseModel }) => baseModel)).size > 1,
  )
  if (!raw) throw new Error('no record')
  const [kept] = raw.modelVersions.map(({ baseModel }) => baseModel ?? '')
  const whole = make(raw)
  const cut = make({ ...raw, modelVersions: raw.modelVersions.filter(({ baseModel }) => baseModel === kept) })

  it('keeps the versions that the list was not asked for', () => {
    expect(ids(cut).length).toBeLessThan(ids(whole).length)
    expect(ids(carryOver(cut, whole, new Set([kept ?? ''])))).toEqual(ids(whole))
  })

  it('drops a version that the list should have had', () => {
    const none = make({ ...raw, modelVersions: [] })
    const merged = carryOver(none, whole, new Set([kept ?? '']))
    expect(ids(merged)).toEqual(ids(whole).filter((id) => !ids(cut).includes(id)))
  })
})
