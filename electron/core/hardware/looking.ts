/** Looks at the machine: one look at a time, news as it comes, and a second, patient try for tools that were slow. */
import type { Log } from '../log.ts'
import type { Capture } from './capture.ts'
import { PATIENT_TIMEOUT_MS, QUICK_TIMEOUT_MS, type Machine } from './machine.ts'

export interface Looking {
  /** What was seen last. */
  captures(): readonly Capture[]
  scanning(): boolean
  /** Resolves when everything has been looked at once. */
  scan(): Promise<void>
  /** Brings up to date only what changes from moment to moment. */
  refresh(): Promise<void>
  dispose(): void
}

interface LookingOptions {
  readonly machine: Machine
  readonly onNews: () => void
  readonly log: Log
}

export function createLooking({ machine, onNews, log }: LookingOptions): Looking {
  const ended = new AbortController()
  const { signal } = ended
  let captures: ReadonlyMap<string, Capture> = new Map()
  let scanning: Promise<void> | null = null

  const tell = (): void => {
    if (!signal.aborted) onNews()
  }

  /** The first look shows what comes as it comes; a later one replaces the old picture when it is whole. */
  async function look(timeoutMs: number): Promise<void> {
    const first = captures.size === 0
    const seen = new Map<string, Capture>()
    const news = inBursts(tell)
    const report = (capture: Capture): void => {
      seen.set(capture.file, capture)
      if (!first) return
      captures = seen
      news.soon()
    }
    await machine.look(report, { signal, timeoutMs })
    news.stop()
    if (!signal.aborted) captures = seen
  }

  async function scanOnce(): Promise<void> {
    await look(QUICK_TIMEOUT_MS).finally(() => (scanning = null))
    tell()
    if (signal.aborted || ![...captures.values()].some(({ outcome }) => outcome.kind === 'timeout')) return
    look(PATIENT_TIMEOUT_MS)
      .then(tell)
      .catch((error: unknown) => log.error('looking at the hardware again failed', error))
  }

  async function refresh(): Promise<void> {
    if (scanning !== null || signal.aborted) return
    const before = captures
    const merged = new Map(before)
    await machine.glance((capture) => merged.set(capture.file, capture), {
      signal,
      timeoutMs: QUICK_TIMEOUT_MS,
    })
    if (captures !== before || signal.aborted) return // a whole look was quicker
    captures = merged
    tell()
  }

  return {
    captures: () => [...captures.values()],
    scanning: () => scanning !== null,
    scan: () => (scanning ??= scanOnce()),
    refresh,
    dispose() {
      ended.abort()
      machine.dispose()
    },
  }
}

/** Captures come in bursts: one piece of news for those that come together. */
const BURST_MS = 25

function inBursts(tell: () => void): { soon(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  return {
    soon() {
      timer ??= setTimeout(() => {
        timer = undefined
        tell()
      }, BURST_MS)
    },
    stop: () => clearTimeout(timer),
  }
}
