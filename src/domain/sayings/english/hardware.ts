/** What stands between us and the hardware. Each code has its sentence, and what to do about it. */
import { type ToolAnswer, withDetail } from '../values.ts'

const told = (sentence: string) => (answer: ToolAnswer) => withDetail(sentence, answer)
const toolTold = (after: string) => (answer: ToolAnswer) =>
  withDetail(`${answer.tool ?? 'A tool'} ${after}`, answer)

export const hardware = {
  'nvidia-driver-missing': told('There is an NVIDIA card, but no NVIDIA driver.'),
  'nvidia-driver-missing.cure': 'Install the NVIDIA driver of your system, then restart.',
  'nvidia-driver-not-loaded': told('The NVIDIA driver is not running, so the card cannot be used.'),
  'nvidia-driver-not-loaded.cure':
    'Restart. If that does not help, reinstall the driver; with Secure Boot on, its module must be signed.',
  'nvidia-driver-library-mismatch': told('The NVIDIA driver was updated, but the old one is still running.'),
  'nvidia-driver-library-mismatch.cure': 'Restart this machine.',
  'nvidia-device-handle': told('The NVIDIA driver lost contact with a card.'),
  'nvidia-device-handle.cure': 'Restart this machine. If it happens again, check the card’s seat and power.',
  'nvidia-gpu-lost': told('An NVIDIA card stopped answering.'),
  'nvidia-gpu-lost.cure':
    'Restart this machine. If it happens again, check the card’s power and temperature.',
  'nvidia-no-devices': told('The NVIDIA driver runs, but finds no card that it supports.'),
  'nvidia-no-devices.cure':
    'Install the driver made for this card (recent cards need the open kernel modules), and turn on “Above 4G decoding” in the firmware.',
  'nvidia-library-missing': told('A part of the NVIDIA driver is missing (libnvidia-ml).'),
  'nvidia-library-missing.cure':
    'Reinstall the NVIDIA driver. In a sandbox or container, give it access to the driver.',
  'nvidia-permission': told('This user may not use the NVIDIA card.'),
  'nvidia-permission.cure': 'Add yourself to the “video” group, then sign in again.',
  'nvidia-blocked': told('The system keeps the NVIDIA card from this environment.'),
  'nvidia-blocked.cure': 'Update Windows’ NVIDIA driver and WSL (wsl --update), then restart.',
  'nvidia-nvml-failed': told('The NVIDIA driver could not be started.'),
  'nvidia-nvml-failed.cure': 'Restart. In a container, start it again with access to the GPU.',
  'nvidia-no-cuda-on-host': told(
    'This NVIDIA driver shares cards with virtual machines and has no CUDA of its own.',
  ),
  'nvidia-no-cuda-on-host.cure': 'Run the workers inside a virtual machine, or install the ordinary driver.',
  'nvidia-mig-no-slice': told('The card is set to MIG, but no slice of it has been made.'),
  'nvidia-mig-no-slice.cure':
    'Create a MIG instance (nvidia-smi mig -cgi …), or turn MIG off (nvidia-smi -mig 0).',
  'amd-device-permission': told('This user may not use the AMD card.'),
  'amd-device-permission.cure': 'Run: sudo usermod -aG render,video $USER, then sign in again.',
  'amd-driver-not-loaded': told('The AMD driver (amdgpu) is not running.'),
  'amd-driver-not-loaded.cure':
    'Restart, or install your system’s amdgpu driver; without an AMD card, nothing is wrong.',
  'amd-kernel-too-old': told('This kernel lets ROCm use only about 15.5 GB of the shared memory.'),
  'amd-kernel-too-old.cure': 'Update to Linux 6.16.9 or newer.',
  'gpu-driver-missing': told('There is a graphics card that no driver serves.'),
  'gpu-driver-missing.cure': 'Install its driver, or take it back from a virtual machine.',
  'gpu-memory-unknown': (answer: ToolAnswer) =>
    withDetail(`Nothing tells how much memory ${answer.tool ?? 'a card'} has.`, answer),
  'gpu-memory-unknown.cure': 'If you know it, enter it on the page “This machine”.',
  'tool-timeout': toolTold('did not answer in time.'),
  'tool-timeout.cure': 'Look again. If it keeps hanging, restart: a driver may be stuck.',
  'tool-unreadable': toolTold('answered something that cannot be understood.'),
  'tool-unreadable.cure': 'Reinstall or update it; what it would have told stays unknown.',
  'tool-too-large': toolTold('answered far too much, so its answer was dropped.'),
  'tool-too-large.cure': 'Reinstall or update it; what it would have told stays unknown.',
  'tool-not-runnable': toolTold('is there, but cannot be run.'),
  'tool-not-runnable.cure': 'Reinstall it, or take it out of PATH.',
  'tool-failed': toolTold('ended with an error.'),
  'tool-failed.cure': 'Run it yourself to see more; what it would have told stays unknown.',
}
