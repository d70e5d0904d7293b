/** One GET over undici's dispatcher: no body stream in between, so that a chunk is handed on as it was read. */
import type { Dispatcher } from 'undici'
import type { Head } from './response.ts'

export interface Sink {
  /** Looks at the head; false when the body is not wanted. */
  head(head: Head): boolean
  /** Takes a chunk; says how long to read nothing, or `stop` when it has enough. */
  data(chunk: Buffer): number | 'stop'
}

export interface Get {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

/** A body nobody wants is still read to its end when it is short, so that the connection can be used again. */
const DRAIN_BYTES = 64 * 1024

/** Resolves when the answer has ended or the sink has had enough; rejects when it broke off or was aborted. */
export function get(dispatcher: Dispatcher, { url, headers, signal }: Get, sink: Sink): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let running: Dispatcher.DispatchController | null = null
  let resuming: NodeJS.Timeout | undefined
  let wanted = false
  let drained = 0

  const settle = (finish: () => void): void => {
    clearTimeout(resuming)
    signal.removeEventListener('abort', onAbort)
    finish()
  }
  const stop = (finish: () => void): void => {
    settle(finish)
    running?.abort(new Error('stopped'))
  }
  const onAbort = (): void => stop(() => reject(signal.reason))
  const take = (controller: Dispatcher.DispatchController, chunk: Buffer): void => {
    const wait = sink.data(chunk)
    if (wait === 'stop') return stop(resolve)
    if (wait <= 0) return
    controller.pause()
    resuming = setTimeout(() => controller.resume(), wait)
  }
  const guarded = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      stop(() => reject(error))
    }
  }

  if (signal.aborted) return Promise.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  dispatcher.dispatch(
    { origin: url.origin, path: url.pathname + url.search, method: 'GET', headers },
    {
      onRequestStart(controller) {
        running = controller
        if (signal.aborted) controller.abort(new Error('stopped'))
      },
      onResponseStart(_controller, status, responseHeaders) {
        guarded(() => {
          wanted = status >= 200 && sink.head({ status, headers: responseHeaders })
        })
      },
      onResponseData(controller, chunk) {
        if (wanted) return guarded(() => take(controller, chunk))
        drained += chunk.length
        if (drained > DRAIN_BYTES) stop(resolve)
      },
      onResponseEnd: () => settle(resolve),
      onResponseError: (_controller, error) => settle(() => reject(error)),
    },
  )
  return promise
}
