import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RunTrial } from '#core/workers/trial'
import { fakeDisk } from '../../fixtures/workers/fake-disk.ts'
import { look } from '../../fixtures/workers/look.ts'
import { amd, apple, machine, nvidia } from '../../fixtures/workers/machines.ts'
import { elf, fatMachO, machO, pe } from '../../fixtures/workers/programs.ts'

const metadata = readFileSync(new URL('../../fixtures/rbee/worker.json', import.meta.url), 'utf8')
const linux = { platform: 'linux', home: '/home/u', env: { PATH: '/usr/bin:/bin' } } as const
const pc = machine('linux', 'x86_64', [nvidia()])
const x86 = (texts: readonly string[]) => ({ bytes: elf({ machine: 'x86_64', texts }) })

const ran =
  (output: string, code = 0): RunTrial =>
  async () => ({ kind: 'exited', code, signal: null, output })

const backendAndProblem = async (files: Parameters<typeof fakeDisk>[1], run?: RunTrial) => {
  const { workers } = await look(linux, fakeDisk('linux', files), { hardware: pc, ...(run ? { run } : {}) })
  return workers.map(({ backend, version, problem }) => [backend, version, problem?.code ?? null])
}

describe('the backend of a binary comes from', () => {
  const at = '/usr/local/bin/llm-worker-rbee'
  it.each([
    ['the CUDA libraries that it asks for', ['libcublas.so.12'], 'cuda'],
    ['CUDA opened by name', ['libcuda.so'], 'cuda'],
    ['the ROCm libraries', ['libamdhip64.so.6', 'librocblas.so.4'], 'rocm'],
    ['the heartbeat text', ['llm-worker-rbee-cuda'], 'cuda'],
    ['the log text of old versions', ['Starting llorch-rocm-candled'], 'rocm'],
    ['its help', ['CPU-only Candle-based Llama-2 worker daemon'], 'cpu'],
    ['libraries before texts', ['llm-worker-rbee-cpu', 'libcudart.so.12'], 'cuda'],
  ])('%s', async (_, texts, backend) => {
    expect((await backendAndProblem({ [at]: x86(texts) }))[0]?.[0]).toBe(backend)
  })

  it('a text that lies across the border of two reads', async () => {
    const chunk = 256 * 1024
    const before = elf({ machine: 'x86_64', texts: [''] }).length - 1
    for (let shift = 0; shift < 24; shift++) {
      const bytes = elf({
        machine: 'x86_64',
        texts: ['x'.repeat(chunk - before - shift) + 'libcublas.so.12'],
      })
      expect(bytes.indexOf('libcublas')).toBe(chunk - shift)
      // eslint-disable-next-line no-await-in-loop
      expect((await backendAndProblem({ [at]: { bytes } }))[0]?.[0]).toBe('cuda')
    }
  })

  it('its name, where the file does not tell', async () => {
    expect(await backendAndProblem({ [`${at}-cuda`]: x86([]) })).toEqual([['cuda', null, null]])
  })

  it('the file rather than the name', async () => {
    expect(await backendAndProblem({ [`${at}-cuda`]: x86(['llm-worker-rbee-cpu']) })).toEqual([
      ['cpu', null, null],
    ])
  })

  it('its help when run, where nothing else tells', async () => {
    expect(await backendAndProblem({ [at]: x86([]) }, ran('CUDA GPU Candle-based worker'))).toEqual([
      ['cuda', null, null],
    ])
    const sd = '/usr/local/bin/sd-worker-rbee'
    expect(
      await backendAndProblem({ [sd]: x86([]) }, ran('sd-worker-rbee 0.1.0\n --rocm-device <N>')),
    ).toEqual([['rocm', '0.1.0', 'gpu-missing']])
  })

  it('nothing at all: it is a CPU worker if it runs, else not recognised', async () => {
    expect(await backendAndProblem({ [at]: x86([]) }, ran('usage'))).toEqual([['cpu', null, null]])
    expect(await backendAndProblem({ [at]: x86([]) }, ran('no', 1))).toEqual([['cpu', null, null]])
    expect(await backendAndProblem({ [at]: x86([]) })).toEqual([[null, null, 'unrecognised']])
  })
})

