/**
 * What goes wrong on purpose. A fault names the requests it meets and what happens to them; it can wait for the
 * n-th such request and wear off again. Switched on in the test, or over HTTP at `/__hub/faults`.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Exchange, OriginName } from './exchange.ts'

export type Effect =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** The real body and headers of a 429; `retryAfter` in seconds adds that header. */
  | { readonly kind: 'rate-limit'; readonly retryAfter?: number; readonly rateLimit?: string }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
  | { readonly kind: 'delay'; readonly ms: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Cuts the connection after so many bytes of the body; 0 cuts before the head. */
  | { readonly kind: 'drop'; readonly afterBytes: number }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** Another answer than the API's: `html` page, `truncated` JSON, or every `field` renamed or given another type. */
  | { readonly kind: 'html' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'rename-field'; readonly field: string; readonly to: string }
  | { readonly kind: 'retype-field'; readonly field: string; readonly value: unknown }
  | { readonly kind: 'oversize'; readonly bytes: number }

export interface Fault {
  readonly origin?: OriginName
  readonly method?: string
  /** A regular expression over path and query. */
  readonly path: string
  /** Lets so many matching requests pass first. */
  readonly after?: number
  /** Wears off after so many. */
  readonly times?: number
  readonly effect: Effect
}

export interface Faults {
  add(fault: Fault): () => void
  clear(): void
  /** The effects on this request; counts it. */
  meet(exchange: Pick<Exchange, 'origin' | 'method' | 'url'>): readonly Effect[]
}

export function createFaults(): Faults {
  let faults: { fault: Fault; pattern: RegExp; met: number }[] = []
  return {
    add(fault) {
      const entry = { fault, pattern: new RegExp(fault.path), met: 0 }
      faults.push(entry)
      return () => void (faults = faults.filter((other) => other !== entry))
    },
    clear() {
      faults = []
    },
    meet({ origin, method, url }) {
      const met: Effect[] = []
      for (const entry of faults) {
        const { fault, pattern } = entry
        if (fault.origin && fault.origin !== origin) continue
        if (fault.method && fault.method !== method) continue
        if (!pattern.test(url.pathname + url.search)) continue
        entry.met += 1
        const after = fault.after ?? 0
        if (entry.met > after && entry.met <= after + (fault.times ?? Infinity)) met.push(fault.effect)
      }
      return met
    },
  }
}

export const RATE_LIMIT_BODY =
  "We had to rate limit your IP (192.0.2.1). To continue using our service, create a HF account or login to your existing account, and make sure you pass a HF_TOKEN if you're using the API."

/** An effect that takes the place of the answer, whichever part would have given it. */
export function instead(effect: Effect): Answer | 'hang' | 'drop' | null {
  switch (effect.kind) {
    case 'status':
      return {
        status: effect.status,
        headers: { 'content-type': 'application/json; charset=utf-8', ...effect.headers },
        body: effect.body ?? JSON.stringify({ error: `status ${effect.status}` }),
      }
    case 'rate-limit':
      return { status: 429, headers: rateLimitHeaders(effect), body: RATE_LIMIT_BODY }
    case 'redirect':
      return { status: effect.status ?? 302, headers: { location: effect.location }, body: '' }
    case 'hang':
      return 'hang'
    case 'drop':
      return effect.afterBytes === 0 ? 'drop' : null
    case 'html':
      return {
        status: 200,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: '<!doctype html><title>Just a moment...</title>',
      }
    default:
      return null
  }
}

const rateLimitHeaders = (effect: Effect & { kind: 'rate-limit' }): Record<string, string> => ({
  'content-type': 'text/plain; charset=utf-8',
  ...(effect.rateLimit === undefined ? {} : { ratelimit: effect.rateLimit }),
  ...(effect.retryAfter === undefined ? {} : { 'retry-after': String(effect.retryAfter) }),
})

/** An effect on the body that a part has made. */
export function reshape(effect: Effect, answer: Answer): Answer {
  if (answer.body === undefined || answer.status >= 400) return answer
  switch (effect.kind) {
    case 'truncated':
      return { ...answer, body: String(answer.body).slice(0, Math.max(1, answer.body.length >> 1)) }
    case 'rename-field':
      return { ...answer, body: String(answer.body).replaceAll(`"${effect.field}":`, `"${effect.to}":`) }
    case 'retype-field':
      return {
        ...answer,
        body: JSON.stringify(JSON.parse(String(answer.body)), (key, value: unknown) =>
          key === effect.field ? effect.value : value,
        ),
      }
    case 'oversize':
      return { ...answer, body: Buffer.alloc(effect.bytes, ' ') }
    default:
      return answer
  }
}

/** Writes the answer, slowly or cut short where a fault says so. */
export async function write(
  { response }: Pick<Exchange, 'response'>,
  answer: Answer,
  effects: readonly Effect[],
): Promise<void> {
  const body = Buffer.from(answer.body ?? '')
  const slow = effects.find((effect) => effect.kind === 'slow')
  const drop = effects.find((effect) => effect.kind === 'drop')
  const length = answer.status === 304 ? {} : { 'content-length': String(body.length) }
  response.writeHead(answer.status, { ...length, ...answer.headers })
  const end = drop ? Math.min(drop.afterBytes, body.length) : body.length
  if (!slow) {
    if (drop) return void response.write(body.subarray(0, end), () => response.destroy())
    return void response.end(body)
  }
  const step = Math.max(1, Math.round(slow.bytesPerSecond / 20))
  for (let at = 0; at < end && !response.destroyed; at += step) {
    response.write(body.subarray(at, Math.min(end, at + step)))
    await sleep(50)
  }
  if (drop) response.destroy()
  else response.end()
}
