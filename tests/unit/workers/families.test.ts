/** A family is an entry in resources/workers.json and a fixture of its binaries here; nothing else is needed. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import bundled from '../../../resources/workers.json' with { type: 'json' }
import type { Architecture, Platform } from '#domain/hardware'
import { backends, type Backend } from '#domain/worker'
import { recommendVariants } from '#domain/worker-recommendation'
import { loadFamilies, programOf } from '#core/workers/families'
import { fakeDisk } from '../../fixtures/workers/fake-disk.ts'
import { look } from '../../fixtures/workers/look.ts'
import { amd, apple, machine, nvidia } from '../../fixtures/workers/machines.ts'
import { elf, machO, pe } from '../../fixtures/workers/programs.ts'

const Fixture = z.object({
  source: z.string(),
  /** Only where the app does not have the family itself. */
  entry: z.unknown().optional(),
  binaries: z.array(
    z.object({
      what: z.string(),
      file: z.string(),
      texts: z.array(z.string()),
      help: z.string().optional(),
      expect: z.object({ backend: z.enum(backends), version: z.string().optional() }),
    }),
  ),
})
const fixtureOf = (id: string) =>
  Fixture.parse(
    JSON.parse(readFileSync(new URL(`../../fixtures/workers/families/${id}.json`, import.meta.url), 'utf8')),
  )

const newcomer = 'speech-worker-rbee'
const entries = [...bundled.families, fixtureOf(newcomer).entry]
const programs = loadFamilies({ version: 1, families: entries }).map(programOf)

const homes = { linux: '/home/u', darwin: '/Users/u', win32: String.raw`C:\Users\u` }
const folders = {
  linux: '/home/u/.local/bin/',
  darwin: '/Users/u/.local/bin/',
  win32: String.raw`C:\Users\u\.local\bin` + '\\',
}
const build = {
  linux: (arch: Architecture, texts: readonly string[]) => elf({ machine: arch, texts }),
  darwin: machO,
  win32: pe,
}
const gpuFor = { cpu: [], cuda: [nvidia({ driverVersion: '580.1' })], metal: [apple()], rocm: [amd()] }

/** Every machine that a variant is made for. */
const machinesFor = (id: string, backend: Backend) =>
  programs
    .flatMap((program) => (program.id === id ? program.variants : []))
    .filter((variant) => variant.backend === backend)
    .flatMap(({ platforms, architectures }) =>
      platforms.flatMap((on) => architectures.map((arch) => [on, arch] as const)),
    )

async function lookAt(
  binary: z.output<typeof Fixture>['binaries'][number],
  platform: Platform,
  arch: Architecture,
) {
  const { file, texts, help } = binary
  const name = `${folders[platform]}${file}${platform === 'win32' ? '.exe' : ''}`
  const place = { platform, home: homes[platform], env: {} }
  const { workers } = await look(
    place,
    fakeDisk(platform, { [name]: { bytes: build[platform](arch, texts) } }),
    {
      families: entries,
      hardware: machine(platform, arch, gpuFor[binary.expect.backend]),
      run: async () =>
        help === undefined ? { kind: 'timed-out' } : { kind: 'exited', code: 0, signal: null, output: help },
    },
  )
  return workers
}

describe.each(programs.map(({ id }) => id))('%s', (id) => {
  it.each(fixtureOf(id).binaries)('$file, $what: $expect.backend', async (binary) => {
    const { backend, version = null } = binary.expect
    for (const [platform, arch] of machinesFor(id, backend)) {
      // One after the other, so that a failure names its machine.
      // eslint-disable-next-line no-await-in-loop
      expect(await lookAt(binary, platform, arch), `${platform} ${arch}`).toMatchObject([
        {
          id: `${id}-${backend}`,
          family: id,
          backend,
          version,
          platform,
          architectures: [arch],
          problem: null,
        },
      ])
    }
  })

  it('has a fixture for each of its backends', () => {
    const variants = programs.flatMap((program) => (program.id === id ? program.variants : []))
    const shown = new Set(fixtureOf(id).binaries.map((binary) => binary.expect.backend))
    expect(variants.map(({ backend }) => backend).filter((backend) => !shown.has(backend))).toEqual([])
  })
})

it('a new family is recommended, too', () => {
  const pc = machine('linux', 'x86_64', [nvidia()])
  const own = recommendVariants(programs, pc, []).filter(({ family }) => family === newcomer)
  expect(own.map(({ backend, best }) => [backend, best])).toEqual([
    ['cuda', true],
    ['cpu', false],
  ])
})
