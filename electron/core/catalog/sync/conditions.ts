/** Whether there is a network, and whether it costs: what the background refresh asks before it begins. */
import { execFile } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import type { Platform } from '#domain/hardware'

export interface Conditions {
  /** False only where it is certain: no interface with an address beyond this machine. */
  online(): boolean
  /** Null where the system does not tell. */
  metered(signal: AbortSignal): Promise<boolean | null>
}

export const createConditions = (platform: Platform): Conditions => ({
  online: () => Object.values(networkInterfaces()).some((all) => all?.some(({ internal }) => !internal)),
  metered: (signal) => (platform === 'linux' ? networkManagerSaysMetered(signal) : Promise.resolve(null)),
})

/** `nmcli` answers a line a device: `yes`, `no`, `yes (guessed)`, `no (guessed)`, `unknown`. */
function networkManagerSaysMetered(signal: AbortSignal): Promise<boolean | null> {
  const args = ['--terse', '--get-values', 'GENERAL.METERED', 'device', 'show']
  return new Promise((resolve) => {
    execFile('nmcli', args, { signal, timeout: 2000, maxBuffer: 64 * 1024 }, (error, stdout) => {
      resolve(error ? null : readMetered(stdout))
    })
  })
}

export function readMetered(output: string): boolean | null {
  const words = output.split('\n').map((line) => line.trim())
  if (words.some((word) => word.startsWith('yes'))) return true
  return words.some((word) => word.startsWith('no')) ? false : null
}
