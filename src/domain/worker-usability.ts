import { gpuProblem } from './gpu-needs.ts'
import type { Architecture, Hardware, Platform } from './hardware.ts'
import type { BinaryArchitecture, Header, WorkerBinary } from './worker-binary.ts'
import { problemWith, say, type Saying } from './sayings/saying.ts'
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
      return problemWith('installing', say('worker-installing'), say('wait-for-rbee'))
    case 'failed':
      return problemWith(
        'install-failed',
        install.error
          ? say('worker-install-failed-with', { error: install.error })
          : say('worker-install-failed'),
        say('install-again'),
      )
  }
}

function fileProblem({ file, path }: WorkerBinary): WorkerProblem | null {
  const reinstall = say('install-again')
  switch (file.kind) {
    case 'program':
      return null
    case 'missing':
      return problemWith('missing', say('worker-missing', { path }), reinstall)
    case 'unreadable':
      return problemWith('unreadable', say('worker-unreadable'), say('give-read-access', { path }))
    case 'empty':
      return problemWith('damaged', say('worker-empty'), reinstall)
    case 'not-a-program':
      return problemWith('not-a-program', say('worker-no-program'), reinstall)
    case 'cut-short':
      return problemWith(
        'damaged',
        say('worker-cut-short', { sizeBytes: file.sizeBytes, needBytes: file.needBytes }),
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
      : problemWith(
          'not-executable',
          say('worker-not-executable'),
          say('run-command', { command: `chmod +x ${quoted(path)}` }),
        ))
  )
}

function platformProblem({ platform, format }: Header, here: Platform): WorkerProblem | null {
  if (format === 'script' && here === 'win32')
    return problemWith('wrong-platform', say('worker-script-on-windows'), forHere(here))
  if (platform === null || platform === here) return null
  return problemWith('wrong-platform', say('made-for-platform', { platform }), forHere(here))
}

function architectureProblem(built: readonly BinaryArchitecture[], host: Host): WorkerProblem | null {
  const machine = host.hardware?.cpu.arch ?? null
  if (machine === null || built.length === 0 || built.includes(machine)) return null
  if (isTranslated(built, machine, host.platform)) {
    if (host.platform !== 'darwin' || host.rosetta) return null
    return problemWith('wrong-architecture', say('made-for-intel-macs'), say('install-rosetta'))
  }
  return problemWith(
    'wrong-architecture',
    say('made-for-architecture', { built, machine }),
    say('install-for-architecture', { architecture: machine }),
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
    return problemWith('unrecognised', say('worker-unrecognised'), say('install-again-or-remove'))
  if (backend === 'cpu') return null
  if (hardware === null) return problemWith('hardware-unknown', say('hardware-unknown'), null)
  const own: VariantNeeds = needs ?? { cuda: null, gfx: [], integratedGfx: [] }
  const gpu = gpuProblem(backend, { ...own, cuda: cuda ?? own.cuda }, hardware)
  if (gpu) return gpu
  const machine = hardware.cpu.arch
  const built = file.kind === 'program' ? file.header.architectures : []
  return machine !== null && !built.includes(machine) && isTranslated(built, machine, platform)
    ? problemWith(
        'wrong-architecture',
        say('translated-no-gpu'),
        say('install-for-architecture', { architecture: machine }),
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
      return problemWith('cpu-unsupported', say('cpu-too-old'), say('build-for-old-cpus'))
    case 'libraries-missing':
      return problemWith(
        'libraries-missing',
        trial.library ? say('library-missing', { library: trial.library }) : say('some-library-missing'),
        say('install-libraries'),
      )
  }
}

const forHere = (platform: Platform): Saying => say('install-for-platform', { platform })

const quoted = (path: string): string =>
  /^[\w./~-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
