import type { Log } from '../log.ts'

/** Free memory changes all the time, and asking can wake a sleeping card: so it is asked only while somebody looks. */
const EVERY_MS = 2_000

export interface LiveMemory {
  /** Somebody looks for this long, unless they say so again. */
  keepFor(forMs: number): void
  dispose(): void
}

export function createLiveMemory({
  refresh,
  log,
}: {
  readonly refresh: () => Promise<void>
  readonly log: Log
}): LiveMemory {
  let until = 0
  let timer: NodeJS.Timeout | null = null

  /** The next one is set when the last has ended: a slow tool is never asked twice at once. */
  const beat = (): void => {
    timer = null
    if (performance.now() >= until) return
    refresh()
      .catch((error: unknown) => log.error('reading free memory failed', error))
      .finally(() => {
        if (performance.now() < until) timer ??= setTimeout(beat, EVERY_MS).unref()
      })
  }

  return {
    keepFor(forMs) {
      until = performance.now() + forMs
      timer ??= setTimeout(beat, 0).unref()
    },
    dispose() {
      until = 0
      if (timer) clearTimeout(timer)
    },
  }
}
