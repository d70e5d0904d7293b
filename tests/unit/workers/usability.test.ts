import { describe, expect, it } from 'vitest'
import type { Hardware } from '#domain/hardware'
import type { BinaryArchitecture, WorkerBinary } from '#domain/worker-binary'
import { problemOf, type Host } from '#domain/worker-usability'
import { loadFamilies, programOf } from '#core/workers/families'
import { amd, apple, intelGpu, machine, nvidia } from '../../fixtures/workers/machines.ts'

const [llm] = loadFamilies().map(programOf)
const needsOf = (backend: string | null) =>
  llm?.variants.find((variant) => variant.backend === backend)?.needs ?? null

const binary = (over: Partial<WorkerBinary>): WorkerBinary => ({
  path: '/usr/local/bin/llm-worker-rbee',
  family: 'llm-worker-rbee',
  backend: 'cpu',
  version: '0.1.0',
  file: program('linux', ['x86_64']),
  cuda: null,
  trial: { kind: 'not-needed' },
  declared: null,
  install: { kind: 'done' },
  ...over,
})

const formats = { linux: 'elf', darwin: 'mach-o', win32: 'pe' } as const
function program(
  platform: keyof typeof formats,
  architectures: readonly BinaryArchitecture[],
  executable = true,
): WorkerBinary['file'] {
  return { kind: 'program', executable, header: { format: formats[platform], platform, architectures } }
}

const judge = (over: Partial<WorkerBinary>, hardware: Hardware | null, host: Partial<Host> = {}) => {
  const what = binary(over)
  const platform = hardware?.platform ?? 'linux'
  return problemOf(what, needsOf(what.backend), { hardware, platform, rosetta: false, ...host })
}

const pc = machine('linux', 'x86_64', [nvidia()])
const mac = machine('darwin', 'aarch64', [apple()])
const windowsArm = machine('win32', 'aarch64', [])

describe('a worker that runs here', () => {
  it.each<[string, Partial<WorkerBinary>, Hardware, Partial<Host>?]>([
    ['cpu on a PC', {}, pc],
    ['cuda with a new driver', { backend: 'cuda' }, pc],
    [
      'cuda on Windows',
      { backend: 'cuda', file: program('win32', ['x86_64']) },
      machine('win32', 'x86_64', [nvidia({ driverVersion: '566.14' })]),
    ],
    [
      'cuda where the driver is unknown',
      { backend: 'cuda' },
      machine('linux', 'x86_64', [nvidia({ driverVersion: null, computeCapability: null })]),
    ],
    [
      'cuda where one of two cards will do',
      { backend: 'cuda' },
      machine('linux', 'x86_64', [nvidia({ computeCapability: '3.5' }), nvidia()]),
    ],
    [
      'cuda built natively for an ARM machine',
      { backend: 'cuda', file: program('linux', ['aarch64']) },
      machine('linux', 'aarch64', [nvidia({ computeCapability: '12.1' })]),
    ],
    [
      'cuda 11 with an old driver',
      { backend: 'cuda', cuda: 11 },
      machine('linux', 'x86_64', [nvidia({ driverVersion: '470.82.01' })]),
    ],
    ['metal on Apple Silicon', { backend: 'metal', file: program('darwin', ['aarch64']) }, mac],
    ['metal in a fat binary', { backend: 'metal', file: program('darwin', ['x86_64', 'aarch64']) }, mac],
    [
      'cpu for Intel on Apple Silicon with Rosetta',
      { file: program('darwin', ['x86_64']) },
      mac,
      { rosetta: true },
    ],
    ['cpu for x86_64 on Windows on ARM', { file: program('win32', ['x86_64']) }, windowsArm],
    ['rocm', { backend: 'rocm' }, machine('linux', 'x86_64', [amd()])],
    [
      'rocm on Strix Halo',
      { backend: 'rocm' },
      machine('linux', 'x86_64', [amd({ gfx: 'gfx1151', integrated: true })]),
    ],
    [
      'a script',
      {
        file: {
          kind: 'program',
          executable: true,
          header: { format: 'script', platform: null, architectures: [] },
        },
      },
      pc,
    ],
    ['one that would not say its version', { trial: { kind: 'no-answer' } }, pc],
  ])('%s', (_, over, hardware, host) => {
    expect(judge(over, hardware, host)).toBeNull()
  })
})

