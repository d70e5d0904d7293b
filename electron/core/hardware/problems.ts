/** Everything that can stand between us and the hardware, with what to do about it. */
import type { HardwareProblem } from '#contract/hardware'

export interface ProblemNote {
  readonly code: ProblemCode
  /** Which tool, where the code is about one. */
  readonly tool?: string
  /** What the tool itself said, for the curious. */
  readonly detail: string | null
}

interface Wording {
  readonly message: (tool: string) => string
  readonly cure: string | null
}

const say = (message: string) => (): string => message

const WORDINGS = {
  'nvidia-driver-missing': {
    message: say('There is an NVIDIA card, but no NVIDIA driver.'),
    cure: 'Install the NVIDIA driver of your system, then restart.',
  },
  'nvidia-driver-not-loaded': {
    message: say('The NVIDIA driver is not running, so the card cannot be used.'),
    cure: 'Restart. If that does not help, reinstall the driver; with Secure Boot on, its module must be signed.',
  },
  'nvidia-driver-library-mismatch': {
    message: say('The NVIDIA driver was updated, but the old one is still running.'),
    cure: 'Restart this machine.',
  },
  'nvidia-device-handle': {
    message: say('The NVIDIA driver lost contact with a card.'),
    cure: 'Restart this machine. If it happens again, check the card’s seat and power.',
  },
  'nvidia-gpu-lost': {
    message: say('An NVIDIA card stopped answering.'),
    cure: 'Restart this machine. If it happens again, check the card’s power and temperature.',
  },
  'nvidia-no-devices': {
    message: say('The NVIDIA driver runs, but finds no card that it supports.'),
    cure: 'Install the driver made for this card (recent cards need the open kernel modules), and turn on “Above 4G decoding” in the firmware.',
  },
  'nvidia-library-missing': {
    message: say('A part of the NVIDIA driver is missing (libnvidia-ml).'),
    cure: 'Reinstall the NVIDIA driver. In a sandbox or container, give it access to the driver.',
  },
  'nvidia-permission': {
    message: say('This user may not use the NVIDIA card.'),
    cure: 'Add yourself to the “video” group, then sign in again.',
  },
  'nvidia-blocked': {
    message: say('The system keeps the NVIDIA card from this environment.'),
    cure: 'Update Windows’ NVIDIA driver and WSL (wsl --update), then restart.',
  },
  'nvidia-nvml-failed': {
    message: say('The NVIDIA driver could not be started.'),
    cure: 'Restart. In a container, start it again with access to the GPU.',
  },
  'nvidia-no-cuda-on-host': {
    message: say('This NVIDIA driver shares cards with virtual machines and has no CUDA of its own.'),
    cure: 'Run the workers inside a virtual machine, or install the ordinary driver.',
  },
  'nvidia-mig-no-slice': {
    message: say('The card is set to MIG, but no slice of it has been made.'),
    cure: 'Create a MIG instance (nvidia-smi mig -cgi …), or turn MIG off (nvidia-smi -mig 0).',
  },
  'amd-device-permission': {
    message: say('This user may not use the AMD card.'),
    cure: 'Run: sudo usermod -aG render,video $USER, then sign in again.',
  },
  'amd-driver-not-loaded': {
    message: say('The AMD driver (amdgpu) is not running.'),
    cure: 'Restart, or install your system’s amdgpu driver; without an AMD card, nothing is wrong.',
  },
  'amd-kernel-too-old': {
    message: say('This kernel lets ROCm use only about 15.5 GB of the shared memory.'),
    cure: 'Update to Linux 6.16.9 or newer.',
  },
  'gpu-driver-missing': {
    message: say('There is a graphics card that no driver serves.'),
    cure: 'Install its driver, or take it back from a virtual machine.',
  },
  'gpu-memory-unknown': {
    message: (name) => `Nothing tells how much memory ${name} has.`,
    cure: 'If you know it, enter it on the page “This machine”.',
  },
  'tool-timeout': {
    message: (tool) => `${tool} did not answer in time.`,
    cure: 'Look again. If it keeps hanging, restart: a driver may be stuck.',
  },
  'tool-unreadable': {
    message: (tool) => `${tool} answered something that cannot be understood.`,
    cure: 'Reinstall or update it; what it would have told stays unknown.',
  },
  'tool-too-large': {
    message: (tool) => `${tool} answered far too much, so its answer was dropped.`,
    cure: 'Reinstall or update it; what it would have told stays unknown.',
  },
  'tool-not-runnable': {
    message: (tool) => `${tool} is there, but cannot be run.`,
    cure: 'Reinstall it, or take it out of PATH.',
  },
  'tool-failed': {
    message: (tool) => `${tool} ended with an error.`,
    cure: 'Run it yourself to see more; what it would have told stays unknown.',
  },
} satisfies Readonly<Record<string, Wording>>

export type ProblemCode = keyof typeof WORDINGS

/** One problem a code and tool, however many sources tell of it. */
export function wordProblems(notes: readonly ProblemNote[]): HardwareProblem[] {
  const once = new Map(notes.map((note) => [`${note.code} ${note.tool ?? ''}`, note]))
  return [...once.values()].map(({ code, tool, detail }) => {
    const { message, cure }: Wording = WORDINGS[code]
    const words = message(tool ?? 'a tool')
    return { code, message: detail === null ? words : `${words} (${detail})`, cure }
  })
}
