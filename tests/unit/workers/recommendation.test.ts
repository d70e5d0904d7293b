import { describe, expect, it } from 'vitest'
import type { Hardware } from '#domain/hardware'
import { recommendVariants } from '#domain/worker-recommendation'
import { loadFamilies, programOf } from '#core/workers/families'
import { amd, apple, intelGpu, machine, nvidia } from '../../fixtures/workers/machines.ts'

const programs = loadFamilies().map(programOf)

describe('variants that this machine could use', () => {
  it.each<[string, Hardware, readonly string[]]>([
    ['a PC with NVIDIA', machine('linux', 'x86_64', [intelGpu, nvidia()]), ['cuda', 'cpu']],
    [
      'a PC with an old NVIDIA driver',
      machine('linux', 'x86_64', [nvidia({ driverVersion: '470.1' })]),
      ['cpu', 'cuda: driver-too-old'],
    ],
    [
      'a PC with NVIDIA and no driver',
      machine('win32', 'x86_64', [nvidia({ usable: false })]),
      ['cpu', 'cuda: driver-missing'],
    ],
    [
      'a PC with an NVIDIA card too old for ever',
      machine('linux', 'x86_64', [nvidia({ computeCapability: '3.0' })]),
      ['cpu'],
    ],
    ['a PC with AMD', machine('linux', 'x86_64', [amd()]), ['rocm', 'cpu']],
    ['a PC with both', machine('linux', 'x86_64', [amd(), nvidia()]), ['cuda', 'rocm', 'cpu']],
    ['a Windows PC with AMD', machine('win32', 'x86_64', [amd()]), ['cpu']],
    ['a Mac with Apple Silicon', machine('darwin', 'aarch64', [apple()]), ['metal', 'cpu']],
    ['an Intel Mac', machine('darwin', 'x86_64', [amd()]), ['cpu']],
    ['a Windows laptop on ARM', machine('win32', 'aarch64', []), ['cpu']],
    ['a server without a GPU', machine('linux', 'aarch64', []), ['cpu']],
  ])('%s', (_, hardware, expected) => {
    for (const { id } of programs) {
      const variants = recommendVariants(programs, hardware, []).filter(({ family }) => family === id)
      expect(
        variants.map(({ backend, problem }) => (problem ? `${backend}: ${problem.code}` : backend)),
      ).toEqual(expected)
      expect(variants.map(({ best }) => best)).toEqual(expected.map((__, place) => place === 0))
      for (const { install } of variants) expect(install.length).toBeGreaterThan(0)
    }
  })

  it('a command is for this system and this CPU, whole, and free of blanks to fill in', () => {
    const mac = recommendVariants(programs, machine('darwin', 'aarch64', [apple()]), [])
    expect(mac[0]?.install.map(({ label }) => label.en)).toEqual(['Prebuilt', 'Homebrew', 'From source'])
    expect(mac[0]?.install[0]?.command).toBe(
      'mkdir -p ~/.local/bin && curl -fsSL https://github.com/rbee-keeper/rbee/releases/download/v0.1.0/llm-worker-rbee-macos-aarch64-metal-0.1.0.tar.gz | tar -xz -C ~/.local/bin',
    )
    for (const { install } of mac) for (const { command } of install) expect(command).not.toMatch(/[{}<>]/)
  })
})
