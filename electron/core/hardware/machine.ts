/** This machine, as something that can be looked at: the real tools, files and library. */
import type { Platform } from '#domain/hardware'
import { threadUrl } from '../threads.ts'
import type { Capture } from './capture.ts'
import { gather, gatherLive } from './probe/gather.ts'
import type { ProbeContext, Report, SystemInformation } from './probe/probe.ts'
import { createRunTool } from './probe/run-tool.ts'
import { createSystemInformation } from './probe/system-information.ts'

export interface LookOptions {
  readonly signal: AbortSignal
  /** How long a tool that is usually quick may take. */
  readonly timeoutMs: number
}

export interface Machine {
  readonly platform: Platform
  look(report: Report, options: LookOptions): Promise<void>
  /** Only what changes from moment to moment. */
  glance(report: Report, options: LookOptions): Promise<void>
  dispose(): void
}

export interface MachineOptions {
  readonly platform: Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** For tests: another file-system root, other tool folders, another library. */
  readonly root?: string
  readonly toolFolders?: readonly string[]
  readonly systemInformation?: SystemInformation
}

/** A tool that takes longer is not waited for: the rest of the machine is known by then. */
export const QUICK_TIMEOUT_MS = 2_000
/** For a second, quiet try: without its daemon, a driver of many cards takes this long to wake. */
export const PATIENT_TIMEOUT_MS = 15_000

export function createMachine({
  platform,
  env,
  root = '/',
  toolFolders,
  systemInformation,
}: MachineOptions): Machine {
  const tools = createRunTool({ platform, env, ...(toolFolders ? { folders: toolFolders } : {}) })
  const context = (options: LookOptions): ProbeContext => ({
    ...options,
    platform,
    root,
    run: tools.run,
    systemInformation: systemInformation ?? createSystemInformation(threadUrl('system-information')),
  })
  return {
    platform,
    look: (report, options) => gather(context(options), report),
    glance: (report, options) => gatherLive(context(options), report),
    dispose: tools.dispose,
  }
}

/** One whole look, for those who do not wait for news. */
export async function lookOnce(machine: Machine, options: LookOptions): Promise<Capture[]> {
  const captures: Capture[] = []
  await machine.look((seen) => captures.push(seen), options)
  return captures
}
