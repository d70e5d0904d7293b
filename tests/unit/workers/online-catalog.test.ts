import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecommendedVariantSchema } from '#contract/workers'
import { recommendVariants } from '#domain/worker-recommendation'
import { loadFamilies, programOf } from '#core/workers/families'
import { refreshPrograms, withNews } from '#core/workers/online-catalog'
import { machine, nvidia } from '../../fixtures/workers/machines.ts'

const programs = loadFamilies().map(programOf)
const pc = machine('linux', 'aarch64', [nvidia()])

/** As the worker catalog answers since November 2025, cut to what matters here. */
const grouped = {
  workers: [
    {
      id: 'llm-worker-rbee',
      implementation: 'rust',
      version: '0.2.0',
      variants: [
        {
          backend: 'cuda',
          platforms: ['linux', 'windows'],
          architectures: ['x86_64', 'aarch64'],
          pkgbuildUrl: '/pkgbuilds/arch/llm-worker-rbee-bin.PKGBUILD',
          installPath: '/usr/local/bin/llm-worker-rbee',
        },
        { backend: 'vulkan', platforms: ['linux'], architectures: ['x86_64'] },
      ],
    },
    { id: 'speech-worker', version: '1.0.0', variants: [] },
  ],
}
/** As before: one entry a backend. */
const flat = [
  {
    id: 'llm-worker-rbee-cuda',
    worker_type: 'cuda',
    version: '0.1.5',
    platforms: ['Linux'],
    architectures: ['aarch64'],
  },
  { id: 'llm-worker-rbee-cpu', workerType: 'cpu', version: '0.1.4', platforms: ['linux'], architectures: [] },
]

const commands = (known: readonly ReturnType<typeof programOf>[], backend: string) =>
  recommendVariants(known, pc, [])
    .filter((variant) => variant.family === 'llm-worker-rbee' && variant.backend === backend)
    .flatMap(({ install }) => install.map(({ command }) => command))

describe('the worker catalog online', () => {
  it('tells a newer version and more machines, and the known commands follow', () => {
    expect(recommendVariants(programs, pc, []).map(({ backend }) => backend)).toEqual(['cpu', 'cpu'])
    const news = withNews(programs, grouped)
    expect(news.map(({ id, version }) => [id, version])).toEqual([
      ['llm-worker-rbee', '0.2.0'],
      ['sd-worker-rbee', '0.1.0'],
    ])
    expect(recommendVariants(news, pc, [])[0]).toMatchObject({
      backend: 'cuda',
      version: '0.2.0',
      best: true,
    })
    expect(commands(news, 'cpu')[0]).toContain('/v0.2.0/llm-worker-rbee-linux-$(uname -m)-cpu-0.2.0.tar.gz')
  })

  it('in its old shape too, in both casings', () => {
    const [llm] = withNews(programs, flat)
    expect(llm?.version).toBe('0.1.5')
    expect(llm?.variants.find(({ backend }) => backend === 'cuda')).toMatchObject({
      platforms: ['linux'],
      architectures: ['aarch64'],
    })
    expect(llm?.variants.find(({ backend }) => backend === 'cpu')?.architectures).toEqual([
      'x86_64',
      'aarch64',
    ])
  })

  it.each([
    ['an older version', { workers: [{ ...grouped.workers[0], version: '0.0.9', variants: [] }] }],
    ['a version with a command in it', { workers: [{ ...grouped.workers[0], version: '1.0; rm -rf ~' }] }],
    ['an id that is none', { workers: [{ ...grouped.workers[0], id: '../llm-worker-rbee' }] }],
    ['an error', { error: 'not found' }],
    ['nothing', null],
  ])('%s changes nothing', (_, answer) => {
    expect(withNews(programs, answer)).toEqual(programs)
  })

  it('never throws, and never lets anything but a version into a command', () => {
    const before = programs.flatMap(({ variants }) => variants.flatMap(({ install }) => install))
    fc.assert(
      fc.property(fc.jsonValue(), (answer) => {
        const news = withNews(programs, { workers: [answer, grouped.workers[0]] })
        expect(news.flatMap(({ variants }) => variants.flatMap(({ install }) => install))).toEqual(before)
      }),
    )
  })

  it('tells what there is to read, and the app keeps what it leaves out', () => {
    const told = {
      ...grouped.workers[0],
      description: 'Runs  language\nmodels\u202e on Candle.',
      license: 'GPL-3.0-or-later',
      buildSystem: 'cargo',
      source: { type: 'github', url: 'https://github.com/example/worker', branch: 'main' },
      capabilities: {
        supportedFormats: ['gguf', 'safetensors'],
        maxContextLength: 16_384,
        supportsStreaming: true,
        supportsBatching: false,
      },
    }
    const news = withNews(programs, { workers: [told] })
    expect(news[0]?.details).toEqual({
      toldBy: 'catalog',
      description: 'Runs language models on Candle.',
      formats: ['gguf', 'safetensors'],
      tasks: ['text-generation'],
      maxContextLength: 16_384,
      streaming: true,
      batching: false,
      licence: 'GPL-3.0-or-later',
      buildSystem: 'cargo',
      sourceUrl: 'https://github.com/example/worker',
    })
    expect(news[1]?.details).toEqual(programs[1]?.details)
    const [cuda] = recommendVariants(news, pc, [])
    expect(RecommendedVariantSchema.parse(cuda)).toMatchObject({ details: { streaming: true } })
    expect(cuda).toMatchObject({ platforms: ['linux', 'win32'], architectures: ['x86_64', 'aarch64'] })
  })

  it.each([
    ['a script as its source', { source: { url: 'javascript:alert(1)' } }],
    ['a plain address', { source: { url: 'http://github.com/example/worker' } }],
    ['an address with a name before the host', { source: { url: 'https://github.com@evil.example/' } }],
    ['an address without end', { source: { url: `https://evil.example/${'a'.repeat(600)}` } }],
    ['a description that is none', { description: { html: '<b>' }, license: '\u200b ', buildSystem: 7 }],
    ['formats without end', { capabilities: { supportedFormats: Array.from({ length: 99 }, () => 'gguf') } }],
    ['a context that is none', { capabilities: { maxContextLength: -1, supportsStreaming: 'yes' } }],
  ])('%s is left out', (_, wrong) => {
    const [llm] = withNews(programs, { workers: [{ ...grouped.workers[0], ...wrong }] })
    expect(llm?.version).toBe('0.2.0')
    expect(llm?.details).toEqual(programs[0]?.details)
  })

  it('a long description is cut', () => {
    const [llm] = withNews(programs, { workers: [{ ...grouped.workers[0], description: 'a'.repeat(5000) }] })
    expect(llm?.details.description).toHaveLength(600)
  })

  it('is asked at one address', async () => {
    const asked: string[] = []
    const fetchJson = async (url: string) => {
      asked.push(url)
      return grouped
    }
    const { signal } = new AbortController()
    const news = await refreshPrograms(programs, { fetchJson, baseUrl: 'https://gwc.example' }, signal)
    expect(asked).toEqual(['https://gwc.example/workers'])
    expect(news[0]?.version).toBe('0.2.0')
  })
})
