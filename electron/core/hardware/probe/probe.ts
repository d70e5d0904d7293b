import type { Platform } from '#domain/hardware'
import type { Capture } from '../capture.ts'
import type { RunTool } from './run-tool.ts'

/** What a probe may touch. Everything that leaves this process comes in here. */
export interface ProbeContext {
  readonly platform: Platform
  readonly run: RunTool
  /** `/` on a real machine; a folder that stands in for it in a test. */
  readonly root: string
  readonly systemInformation: SystemInformation
  readonly signal: AbortSignal
  /** For tools that are usually quick. Slow ones (PowerShell, system_profiler) keep their own, longer one. */
  readonly timeoutMs: number
}

export type SystemInformationPart = 'cpu' | 'mem' | 'osInfo' | 'graphics'

export type SystemInformation = (
  parts: readonly SystemInformationPart[],
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
) => Promise<Capture[]>

export type Report = (capture: Capture) => void

/** One way of looking at the machine. It reports what it saw as it comes, and never throws for what it did not. */
export type Probe = (context: ProbeContext, report: Report) => Promise<void>
