/** Fixed windows per bucket and caller, and the two headers that every answer carries. */
import type { Answer } from '../exchange.ts'
import { RATE_LIMIT_BODY } from '../faults.ts'

export interface Quotas {
  readonly api: number
  readonly resolvers: number
  readonly pages: number
  readonly windowSeconds: number
}

export type Bucket = 'api' | 'resolvers' | 'pages'

/** Counts a request; gives the headers for its answer, or the 429 in its place. */
export function createQuota(quotas: Quotas, now: () => number) {
  const windows = new Map<string, { endsAt: number; used: number }>()
  return {
    count(bucket: Bucket, caller: string): { headers: Record<string, string>; refused: Answer | null } {
      const key = `${bucket} ${caller}`
      let window = windows.get(key)
      if (!window || window.endsAt <= now()) {
        window = { endsAt: now() + quotas.windowSeconds * 1000, used: 0 }
        windows.set(key, window)
      }
      window.used += 1
      const remaining = Math.max(0, quotas[bucket] - window.used)
      const seconds = Math.ceil((window.endsAt - now()) / 1000)
      const headers = {
        ratelimit: `"${bucket}";r=${remaining};t=${seconds}`,
        'ratelimit-policy': `"fixed window";"${bucket}";q=${quotas[bucket]};w=${quotas.windowSeconds}`,
      }
      if (window.used <= quotas[bucket]) return { headers, refused: null }
      const body = { 'content-type': 'text/plain; charset=utf-8' }
      return { headers, refused: { status: 429, headers: { ...headers, ...body }, body: RATE_LIMIT_BODY } }
    },
  }
}
