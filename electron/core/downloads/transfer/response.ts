/** What an answer to a range request means. Pure: the header names are lower case, the values untrusted. */
import type { Failure } from '#contract/failure'
import { askedWaitMs } from './backoff.ts'

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>
export interface Head {
  readonly status: number
  readonly headers: Headers
}

export interface Asked {
  readonly start: number
  readonly end: number
  readonly sizeBytes: number | null
  /** From an earlier answer for the same bytes. */
  readonly etag: string | null
  readonly fileName: string
  /** As people are told of it. */
  readonly name: string
  /** Whether the hub itself answered, or storage that it sent us to. */
  readonly fromHub: boolean
  readonly url: URL
  readonly pageUrl: string
}

export type Answer =
  | { readonly kind: 'part'; readonly sizeBytes: number; readonly etag: string | null; readonly end: number }
  | { readonly kind: 'whole'; readonly sizeBytes: number | null; readonly etag: string | null }
  /** Other bytes than those we have a part of. */
  | { readonly kind: 'changed'; readonly sizeBytes: number | null; readonly etag: string | null }
  | { readonly kind: 'expired' }
  | { readonly kind: 'again'; readonly afterMs: number | null; readonly failure: Failure }
  | { readonly kind: 'refused'; readonly failure: Failure }

export const headerOf = (headers: Headers, name: string): string | null => {
  const value = headers[name]
  return typeof value === 'string' ? value : (value?.[0] ?? null)
}

/** Without the weak mark and the quotes. */
export const normalEtag = (etag: string | null): string | null =>
  etag?.replace(/^W\//, '').replace(/^"(.*)"$/, '$1') || null

export function readAnswer(asked: Asked, head: Head): Answer {
  if (head.status === 206) return readPart(asked, head.headers)
  if (head.status === 200) return readWhole(asked, head.headers)
  if (head.status === 416) return readBeyond(asked, head.headers)
  return readRefusal(asked, head)
}

const odd = (asked: Asked, detail: string): Answer => ({
  kind: 'again',
  afterMs: null,
  failure: { code: 'hub-changed', host: asked.url.host, detail },
})

function readPart(asked: Asked, headers: Headers): Answer {
  const [, start, end, total] =
    /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headerOf(headers, 'content-range') ?? '') ?? []
  const unfit = unfitBody(asked, headers)
  if (unfit) return odd(asked, unfit)
  if (start === undefined || Number(start) !== asked.start || Number(end) < asked.start)
    return odd(asked, 'It sent another part of the file than was asked for.')
  const etag = headerOf(headers, 'etag')
  const sizeBytes = Number(total)
  if (differs(asked, sizeBytes, etag)) return { kind: 'changed', sizeBytes, etag }
  return { kind: 'part', sizeBytes, etag, end: Math.min(asked.end, Number(end) + 1) }
}

function readWhole(asked: Asked, headers: Headers): Answer {
  const unfit = unfitBody(asked, headers)
  if (unfit) return odd(asked, unfit)
  const length = headerOf(headers, 'content-length')
  const sizeBytes = length === null ? null : Number(length)
  const etag = headerOf(headers, 'etag')
  if (differs(asked, sizeBytes, etag)) return { kind: 'changed', sizeBytes, etag }
  return { kind: 'whole', sizeBytes, etag }
}

/** Asked for bytes behind the end: the file is shorter than it was. */
function readBeyond(asked: Asked, headers: Headers): Answer {
  const [, total] = /^bytes \*\/(\d+)$/.exec(headerOf(headers, 'content-range') ?? '') ?? []
  const sizeBytes = total === undefined ? null : Number(total)
  if (sizeBytes === null || sizeBytes === asked.sizeBytes) return odd(asked, 'It refused a part of the file.')
  return { kind: 'changed', sizeBytes, etag: headerOf(headers, 'etag') }
}

function differs(asked: Asked, sizeBytes: number | null, etag: string | null): boolean {
  if (asked.sizeBytes !== null && sizeBytes !== null && sizeBytes !== asked.sizeBytes) return true
  return asked.etag !== null && etag !== null && normalEtag(etag) !== normalEtag(asked.etag)
}

/** A login page or an error text in the place of the file. */
function unfitBody(asked: Asked, headers: Headers): string | null {
  const type = (headerOf(headers, 'content-type') ?? '').toLowerCase()
  const encoding = headerOf(headers, 'content-encoding') ?? 'identity'
  if (encoding !== 'identity') return 'It sent the file packed in a way that was not asked for.'
  if (type.startsWith('text/html')) return 'It sent a web page instead of the file.'
  const json = /\.(json|jinja|txt)$/.test(asked.fileName)
  return type.startsWith('application/json') && !json ? 'It sent a message instead of the file.' : null
}

function readRefusal(asked: Asked, { status, headers }: Head): Answer {
  const host = asked.url.host
  const hubError: Failure = { code: 'hub-error', host, status }
  if (status === 429) return again(headers, { code: 'rate-limited', retryAfterMs: askedWaitMs(headers) })
  if (status === 408 || status === 425 || status >= 500) return again(headers, hubError)
  // A signed address has run out or was not meant for so many connections: ask the hub for a new one.
  if (!asked.fromHub) return { kind: 'expired' }
  if (headerOf(headers, 'x-error-code') === 'GatedRepo')
    return { kind: 'refused', failure: { code: 'gated', url: asked.pageUrl } }
  if (status === 401) return { kind: 'refused', failure: { code: 'unauthorized', host } }
  if (status === 403) return { kind: 'refused', failure: { code: 'gated', url: asked.pageUrl } }
  if (status === 404 || status === 410)
    return { kind: 'refused', failure: { code: 'not-found', what: asked.name } }
  return { kind: 'refused', failure: hubError }
}

const again = (headers: Headers, failure: Failure): Answer => ({
  kind: 'again',
  afterMs: askedWaitMs(headers),
  failure,
})
