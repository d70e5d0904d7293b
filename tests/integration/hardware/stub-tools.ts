/** Real programs in a folder of their own: what a PATH may hold on a bad day. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMachine, type Machine, type MachineOptions } from '#core/hardware/machine'

export const GOOD_ROW =
  '0, GPU-1, NVIDIA GeForce RTX 3060, 00000000:01:00.0, 0x250310DE, 550.54, 12288 MiB, 300 MiB, 200 MiB, 11788 MiB, 8.6, None, [N/A], [N/A]'

const HEADER =
  'index, uuid, name, pci.bus_id, pci.device_id, driver_version, memory.total [MiB], memory.reserved [MiB], memory.used [MiB], memory.free [MiB], compute_cap, addressing_mode, mig.mode.current, driver_model.current'

const csv = (row: string): string => `cat <<'END'\n${HEADER}\n${row}\nEND`

/** nvidia-smi's csv answer for the csv question, nothing for the long one. */
export const answers = (row: string): string =>
  `case "$*" in\n*query-gpu*) ${csv(row)}\n;;\n*) exit 1;;\nesac`

export const STUBS: Readonly<Record<string, string>> = {
  hangs: 'sleep 60',
  'hangs, deaf to a polite kill': "trap '' TERM\nsleep 60 & wait\nsleep 60",
  'prints garbage': 'head -c 3000 /dev/urandom | tr -d "\\000"; exit 0',
  'prints 50 MB': 'head -c 52428800 /dev/zero | tr "\\0" "x"',
  'prints for ever': 'while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done',
  'prints invalid UTF-8': "printf '\\377\\376\\200\\201 index, name\\n\\300\\n'",
  'prints [N/A]': answers(
    '0, GPU-1, NVIDIA GeForce RTX 3060, 00000000:01:00.0, [N/A], 550.54, [N/A], [N/A], [N/A], [N/A], 8.6, None, [N/A], [N/A]',
  ),
  'exits 9': 'exit 9',
}

export function writeTool(folder: string, name: string, body: string): void {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${body}\n`)
  chmodSync(path, 0o755)
}

export const writeFolder = (folder: string, name: string): void => {
  mkdirSync(join(folder, name))
}

/** This machine, but with only these tools. The system's own folders stay on PATH for what the stubs themselves call. */
export const stubMachine = (folder: string, more: Partial<MachineOptions> = {}): Machine =>
  createMachine({ platform: 'linux', env: process.env, toolFolders: [folder], ...more })
