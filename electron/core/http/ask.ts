/** One question to a hub, with patience: waits, retries, limits, and failures as data. */
import { FailureError, type Failure } from '#contract/failure'
import { readBody } from './body.ts'
import { classify, failureOf } from './failures.ts'
import type { Opened, OpenRequest, ResponseHeaders } from './open.ts'
import type { RateLimits } from './rate-limits.ts'

export interface Ask {
  readonly url: string
  readonly signal: AbortSignal
  readonly maxBytes?: number
  /** From an earlier answer: an unchanged one costs no body. */
  readonly etag?: string | null
  readonly attempts?: number
  /** How long to wait in place when the hub asks us to slow down; longer fails as `rate-limited`. */
  readonly patienceMs?: number
  /** For one attempt, from the first byte sent to the last received. */
  readonly deadlineMs?: number
  readonly purpose?: OpenRequest['purpose']
  readonly method?: OpenRequest['method']
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Fresh<T> {
  readonly kind: 'fresh'
  readonly value: T
  readonly url: URL
  readonly etag: string | null
  readonly headers: ResponseHeaders
}
export type Answer<T> = Fresh<T> | { readonly kind: 'unchanged' }

export interface AskDeps {
  readonly open: (request: OpenRequest) => Promise<Opened>
  readonly limits: RateLimits
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random: () => number
}

const MAX_JSON_BYTES = 64 * 1024 * 1024
const RETRIED = new Set([408, 429, 500, 502, 503, 504])

export async function askBytes(ask: Ask, deps: AskDeps): Promise<Answer<Buffer>> {
  for (let tried = 1; ; tried += 1) {
    // Full jitter over a doubling ceiling, so that many clients do not come back together.
    const ceilingMs = Math.min(8000, 500 * 2 ** tried)
    const result = await attempt(ask, ceilingMs * (0.5 + deps.random() / 2), deps)
    if (result.kind !== 'retry') return result
    const tooLong = result.failure.code === 'rate-limited' && result.waitMs > (ask.patienceMs ?? 5000)
    if (tooLong || tried >= (ask.attempts ?? 3)) throw new FailureError(result.failure)
    await deps.sleep(result.waitMs, ask.signal)
  }
}

/** One attempt; what can be tried again comes back as a wait, all else as an answer or a failure. */
async function attempt(ask: Ask, backoffMs: number, deps: AskDeps): Promise<Answer<Buffer> | Retry> {
  const url = URL.parse(ask.url)
  if (url === null) throw new FailureError({ code: 'bad-request', issues: ['url: not an address'] })
  const wait = deps.limits.waitMs(url)
  if (wait > 0) return { kind: 'retry', waitMs: wait, failure: { code: 'rate-limited', retryAfterMs: wait } }
  const deadline = AbortSignal.timeout(ask.deadlineMs ?? 60_000)
  try {
    const opened = await deps.open(requestOf(ask, AbortSignal.any([ask.signal, deadline])))
    return await settle(opened, ask, backoffMs, deps.limits)
  } catch (error) {
    if (error instanceof FailureError) throw error
    if (ask.signal.aborted) throw new FailureError({ code: 'cancelled' }, { cause: error })
    const offline = { code: 'offline', host: url.host } as const
    if (classify(error) === 'broken' || deadline.aborted)
      return { kind: 'retry', waitMs: backoffMs, failure: offline }
    if (classify(error) === 'unreachable') throw new FailureError(offline, { cause: error })
    throw error
  }
}

async function settle(
  opened: Opened,
  ask: Ask,
  backoffMs: number,
  limits: RateLimits,
): Promise<Answer<Buffer> | Retry> {
  const { url, status, headers, body } = opened
  const waitMs = limits.observe(url, opened, Math.max(1000, backoffMs))
  if (status === 304) {
    await body.dump()
    return { kind: 'unchanged' }
  }
  if (status >= 200 && status < 300) {
    const value = await readBody(body, headers, ask.maxBytes ?? MAX_JSON_BYTES)
    const etag = typeof headers['etag'] === 'string' ? headers['etag'] : null
    return { kind: 'fresh', value, url, etag, headers }
  }
  const start = (await readBody(body, headers, 64 * 1024).catch(() => Buffer.alloc(0))).toString()
  const failure =
    waitMs === null
      ? failureOf({ url, status, headers, body: start })
      : ({ code: 'rate-limited', retryAfterMs: waitMs } as const)
  if (RETRIED.has(status)) return { kind: 'retry', waitMs: waitMs ?? backoffMs, failure }
  throw new FailureError(failure)
}

interface Retry {
  readonly kind: 'retry'
  readonly waitMs: number
  readonly failure: Failure
}

function requestOf(ask: Ask, signal: AbortSignal): OpenRequest {
  const { url, purpose, method, body } = ask
  return {
    url,
    signal,
    headers: { ...ask.headers, ...(ask.etag ? { 'if-none-match': ask.etag } : {}) },
    ...(purpose === undefined ? {} : { purpose }),
    ...(method === undefined ? {} : { method }),
    ...(body === undefined ? {} : { body }),
  }
}