describe('a version comes from', () => {
  it.each([
    ['texts that lie side by side', ['sd-worker-rbee0.1.0'], '0.1.0'],
    ['a source path', ['/build/sd-worker-rbee-0.2.13/src/main.rs'], '0.2.13'],
    ['no address', ['sd-worker-rbee127.0.0.1:8080'], null],
  ])('%s', async (_, texts, version) => {
    const rows = await backendAndProblem({ '/usr/bin/sd-worker-cpu': x86(texts) })
    expect(rows).toEqual([['cpu', version, null]])
  })

  it('running it', async () => {
    const rows = await backendAndProblem({ '/usr/bin/sd-worker-cpu': x86([]) }, ran('sd-worker-rbee 0.1.0'))
    expect(rows).toEqual([['cpu', '0.1.0', null]])
  })

  it('rbee: then a CPU worker need not be run at all', async () => {
    const runs: string[] = []
    const { workers } = await look(
      linux,
      fakeDisk('linux', {
        '/usr/local/bin/llm-worker-rbee': x86([]),
        '/home/u/.cache/rbee/workers/llm-worker-rbee-cpu-0.1.0-linux/metadata.json': { bytes: metadata },
      }),
      {
        hardware: pc,
        catalog: '/home/u/.cache/rbee/workers',
        run: async (path) => {
          runs.push(path)
          return { kind: 'timed-out' }
        },
      },
    )
    expect(workers).toEqual([
      {
        id: 'llm-worker-rbee-cpu',
        family: 'llm-worker-rbee',
        backend: 'cpu',
        path: '/usr/local/bin/llm-worker-rbee',
        version: '0.1.0',
        architectures: ['x86_64'],
        platform: 'linux',
        declared: { formats: ['safetensors', 'gguf'], architectures: ['llama'], maxContextLength: 32768 },
        problem: null,
      },
    ])
    expect(runs).toEqual([])
  })
})

describe('a worker found more than once', () => {
  it('counts once: links, hard paths, and rbee’s note of the same file', async () => {
    const { workers } = await look(
      linux,
      fakeDisk('linux', {
        '/opt/rbee/llm-worker-rbee-cuda': x86([]),
        '/usr/bin/llm-worker-rbee': { linkTo: '/opt/rbee/llm-worker-rbee-cuda' },
        '/home/u/.local/bin/llm-worker-rbee': { linkTo: '../../../../usr/bin/llm-worker-rbee' },
      }),
      { hardware: pc, added: ['/opt/rbee'] },
    )
    expect(workers.map(({ id, path }) => [id, path])).toEqual([
      ['llm-worker-rbee-cuda', '/opt/rbee/llm-worker-rbee-cuda'],
    ])
  })

  it('as two files is two workers; the one that runs takes the short id', async () => {
    const { workers } = await look(
      linux,
      fakeDisk('linux', {
        '/usr/bin/llm-worker-rbee-cpu': { bytes: elf({ machine: 'aarch64' }) },
        '/usr/local/bin/llm-worker-rbee-cpu': x86([]),
      }),
      { hardware: pc },
    )
    expect(workers.map(({ id, problem }) => [id, problem?.code ?? null])).toEqual([
      ['llm-worker-rbee-cpu', null],
      ['llm-worker-rbee-cpu@/usr/bin/llm-worker-rbee-cpu', 'wrong-architecture'],
    ])
  })

  it('folders, dangling links and rings', async () => {
    const { workers } = await look(
      linux,
      fakeDisk('linux', {
        '/usr/bin/llm-worker-rbee/readme.txt': { bytes: 'a folder' },
        '/usr/bin/sd-worker-rbee-cpu': { linkTo: '/gone/sd-worker' },
        '/usr/bin/llm-worker': { linkTo: '/usr/bin/llm-worker' },
      }),
      { hardware: pc },
    )
    expect(workers.map(({ family, problem }) => [family, problem?.code])).toEqual([
      ['sd-worker-rbee', 'missing'],
      ['llm-worker-rbee', 'missing'],
    ])
  })
})

const note = (id: string, path: string, status: unknown = 'Available') => ({
  bytes: JSON.stringify({ artifact: { id, path, workerType: 'cpu', status } }),
})

