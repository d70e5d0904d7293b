/** One scan at a time, however often one is asked for; what is asked for during one gets another after it. */
export interface Rescans {
  /** Resolves when a scan that began after this call has ended. */
  now(options?: { readonly retry?: boolean }): Promise<void>
  /** Soon, once things have calmed down: a file being copied changes many times. */
  soon(): void
  dispose(): void
}

const CALM_MS = 250
const LATEST_MS = 1000

export function createRescans(
  scan: (options: { readonly retry: boolean; readonly signal: AbortSignal }) => Promise<void>,
  onError: (error: unknown) => void,
): Rescans {
  const controller = new AbortController()
  const { signal } = controller
  let running: Promise<void> | null = null
  let next: { retry: boolean; done: Promise<void> } | null = null
  let timer: NodeJS.Timeout | undefined
  let askedAt: number | null = null

  async function run(options: { retry: boolean }): Promise<void> {
    try {
      await scan({ ...options, signal })
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      running = null
    }
  }

  function now({ retry = false }: { readonly retry?: boolean } = {}): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    if (running === null) return (running = run({ retry }))
    if (next === null) {
      const queued = { retry, done: Promise.resolve() }
      queued.done = running
        .catch(() => {})
        .then(() => {
          next = null
          return now(queued)
        })
      next = queued
    }
    next.retry ||= retry
    return next.done
  }

  return {
    now,
    soon() {
      if (signal.aborted) return
      askedAt ??= Date.now()
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          askedAt = null
          now().catch(onError)
        },
        Math.max(0, Math.min(CALM_MS, askedAt + LATEST_MS - Date.now())),
      )
    },
    dispose() {
      controller.abort()
      clearTimeout(timer)
    },
  }
}
