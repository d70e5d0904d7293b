import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