describe('rbee’s catalog', () => {
  it('shows workers outside every folder, gone ones, and what is being installed', async () => {
    const runs: string[] = []
    const { workers, found } = await look(
      linux,
      fakeDisk('linux', {
        '/srv/w/any-name': x86([]),
        '/c/a/metadata.json': note('sd-worker-rbee-cpu-0.1.0-linux', '/srv/w/any-name'),
        '/c/b/metadata.json': note('llm-worker-rbee-cpu-0.1.0-linux', '/srv/w/gone'),
        '/c/d/metadata.json': note('llm-worker-rbee-cpu-0.2.0-linux', '/srv/w/new', 'Downloading'),
        '/c/e/metadata.json': note('some-other-worker-1.0', '/srv/w/other'),
        '/c/f/metadata.json': { bytes: '{' },
      }),
      {
        hardware: pc,
        catalog: '/c',
        run: async (path) => {
          runs.push(path)
          return { kind: 'timed-out' }
        },
      },
    )
    expect(workers.map(({ family, path, problem }) => [family, path, problem?.code ?? null])).toEqual([
      ['sd-worker-rbee', '/srv/w/any-name', null],
      ['llm-worker-rbee', '/srv/w/gone', 'missing'],
      ['llm-worker-rbee', '/srv/w/new', 'installing'],
    ])
    expect(runs, 'a file that a note points at').toEqual([])
    expect(found.problems).toMatchObject([
      { code: 'entry-damaged', message: expect.stringContaining('/c/f/') },
    ])
  })
})

describe('a folder that does not answer', () => {
  it('is told, holds nothing up, and is asked nothing more', async () => {
    const disk = fakeDisk('linux', { '/usr/bin/llm-worker-rbee-cpu': x86([]) })
    const silent = {
      ...disk,
      list: (folder: string) => (folder === '/net' ? new Promise<never>(() => {}) : disk.list(folder)),
    }
    const place = { ...linux, env: { PATH: '/net:/usr/bin' } }
    const { workers, found } = await look(place, silent, { hardware: pc })
    expect(workers.map(({ id }) => id)).toEqual(['llm-worker-rbee-cpu'])
    expect(found.problems).toMatchObject([
      { code: 'folder-silent', message: expect.stringContaining('/net') },
    ])
    expect(found.watch).not.toContain('/net')
  })
})

describe('on another system', () => {
  it('Windows', async () => {
    const place = {
      platform: 'win32',
      home: String.raw`C:\Users\u`,
      env: { Path: String.raw`C:\Windows\system32`, LOCALAPPDATA: String.raw`C:\Users\u\AppData\Local` },
    } as const
    const files = {
      [String.raw`C:\Users\u\AppData\Local\Programs\rbee\LLM-worker-rbee.exe`]: {
        bytes: pe('x86_64', ['nvcuda.dll', 'cublas64_12.dll']),
      },
      [String.raw`C:\Users\u\.local\bin\sd-worker-rbee-cpu`]: { bytes: pe('x86_64') },
      [String.raw`C:\Users\u\.cargo\bin\llm-worker-rbee-cpu.exe`]: { bytes: elf({ machine: 'x86_64' }) },
    }
    const hardware = machine('win32', 'x86_64', [nvidia({ driverVersion: '512.15' })])
    const { workers } = await look(place, fakeDisk('win32', files), { hardware })
    expect(workers.map(({ id, problem }) => [id, problem?.message ?? null])).toEqual([
      ['sd-worker-rbee-cpu', null],
      ['llm-worker-rbee-cuda', 'Needs an NVIDIA driver 527 or newer. You have 512.'],
      ['llm-worker-rbee-cpu', 'It is made for Linux.'],
    ])
  })

  it('macOS', async () => {
    const metal = '/System/Library/Frameworks/Metal.framework/Versions/A/Metal'
    const place = { platform: 'darwin', home: '/Users/u', env: { PATH: '/usr/bin:/bin' } } as const
    const files = {
      '/opt/homebrew/bin/llm-worker-rbee': { bytes: machO('aarch64', [metal]) },
      '/usr/local/bin/sd-worker-rbee': { bytes: fatMachO(['x86_64', 'aarch64'], [metal]) },
      '/Users/u/.local/bin/sd-worker-cpu': { bytes: machO('x86_64') },
    }
    const disk = fakeDisk('darwin', files)
    const onM2 = await look(place, disk, { hardware: machine('darwin', 'aarch64', [apple()]) })
    expect(onM2.workers.map(({ id, problem }) => [id, problem?.code ?? null])).toEqual([
      ['llm-worker-rbee-metal', null],
      ['sd-worker-rbee-metal', null],
      ['sd-worker-rbee-cpu', 'wrong-architecture'],
    ])
    const onIntel = await look(place, disk, { hardware: machine('darwin', 'x86_64', [amd()]) })
    expect(onIntel.workers.map(({ id, problem }) => [id, problem?.code ?? null])).toEqual([
      ['sd-worker-rbee-cpu', null],
      ['llm-worker-rbee-metal', 'wrong-architecture'],
      ['sd-worker-rbee-metal', 'gpu-missing'],
    ])
  })
})
