/** What the hubs say about how much more we may ask, kept per host and bucket, and shown. */

export interface RateLimit {
  readonly host: string
  /** HuggingFace counts `api`, `resolvers` and `pages` apart; `all` where a hub tells no bucket. */
  readonly bucket: string
  readonly remaining: number | null
  readonly quota: number | null
  readonly resetsAt: number | null
  /** Nothing is sent to this bucket before this time. */
  readonly blockedUntil: number | null
}

export interface ReadHeaders {
  readonly bucket: string | null
  readonly remaining: number | null
  readonly quota: number | null
  readonly resetsInMs: number | null
  readonly retryAfterMs: number | null
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** `RateLimit: "api";r=499;t=295`, `RateLimit-Policy: "fixed window";"api";q=500;w=300`, `Retry-After: 7` or a date. */
export function readRateHeaders(headers: Headers, now: number): ReadHeaders {
  const [, bucket, remaining, seconds] =
    /"(\w+)"\s*;\s*r\s*=\s*(\d{1,9})\s*;\s*t\s*=\s*(\d{1,9})/.exec(text(headers['ratelimit'])) ?? []
  const [, quota] = /\bq\s*=\s*(\d{1,9})/.exec(text(headers['ratelimit-policy'])) ?? []
  return {
    bucket: bucket ?? null,
    remaining: asNumber(remaining),
    quota: asNumber(quota),
    resetsInMs: seconds === undefined ? null : Number(seconds) * 1000,
    retryAfterMs: readRetryAfter(text(headers['retry-after']), now),
  }
}

function readRetryAfter(value: string, now: number): number | null {
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const at = /^\w{3,9}, .* GMT$/.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

const text = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '')
const asNumber = (value: string | undefined): number | null => (value === undefined ? null : Number(value))

/** Which bucket a path counts against, before any answer has told. */
export function bucketOf(path: string): string {
  if (/\/(resolve|raw|resolve-cache)\//.test(path)) return 'resolvers'
  return path.startsWith('/api/') ? 'api' : 'pages'
}

const keyOf = (url: URL, bucket: string): string => `${url.host} ${bucket}`

export interface RateLimits {
  /** Reads an answer's headers; a 429 without any blocks for `fallbackMs`. Returns how long to wait, or null. */
  observe(url: URL, answer: { status: number; headers: Headers }, fallbackMs: number): number | null
  /** How long until this address may be asked: 0 for now. */
  waitMs(url: URL): number
  list(): readonly RateLimit[]
}

export function createRateLimits({ now, onChange }: { now: () => number; onChange: () => void }): RateLimits {
  const limits = new Map<string, RateLimit>()

  return {
    observe(url, { status, headers }, fallbackMs) {
      const read = readRateHeaders(headers, now())
      if (read.bucket === null && status !== 429 && read.retryAfterMs === null) return null
      const bucket = read.bucket ?? bucketOf(url.pathname)
      const spent = read.remaining === 0 && read.resetsInMs !== null ? read.resetsInMs + 1000 : null
      const refused = status === 429 || (status === 503 && read.retryAfterMs !== null)
      const waitMs = refused ? (spent ?? read.retryAfterMs ?? fallbackMs) : spent
      const blockedUntil = waitMs === null ? null : now() + waitMs
      limits.set(keyOf(url, bucket), {
        host: url.host,
        bucket,
        remaining: read.remaining,
        quota: read.quota,
        resetsAt: read.resetsInMs === null ? null : now() + read.resetsInMs,
        blockedUntil,
      })
      onChange()
      return refused ? waitMs : null
    },
    waitMs(url) {
      const until = limits.get(keyOf(url, bucketOf(url.pathname)))?.blockedUntil ?? 0
      return Math.max(0, until - now())
    },
    list: () => [...limits.values()],
  }
}
