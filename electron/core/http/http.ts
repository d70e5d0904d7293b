/**
 * The app's one HTTP client. It asks only configured hubs, keeps tokens at home, obeys rate limits, tries again where
 * that can help, refuses answers that are too large or of another shape, and says every failure as data.
 */
import { setTimeout as timeout } from 'node:timers/promises'
import type { z } from 'zod'
import { FailureError } from '#contract/failure'
import { askBytes, type Answer, type Ask } from './ask.ts'
import { createConnections } from './dispatcher.ts'
import type { Hub } from './hubs.ts'
import { open, type Opened, type OpenRequest } from './open.ts'
import type { Resolve } from './public-lookup.ts'
import { createRateLimits, type RateLimit } from './rate-limits.ts'
import { checkShape } from './shape.ts'

export interface HttpDeps {
  readonly userAgent: string
  readonly hubs: () => readonly Hub[]
  /** The proxy of the settings; null leaves it to the environment. */
  readonly proxy: () => string | null
  /** True while the user wants no network at all. */
  readonly offline: () => boolean
  readonly now?: () => number
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  readonly random?: () => number
  /** How names become addresses. */
  readonly resolve?: Resolve
}

export interface Http {
  /** One attempt, the body as a stream, any status: for transfers, which have retries of their own. */
  open(request: OpenRequest): Promise<Opened>
  json<T>(ask: Ask & { readonly schema: z.ZodType<T> }): Promise<Answer<T>>
  bytes(ask: Ask): Promise<Answer<Buffer>>
  rateLimits(): readonly RateLimit[]
  onRateLimits(listener: (limits: readonly RateLimit[]) => void): () => void
  dispose(): Promise<void>
}

export function createHttp(deps: HttpDeps): Http {
  const { now = Date.now, sleep = sleepFor, random = Math.random } = deps
  const connections = createConnections(deps)
  const listeners = new Set<(limits: readonly RateLimit[]) => void>()
  const limits = createRateLimits({
    now,
    onChange: () => {
      for (const listener of listeners) listener(limits.list())
    },
  })
  const openOnce = (request: OpenRequest): Promise<Opened> => {
    if (deps.offline()) throw new FailureError({ code: 'offline', host: null })
    return open(request, {
      dispatcher: connections.get(),
      hubs: deps.hubs(),
      userAgent: deps.userAgent,
    })
  }

  const bytes = (ask: Ask) => askBytes(ask, { open: openOnce, limits, sleep, random })

  return {
    open: openOnce,
    bytes,
    async json(ask) {
      const headers = { accept: 'application/json', ...ask.headers }
      const answer = await bytes({ ...ask, headers })
      if (answer.kind === 'unchanged') return answer
      return { ...answer, value: checkShape(answer.value, ask.schema, answer.url.host) }
    },
    rateLimits: () => limits.list(),
    onRateLimits(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    dispose: () => connections.dispose(),
  }
}

async function sleepFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await timeout(ms, undefined, { signal })
  } catch (error) {
    throw new FailureError({ code: 'cancelled' }, { cause: error })
  }
}
