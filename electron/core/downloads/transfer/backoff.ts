/** When to try again. Every wait is a duration on the monotonic clock: a clock set back changes nothing. */
const FIRST_MS = 500
const LONGEST_MS = 30_000
const LONGEST_ASKED_MS = 10 * 60_000

/** Doubles with each failure in a row; the random half keeps many clients from coming back at once. */
export const backoffMs = (failuresInARow: number, random: () => number): number => {
  const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, failuresInARow - 1))
  return most / 2 + (most / 2) * random()
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

const text = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' ? value : (value?.[0] ?? null)

/** `Retry-After` in seconds or as a date (measured against the server's own `Date`), else an empty `RateLimit` window. */
export function askedWaitMs(headers: Headers): number | null {
  const wait = retryAfter(headers) ?? rateLimitReset(headers)
  return wait === null ? null : Math.min(LONGEST_ASKED_MS, Math.max(0, wait))
}

function retryAfter(headers: Headers): number | null {
  const asked = text(headers['retry-after'])
  if (asked === null) return null
  if (/^\d+$/.test(asked.trim())) return Number(asked) * 1000
  const wait = Date.parse(asked) - Date.parse(text(headers['date']) ?? '')
  return Number.isNaN(wait) ? null : wait
}

function rateLimitReset(headers: Headers): number | null {
  const [, left, seconds] =
    /;\s*r\s*=\s*(\d+)\s*;\s*t\s*=\s*(\d+)/.exec(text(headers['ratelimit']) ?? '') ?? []
  return left === '0' ? (Number(seconds) + 1) * 1000 : null
}
