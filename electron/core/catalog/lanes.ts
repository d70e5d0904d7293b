/**
 * One query at a time goes to the thread; the others wait here, where they can still be withdrawn.
 * In a lane the newest wins: nobody reads the answer to a word that is no longer typed.
 */
import { FailureError } from '#contract/failure'

export interface Lanes<T> {
  run(
    work: () => Promise<T>,
    options: { readonly lane?: string | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<T>
}

interface Waiting {
  readonly lane: string | undefined
  readonly start: () => Promise<void>
  readonly cancel: () => void
}

export function createLanes<T>(): Lanes<T> {
  const waiting = new Set<Waiting>()
  let running: Waiting | null = null

  const next = (): void => {
    const [first] = waiting
    if (running || !first) return
    waiting.delete(first)
    running = first
    void first.start().finally(() => {
      running = null
      next()
    })
  }
  return {
    run(work, { lane, signal }) {
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      const cancel = (): void => {
        waiting.delete(entry)
        reject(new FailureError({ code: 'cancelled' }))
      }
      const entry: Waiting = { lane, cancel, start: () => work().then(resolve, reject) }
      if (signal?.aborted) {
        cancel()
        return promise
      }
      signal?.addEventListener('abort', cancel, { once: true })
      if (lane !== undefined)
        for (const older of running ? [running, ...waiting] : waiting) if (older.lane === lane) older.cancel()
      waiting.add(entry)
      next()
      return promise.finally(() => signal?.removeEventListener('abort', cancel))
    },
  }
}
