/** CivitAI records of every year, as models. */
import { describe, expect, it } from 'vitest'
import { normaliseCivitai } from '#domain/normalise/civitai'
import { checkpoint, modelFrom } from './samples.ts'

describe('a record', () => {
  it('is skipped with its reason when it is none', () => {
    const reasons = [[], {}, { id: null }, { id: 'x' }, { id: -1 }, { id: 1.5 }].map((raw) => {
      const outcome = normaliseCivitai(raw)
      return outcome.ok ? 'read' : outcome.reason
    })
    expect(reasons).toEqual(['not-an-object', 'no-id', 'no-id', 'bad-id', 'bad-id', 'bad-id'])
  })

  it('is read with its versions and files', () => {
    const model = checkpoint({
      model: {
        nsfw: false,
        nsfwLevel: 3,
        creator: { username: 'someone' },
        tags: [{ name: 'style' }, 'anime', 4],
        stats: { downloadCount: null, thumbsUpCount: 5 },
      },
      version: {
        publishedAt: '2024-05-06T07:08:09.000Z',
        images: [
          { url: 'https://images.example/1.jpeg', nsfwLevel: 4, width: 5, height: 6, type: 'image' },
          { url: 'https://images.example/2.mp4', nsfwLevel: 1, type: 'video' },
          { url: 'https://images.example/3.jpeg', nsfwLevel: 1, type: 'image', hash: 'U5' },
          { url: 'javascript:alert(1)', nsfwLevel: 1 },
        ],
      },
    })
    expect(model).toMatchObject({
      id: 'civitai:10',
      sourceId: '10',
      name: 'Some',
      author: 'someone',
      tags: ['style', 'anime'],
      downloads: null,
      likes: 5,
      nsfwLevel: 3,
      updatedAt: Date.UTC(2024, 4, 6, 7, 8, 9),
      preview: { url: 'https://images.example/3.jpeg', nsfwLevel: 1, blurhash: 'U5' },
      artifacts: [
        {
          id: '20/30',
          format: 'safetensors',
          precision: 'fp16',
          role: 'Model',
          scan: 'passed',
          primary: true,
          sizeBytes: 2_132_625_894,
          files: [{ path: 'some.safetensors', sha256: 'a'.repeat(64), hubId: '30' }],
          version: { id: '20', baseModel: 'SD 1.5', unavailable: null, earlyAccess: null },
        },
      ],
    })
  })

  it('of one version alone is a model with that version', () => {
    const model = modelFrom('civitai', {
      id: 20,
      modelId: 10,
      name: 'v1',
      baseModel: 'SDXL 1.0',
      usageControl: 'Generation',
      model: { name: 'Some', type: 'Checkpoint', nsfw: false },
      files: [{ id: 30, name: 'some.safetensors', type: 'Model' }],
    })
    expect(model).toMatchObject({ id: 'civitai:10', name: 'Some', type: 'Checkpoint' })
    expect(model.artifacts[0]?.version).toMatchObject({ id: '20', unavailable: 'not-downloadable' })
  })

  it('has no name that is drawn in another order than it stands', () => {
    const model = modelFrom('civitai', {
      id: 10,
      name: '  Safe \u202Egnp.exe\u2066\u0000\n',
      creator: { username: '\u202E\u2069' },
      modelVersions: [{ id: 20, name: '\u200Fv1', files: [{ id: 1, name: 'a.pt' }] }],
    })
    expect([model.name, model.author]).toEqual(['Safe gnp.exe', null])
    expect(model.artifacts[0]?.version?.name).toBe('v1')
    expect(modelFrom('civitai', { id: 10, name: 'نموذج 👩‍🎨' }).name).toBe('نموذج 👩‍🎨')
  })

  it('keeps what is well formed of versions and files', () => {
    const model = modelFrom('civitai', {
      id: '10',
      modelVersions: [
        null,
        { id: 'x', files: [{}] },
        { id: 20, files: [7, { id: 1 }, { id: 2, name: 'a.pt' }, { id: 2, name: 'b' }] },
      ],
    })
    expect(model.artifacts.map(({ id, format }) => [id, format])).toEqual([['20/2', 'pickle']])
  })
})

describe('early access', () => {
  const day = 86_400_000
  const at = '2024-05-06T00:00:00.000Z'
  it.each([
    [{ paidAccess: { permanent: false, endsAt: at } }, Date.parse(at)],
    [{ paidAccess: { permanent: true, endsAt: null } }, null],
    [{ earlyAccessDeadline: at }, Date.parse(at)],
    [{ earlyAccessTimeFrame: 2, createdAt: at }, Date.parse(at) + 2 * day],
    [{ availability: 'EarlyAccess' }, null],
  ])('%o', (version, endsAt) => {
    expect(checkpoint({ version }).artifacts[0]?.version?.earlyAccess).toEqual({ endsAt })
  })
  it('is not what a frame of no days means', () => {
    expect(checkpoint({ version: { earlyAccessTimeFrame: 0 } }).artifacts[0]?.version?.earlyAccess).toBeNull()
  })
})
