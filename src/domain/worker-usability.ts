import { gpuProblem } from './gpu-needs.ts'
import type { Architecture, Hardware, Platform } from './hardware.ts'
import type { BinaryArchitecture, Header, WorkerBinary } from './worker-binary.ts'
import type { WorkerProblem } from './worker.ts'
import type { VariantNeeds } from './worker-variant.ts'

export interface Host {
  /** Of the machine, as far as it is known yet. */
  readonly hardware: Hardware | null
  readonly platform: Platform
  /** macOS: Rosetta is installed. */
  readonly rosetta: boolean
}

/** Why a worker cannot run here and what to do about it, or `null` when it can: the first thing to mend. */
export function problemOf(
  binary: WorkerBinary,
  needs: VariantNeeds | null,
  host: Host,
): WorkerProblem | null {
  return (
    installProblem(binary) ??
    fileProblem(binary) ??
    formatProblem(binary, host) ??
    backendProblem(binary, needs, host) ??
    trialProblem(binary)
  )
}

function installProblem({ install }: WorkerBinary): WorkerProblem | null {
  switch (install.kind) {
    case 'done':
      return null
    case 'unfinished':
      return problem('installing', 'It is still being installed.', 'Wait until rbee has finished.')
    case 'failed':
      return problem(
        'install-failed',
        install.error ? `Its installation failed: ${install.error}` : 'Its installation failed.',
        'Install it again.',
      )
  }
}

function fileProblem({ file, path }: WorkerBinary): WorkerProblem | null {
  const reinstall = 'Install it again.'
  switch (file.kind) {
    case 'program':
      return null
    case 'missing':
      return problem('missing', `The file is gone: ${path}`, reinstall)
    case 'unreadable':
      return problem('unreadable', 'The file may not be read.', `Give yourself read access to ${path}.`)
    case 'empty':
      return problem('damaged', 'The file is empty.', reinstall)
    case 'not-a-program':
      return problem('not-a-program', 'The file is not a program.', reinstall)
    case 'cut-short':
      return problem(
        'damaged',
        `The file is cut short: ${file.sizeBytes} of at least ${file.needBytes} bytes.`,
        reinstall,
      )
  }
}

function formatProblem({ file, path }: WorkerBinary, host: Host): WorkerProblem | null {
  if (file.kind !== 'program') return null
  return (
    platformProblem(file.header, host.platform) ??
    architectureProblem(file.header.architectures, host) ??
    (file.executable
      ? null
      : problem('not-executable', 'The file is not marked as executable.', `Run: chmod +x ${quoted(path)}`))
  )
}

function platformProblem({ platform, format }: Header, here: Platform): WorkerProblem | null {
  if (format === 'script' && here === 'win32')
    return problem('wrong-platform', 'This is a script that Windows cannot run.', forHere(here))
  if (platform === null || platform === here) return null
  return problem('wrong-platform', `It is made for ${platformNames[platform]}.`, forHere(here))
}

function architectureProblem(built: readonly BinaryArchitecture[], host: Host): WorkerProblem | null {
  const machine = host.hardware?.cpu.arch ?? null
  if (machine === null || built.length === 0 || built.includes(machine)) return null
  if (isTranslated(built, machine, host.platform)) {
    if (host.platform !== 'darwin' || host.rosetta) return null
    return problem(
      'wrong-architecture',
      'It is made for Intel Macs and needs Rosetta.',
      'Install the Apple Silicon build, or run: softwareupdate --install-rosetta',
    )
  }
  return problem(
    'wrong-architecture',
    `It is made for ${built.map((name) => architectureNames[name]).join(' and ')}. This computer is ${architectureNames[machine]}.`,
    `Install the ${architectureNames[machine]} build.`,
  )
}

/** macOS (Rosetta) and Windows run x86_64 programs on ARM. */
const isTranslated = (
  built: readonly BinaryArchitecture[],
  machine: Architecture,
  platform: Platform,
): boolean => machine === 'aarch64' && platform !== 'linux' && built.includes('x86_64')

function backendProblem(
  { backend, cuda, file }: WorkerBinary,
  needs: VariantNeeds | null,
  { hardware, platform }: Host,
): WorkerProblem | null {
  if (backend === null)
    return problem(
      'unrecognised',
      'It bears the name of a worker, but does not behave like one.',
      'Install it again, or remove the file.',
    )
  if (backend === 'cpu') return null
  if (hardware === null) return problem('hardware-unknown', 'This computer is still being looked at.', null)
  const own: VariantNeeds = needs ?? { cuda: null, gfx: [], integratedGfx: [] }
  const gpu = gpuProblem(backend, { ...own, cuda: cuda ?? own.cuda }, hardware)
  if (gpu) return gpu
  const machine = hardware.cpu.arch
  const built = file.kind === 'program' ? file.header.architectures : []
  return machine !== null && !built.includes(machine) && isTranslated(built, machine, platform)
    ? problem(
        'wrong-architecture',
        'A translated program cannot use the GPU.',
        `Install the ${architectureNames[machine]} build.`,
      )
    : null
}

function trialProblem({ trial }: WorkerBinary): WorkerProblem | null {
  switch (trial.kind) {
    case 'not-needed':
    case 'ran':
    case 'no-answer':
      return null
    case 'cpu-unsupported':
      return problem(
        'cpu-unsupported',
        'It uses instructions that this CPU does not have.',
        'Install a build for older CPUs, or build it from source on this computer.',
      )
    case 'libraries-missing':
      return problem(
        'libraries-missing',
        trial.library
          ? `A library that it needs is missing: ${trial.library}`
          : 'A library or interpreter that it needs is missing.',
        'Install what it needs (for CUDA: the CUDA runtime libraries), then rescan.',
      )
  }
}

const problem = (code: WorkerProblem['code'], message: string, cure: string | null): WorkerProblem => ({
  code,
  message,
  cure,
})

const forHere = (platform: Platform): string => `Install the ${platformNames[platform]} build.`

export const platformNames: { readonly [platform in Platform]: string } = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
}

const architectureNames: { readonly [architecture in BinaryArchitecture]: string } = {
  x86_64: 'x86_64 (Intel or AMD, 64-bit)',
  aarch64: 'aarch64 (ARM, 64-bit)',
  x86: 'x86 (32-bit)',
  arm: 'ARM (32-bit)',
  other: 'another kind of CPU',
}

const quoted = (path: string): string =>
  /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
