/** Looks at the machine in every way that its platform offers, all at once, and reports as it goes. */
import { arch, freemem, machine, release, totalmem } from 'node:os'
import type { Platform } from '#domain/hardware'
import { capture } from '../capture.ts'
import { linuxFiles } from './linux-files.ts'
import { linuxKfd } from './linux-kfd.ts'
import { nvidiaSmi, nvidiaSmiLive } from './nvidia-smi.ts'
import type { Probe, ProbeContext, Report } from './probe.ts'
import { tools } from './tools.ts'
import { windows } from './windows.ts'

/** Slow enough for a cold start, quick enough to give up on. */
const SYSTEM_INFORMATION_MS = 15_000

/** What this process knows without asking anybody. */
const thisProcess: Probe = async ({ platform }, report) =>
  report(
    capture('osinfo.json', {
      platform,
      arch: arch(),
      machine: machine(),
      kernel: release(),
      totalMemoryBytes: totalmem(),
      freeMemoryBytes: freemem(),
    }),
  )

/** The library's own adapter list is asked where it is good; on Linux it blocks on NVIDIA's tool and reads bar sizes. */
const systemInformation: Probe = async ({ platform, systemInformation: ask, signal, timeoutMs }, report) => {
  const quick = platform === 'linux'
  const options = { signal, timeoutMs: quick ? timeoutMs : SYSTEM_INFORMATION_MS }
  const captures = await ask(quick ? ['cpu', 'mem', 'osInfo'] : ['cpu', 'mem', 'osInfo', 'graphics'], options)
  captures.forEach(report)
}

/** It would run NVIDIA's tool again and wait for it without end: where ours hung, the library is not asked. */
const windowsInTurn: Probe = async (context, report) => {
  let hung = false
  await nvidiaSmi(context, (seen) => {
    hung ||= seen.outcome.kind === 'timeout'
    report(seen)
  })
  if (!hung) await systemInformation(context, report)
}

const PROBES: Readonly<Record<Platform, readonly Probe[]>> = {
  linux: [thisProcess, linuxFiles, linuxKfd, nvidiaSmi, tools, systemInformation],
  darwin: [thisProcess, tools, systemInformation],
  win32: [thisProcess, windowsInTurn, windows],
}

const LIVE: Readonly<Record<Platform, readonly Probe[]>> = {
  linux: [linuxFiles, nvidiaSmiLive],
  darwin: [tools],
  win32: [thisProcess, nvidiaSmiLive],
}

export const gather = (context: ProbeContext, report: Report): Promise<void> =>
  together(PROBES[context.platform], context, report)

/** Only what changes while somebody looks: free memory. */
export const gatherLive = (context: ProbeContext, report: Report): Promise<void> =>
  together(LIVE[context.platform], context, report)

async function together(probes: readonly Probe[], context: ProbeContext, report: Report): Promise<void> {
  await Promise.all(probes.map((probe) => probe(context, report)))
}