describe('a worker that does not', () => {
  it.each<[string, Partial<WorkerBinary>, Hardware | null, RegExp]>([
    [
      'not executable',
      { file: program('linux', ['x86_64'], false) },
      pc,
      /^not-executable: .*not marked.* > .*Run: chmod \+x \/usr\/local\/bin\/llm-worker-rbee/,
    ],
    ['a file that is gone', { file: { kind: 'missing' } }, pc, /^missing: .*gone.* > .*again/],
    ['an empty file', { file: { kind: 'empty' } }, pc, /^damaged: .*empty.* > .*again/],
    [
      'half a file',
      { file: { kind: 'cut-short', sizeBytes: 10, needBytes: 20 } },
      pc,
      /^damaged: .*10 of at least 20 bytes.* > .*again/,
    ],
    ['a text', { file: { kind: 'not-a-program' } }, pc, /^not-a-program: .*not a program.* > .*again/],
    ['a file nobody may read', { file: { kind: 'unreadable' } }, pc, /^unreadable: .*read.* > .*access/],
    ['an install under way', { install: { kind: 'unfinished' } }, pc, /^installing: .*still.* > .*Wait/],
    [
      'an install that failed',
      { install: { kind: 'failed', error: 'disk full' } },
      pc,
      /^install-failed: .*disk full.* > .*again/,
    ],
    ['no known backend', { backend: null }, pc, /^unrecognised: .*does not behave.* > .*remove/],
    ['ELF on macOS', {}, mac, /^wrong-platform: .*made for Linux.* > .*macOS build/],
    [
      'PE on Linux (WSL)',
      { file: program('win32', ['x86_64']) },
      pc,
      /^wrong-platform: .*made for Windows.* > .*Linux build/,
    ],
    [
      'a script on Windows',
      {
        file: {
          kind: 'program',
          executable: true,
          header: { format: 'script', platform: null, architectures: [] },
        },
      },
      windowsArm,
      /^wrong-platform: .*script.* > .*Windows build/,
    ],
    [
      'aarch64 on x86_64',
      { file: program('linux', ['aarch64']) },
      pc,
      /^wrong-architecture: .*made for aarch64 .*This computer is x86_64.* > .*x86_64/,
    ],
    [
      'x86_64 on ARM Linux: nothing translates there',
      {},
      machine('linux', 'aarch64'),
      /^wrong-architecture: .*made for x86_64.* > .*aarch64/,
    ],
    [
      'Apple Silicon on an Intel Mac',
      { file: program('darwin', ['aarch64']) },
      machine('darwin', 'x86_64'),
      /^wrong-architecture: .*aarch64.* > .*x86_64/,
    ],
    [
      'Intel on Apple Silicon without Rosetta',
      { file: program('darwin', ['x86_64']) },
      mac,
      /^wrong-architecture: .*Rosetta.* > .*softwareupdate --install-rosetta/,
    ],
    [
      '32 bits',
      { file: program('win32', ['x86']) },
      machine('win32', 'x86_64'),
      /^wrong-architecture: .*32-bit.* > .*x86_64/,
    ],
    [
      'cuda without a card',
      { backend: 'cuda' },
      machine('linux', 'x86_64', [intelGpu]),
      /^gpu-missing: .*NVIDIA.* > .*CPU worker/,
    ],
    [
      'cuda with a silent driver',
      { backend: 'cuda' },
      machine('linux', 'x86_64', [nvidia({ usable: false })]),
      /^driver-missing: .*RTX 4070 .*does not answer.* > .*driver/,
    ],
    [
      'cuda with an old driver',
      { backend: 'cuda' },
      machine('linux', 'x86_64', [nvidia({ driverVersion: '470.82.01' })]),
      /^driver-too-old: .*Needs an NVIDIA driver 525 or newer\. You have 470\..* > .*525/,
    ],
    [
      'cuda with nearly the right driver',
      { backend: 'cuda' },
      machine('linux', 'x86_64', [nvidia({ driverVersion: '525.53' })]),
      /^driver-too-old: .*525\.60\.13 or newer\. You have 525\.53.* > .*525\.60\.13/,
    ],
    [
      'cuda on Windows with an old driver',
      { backend: 'cuda', file: program('win32', ['x86_64']) },
      machine('win32', 'x86_64', [nvidia({ driverVersion: '526.98' })]),
      /^driver-too-old: .*527 or newer\. You have 526.* > .*527/,
    ],
    [
      'cuda 13 with a driver for 12',
      { backend: 'cuda', cuda: 13 },
      pc,
      /^driver-too-old: .*580 or newer\. You have 550.* > .*580/,
    ],
    [
      'cuda by what the driver runs',
      { backend: 'cuda' },
      { ...machine('linux', 'x86_64', [nvidia({ driverVersion: null })]), cudaVersion: '11.4' },
      /^driver-too-old: .*CUDA 12.*CUDA 11\.4.* > .*525/,
    ],
    [
      'cuda on an old card',
      { backend: 'cuda' },
      machine('linux', 'x86_64', [nvidia({ computeCapability: '3.7', name: 'Tesla K80' })]),
      /^gpu-unsupported: .*5\.0 or higher\. Tesla K80 has 3\.7.* > .*CPU/,
    ],
    [
      'cuda through translation',
      { backend: 'cuda', file: program('win32', ['x86_64']) },
      machine('win32', 'aarch64', [nvidia()]),
      /^wrong-architecture: .*translated.* > .*aarch64/,
    ],
    [
      'metal on an Intel Mac',
      { backend: 'metal', file: program('darwin', ['x86_64']) },
      machine('darwin', 'x86_64', [amd()]),
      /^gpu-missing: .*Apple Silicon.* > .*CPU/,
    ],
    [
      'metal for Intel under Rosetta',
      { backend: 'metal', file: program('darwin', ['x86_64']) },
      mac,
      /^wrong-architecture: .*Rosetta|translated.* > .*Apple Silicon|aarch64/,
    ],
    ['rocm with an NVIDIA card', { backend: 'rocm' }, pc, /^gpu-missing: .*AMD.* > .*CPU/],
    [
      'rocm on an unsupported card',
      { backend: 'rocm' },
      machine('linux', 'x86_64', [amd({ gfx: 'gfx803', name: 'RX 580' })]),
      /^gpu-unsupported: .*RX 580 is not supported.* > .*CPU/,
    ],
    [
      'rocm on an integrated GPU',
      { backend: 'rocm' },
      machine('linux', 'x86_64', [amd({ gfx: 'gfx1150', integrated: true })]),
      /^gpu-unsupported: .*not supported.* > .*CPU/,
    ],
    [
      'rocm where the target is unknown',
      { backend: 'rocm' },
      machine('linux', 'x86_64', [amd({ gfx: null })]),
      /^gpu-unsupported: .*could not be told.* > .*amdgpu/,
    ],
    [
      'rocm without permission',
      { backend: 'rocm' },
      machine('linux', 'x86_64', [amd({ usable: false })]),
      /^driver-missing: .*cannot use it.* > .*render/,
    ],
    [
      'missing libraries',
      { trial: { kind: 'libraries-missing', library: 'libcublas.so.12' } },
      pc,
      /^libraries-missing: .*libcublas\.so\.12.* > .*libraries/,
    ],
    [
      'an older CPU',
      { trial: { kind: 'cpu-unsupported' } },
      pc,
      /^cpu-unsupported: .*instructions.* > .*older/,
    ],
    [
      'a GPU worker before the hardware is known',
      { backend: 'cuda' },
      null,
      /^hardware-unknown: .*looked at.* > null/,
    ],
  ])('%s', (_, over, hardware, expected) => {
    const problem = judge(over, hardware)
    expect(`${problem?.code}: ${problem?.message} > ${problem?.cure}`).toMatch(expected)
  })
})
