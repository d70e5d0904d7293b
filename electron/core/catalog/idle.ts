/** Runs long work in short slices, so that a thread stays ready to answer. */

export interface IdleWork {
  /** Work of one name runs once; asked for again while it runs, it starts over when done. */
  start(name: string, work: () => Generator<void, unknown>): void
  /** Resolves when nothing is left to do. */
  settled(): Promise<void>
  dispose(): void
}

const SLICE_MS = 8

export function createIdleWork({
  onError,
}: {
  readonly onError: (name: string, error: unknown) => void
}): IdleWork {
  const queue = new Map<string, () => Generator<void, unknown>>()
  const waiting: (() => void)[] = []
  let running: { readonly name: string; readonly steps: Generator<void, unknown> } | null = null
  let scheduled: NodeJS.Immediate | null = null
  let disposed = false

  const runSlice = (): void => {
    scheduled = null
    const end = performance.now() + SLICE_MS
    try {
      while (performance.now() < end) {
        running ??= next()
        if (!running) return settle()
        if (running.steps.next().done) running = null
      }
    } catch (error) {
      const name = running?.name ?? 'work'
      running = null
      onError(name, error)
    }
    schedule()
  }
  const next = (): typeof running => {
    for (const [name, work] of queue) {
      queue.delete(name)
      return { name, steps: work() }
    }
    return null
  }
  const settle = (): void => {
    for (const done of waiting.splice(0)) done()
  }
  const schedule = (): void => {
    if (!disposed) scheduled ??= setImmediate(runSlice)
  }

  return {
    start(name, work) {
      queue.set(name, work)
      schedule()
    },
    settled: () =>
      running === null && queue.size === 0
        ? Promise.resolve()
        : new Promise((done) => void waiting.push(done)),
    dispose() {
      disposed = true
      if (scheduled) clearImmediate(scheduled)
      running?.steps.return(undefined)
      running = null
      queue.clear()
      settle()
    },
  }
}
