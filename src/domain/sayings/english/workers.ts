/** Why a worker cannot run here, and what to do about it. */
import type { Platform } from '../../hardware.ts'
import type { BinaryArchitecture } from '../../worker-binary.ts'
import { listed, type MadeFor, type OfGpu, platformNames } from '../values.ts'

const architectures: { readonly [architecture in BinaryArchitecture]: string } = {
  x86_64: 'x86_64 (Intel or AMD, 64-bit)',
  aarch64: 'aarch64 (ARM, 64-bit)',
  x86: 'x86 (32-bit)',
  arm: 'ARM (32-bit)',
  other: 'another kind of CPU',
}

const named = ({ gpu }: OfGpu): string => gpu ?? 'The graphics card'

export const workers = {
  'worker-installing': 'It is still being installed.',
  'wait-for-rbee': 'Wait until rbee has finished.',
  'worker-install-failed': 'Its installation failed.',
  'worker-install-failed-with': ({ error }: { readonly error: string }) =>
    `Its installation failed: ${error}`,
  'install-again': 'Install it again.',
  'worker-missing': ({ path }: { readonly path: string }) => `The file is gone: ${path}`,
  'worker-unreadable': 'The file may not be read.',
  'give-read-access': ({ path }: { readonly path: string }) => `Give yourself read access to ${path}.`,
  'worker-empty': 'The file is empty.',
  'worker-no-program': 'The file is not a program.',
  'worker-cut-short': ({
    sizeBytes,
    needBytes,
  }: {
    readonly sizeBytes: number
    readonly needBytes: number
  }) => `The file is cut short: ${sizeBytes} of at least ${needBytes} bytes.`,
  'worker-not-executable': 'The file is not marked as executable.',
  'run-command': ({ command }: { readonly command: string }) => `Run: ${command}`,
  'worker-script-on-windows': 'This is a script that Windows cannot run.',
  'made-for-platform': ({ platform }: { readonly platform: Platform }) =>
    `It is made for ${platformNames[platform]}.`,
  'install-for-platform': ({ platform }: { readonly platform: Platform }) =>
    `Install the ${platformNames[platform]} build.`,
  'made-for-intel-macs': 'It is made for Intel Macs and needs Rosetta.',
  'install-rosetta': 'Install the Apple Silicon build, or run: softwareupdate --install-rosetta',
  'made-for-architecture': ({ built, machine }: MadeFor) =>
    `It is made for ${listed(
      built.map((name) => architectures[name]),
      'and',
    )}. This computer is ${architectures[machine]}.`,
  'install-for-architecture': ({ architecture }: { readonly architecture: BinaryArchitecture }) =>
    `Install the ${architectures[architecture]} build.`,
  'worker-unrecognised': 'It bears the name of a worker, but does not behave like one.',
  'install-again-or-remove': 'Install it again, or remove the file.',
  'hardware-unknown': 'This computer is still being looked at.',
  'translated-no-gpu': 'A translated program cannot use the GPU.',
  'cpu-too-old': 'It uses instructions that this CPU does not have.',
  'build-for-old-cpus': 'Install a build for older CPUs, or build it from source on this computer.',
  'library-missing': ({ library }: { readonly library: string }) =>
    `A library that it needs is missing: ${library}`,
  'some-library-missing': 'A library or interpreter that it needs is missing.',
  'install-libraries': 'Install what it needs (for CUDA: the CUDA runtime libraries), then rescan.',

  'needs-nvidia': 'Needs an NVIDIA graphics card that CUDA can use. None was found.',
  'nvidia-silent': (gpu: OfGpu) => `${named(gpu)} is there, but its driver does not answer.`,
  'install-nvidia-driver': 'Install the NVIDIA driver, or restart the computer if it was just installed.',
  'needs-cuda': ({ need, have }: { readonly need: number; readonly have: string }) =>
    `Needs an NVIDIA driver that runs CUDA ${need}. Yours runs CUDA ${have}.`,
  'needs-nvidia-driver': ({ need, have }: { readonly need: string; readonly have: string }) =>
    `Needs an NVIDIA driver ${need} or newer. You have ${have}.`,
  'update-nvidia-driver': ({ need }: { readonly need: string }) =>
    `Update the NVIDIA driver to ${need} or newer.`,
  'needs-compute': ({ need, gpu, have }: OfGpu & { readonly need: string; readonly have: string }) =>
    `Needs an NVIDIA card with compute capability ${need} or higher. ${named({ gpu })} has ${have}.`,
  'use-cpu-worker': 'Use the CPU worker instead.',
  'needs-apple': 'Needs a Mac with Apple Silicon (M1 or newer).',
  'needs-metal': 'Needs Metal, which does not answer on this Mac.',
  'needs-amd': 'Needs an AMD graphics card that ROCm supports. None was found.',
  'gfx-unknown': ({ gpu }: OfGpu) => `Which ROCm target ${gpu ?? 'the graphics card'} has could not be told.`,
  'gfx-unsupported': (gpu: OfGpu) => `${named(gpu)} is not supported by this worker's ROCm build.`,
  'install-amd-driver': 'Install the AMD driver (amdgpu), then rescan.',
  'rocm-silent': (gpu: OfGpu) => `${named(gpu)} is there, but ROCm cannot use it.`,
  'install-amd-driver-groups':
    'Install the AMD driver (amdgpu), and add your user to the groups "render" and "video".',

  'folder-silent': ({ folder }: { readonly folder: string }) => `This folder does not answer: ${folder}`,
  'reconnect-folder': 'Reconnect the disk or network place that it is on, then rescan.',
  'folder-gone': ({ folder }: { readonly folder: string }) => `This folder is not there any more: ${folder}`,
  'put-folder-back': 'Remove it from the list, or put it back.',
  'folder-unreadable': ({ folder, code }: { readonly folder: string; readonly code: string }) =>
    `This folder cannot be read (${code}): ${folder}`,
  'give-folder-access': 'Give yourself read access to it.',
  'entry-damaged': ({ file }: { readonly file: string }) =>
    `rbee's note about a worker cannot be read: ${file}`,
  'install-or-delete': 'Install that worker again with rbee, or delete the file.',
}
