/** What went wrong on the wire, as a failure that a person can act on. */
import type { Failure } from '#contract/failure'

/** Nobody to talk to: asking again at once will not help. */
const UNREACHABLE = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ECONNREFUSED',
  'EADDRNOTAVAIL',
])
/** Broken on the way: worth another try. */
const BROKEN = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'Z_BUF_ERROR',
  'UND_ERR_PRX_CONN',
  'UND_ERR_PRX_TLS',
])

export type WireError = 'unreachable' | 'broken' | 'other'

export function classify(error: unknown): WireError {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException
    if (code !== undefined && UNREACHABLE.has(code)) return 'unreachable'
    if (code !== undefined && BROKEN.has(code)) return 'broken'
    if (at instanceof AggregateError)
      return at.errors.some((one) => classify(one) === 'broken') ? 'broken' : 'unreachable'
    if (at.name === 'TimeoutError' || at.message === 'other side closed' || at.message === 'terminated')
      return 'broken'
  }
  return 'other'
}

export interface Refused {
  readonly url: URL
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The start of the body, for its message. */
  readonly body: string
}

/** The header with the error's code comes first, then the status: that order is what the hubs' own clients use. */
export function failureOf({ url, status, headers, body }: Refused): Failure {
  const host = url.host
  const code = header(headers['x-error-code'])
  if (code === 'GatedRepo') return { code: 'gated', url: pageOf(url) }
  if (code === 'RevisionNotFound') return { code: 'not-found', what: `${revisionIn(url)} of ${whatOf(url)}` }
  if (code === 'RepoNotFound' || code === 'EntryNotFound') return { code: 'not-found', what: whatOf(url) }
  const message = messageOf(body)
  // HuggingFace says 401 to strangers for what is missing or private; a bad token has words of its own.
  if (status === 401)
    return message.startsWith('Invalid username or password')
      ? { code: 'not-found', what: whatOf(url) }
      : { code: 'unauthorized', host }
  if (status === 404 || status === 410) return { code: 'not-found', what: whatOf(url) }
  if (status === 400) return { code: 'hub-changed', host, detail: message || 'it refused our question' }
  return { code: 'hub-error', host, status }
}

/** Error bodies have five shapes, HTML among them. */
function messageOf(body: string): string {
  try {
    const parsed = JSON.parse(body) as { error?: unknown; message?: unknown }
    const nested = parsed.error as { message?: unknown } | null | undefined
    const found = [parsed.error, parsed.message, nested?.message].find((one) => typeof one === 'string')
    return found?.slice(0, 300) ?? ''
  } catch {
    return body.trimStart().startsWith('<') ? '' : body.slice(0, 300)
  }
}

const header = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '')

const modelIn = (url: URL): string | null =>
  /^\/api\/models\/([^/]+\/[^/]+)/.exec(url.pathname)?.[1] ??
  /^\/([^/]+\/[^/]+)\/(?:resolve|raw)\//.exec(url.pathname)?.[1] ??
  null

const pageOf = (url: URL): string => `${url.origin}/${modelIn(url) ?? ''}`

const revisionIn = (url: URL): string => /\/(?:revision|resolve)\/([^/]+)/.exec(url.pathname)?.[1] ?? ''

const whatOf = (url: URL): string =>
  modelIn(url) ?? url.pathname.split('/').filter(Boolean).slice(-2).join('/')
