/**
 * One request, its redirects followed by our own rules: only to where the hub may send us, and the token only to
 * the hub's own origin, whatever the hops in between.
 */
import { request as send, type Dispatcher } from 'undici'
import { FailureError } from '#contract/failure'
import { READABLE_ENCODINGS } from './body.ts'
import { hubAt, mayFollow, mayFetchPicture, mayStart, tokenFor, type Hub } from './hubs.ts'

export interface OpenRequest {
  readonly url: string
  readonly signal: AbortSignal
  readonly method?: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Pictures may come from the hubs' picture hosts; all else starts at a hub. */
  readonly purpose?: 'hub' | 'picture'
  readonly headersTimeoutMs?: number
  /** The longest silence within the body. */
  readonly bodyTimeoutMs?: number
}

export interface Hop {
  readonly url: URL
  readonly status: number
  readonly headers: ResponseHeaders
}

export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>

export interface Opened extends Hop {
  /** Where the bytes come from; it must be read to its end or destroyed. */
  readonly body: Dispatcher.ResponseData['body']
  /** The redirects on the way: HuggingFace says size and hash on the first one. */
  readonly hops: readonly Hop[]
}

export interface OpenDeps {
  readonly dispatcher: Dispatcher
  readonly hubs: readonly Hub[]
  readonly userAgent: string
}

const MAX_HOPS = 6

export async function open(request: OpenRequest, deps: OpenDeps): Promise<Opened> {
  const hops: Hop[] = []
  let url = startOf(request, deps.hubs)
  for (;;) {
    const { statusCode: status, headers, body } = await ask(url, request, deps)
    const location = [301, 302, 303, 307, 308].includes(status) ? headers['location'] : undefined
    if (typeof location !== 'string') return { url, status, headers, body, hops }
    await body.dump()
    hops.push({ url, status, headers })
    if (hops.length > MAX_HOPS) throw changed(url, 'it redirects in a circle')
    if (!URL.canParse(location, url.href)) throw changed(url, 'it redirects to no address')
    const next = new URL(location, url)
    if (!mayFollow(next, deps.hubs)) throw changed(url, `it redirects to ${next.protocol}//${next.host}`)
    url = next
  }
}

function startOf({ url, purpose = 'hub' }: OpenRequest, hubs: readonly Hub[]): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null
  const allowed = parsed && (purpose === 'picture' ? mayFetchPicture(parsed, hubs) : mayStart(parsed, hubs))
  if (parsed && allowed) return parsed
  throw new FailureError({
    code: 'bad-request',
    issues: [`${parsed?.host ?? 'this'} is not a hub of this app`],
  })
}

const changed = (url: URL, detail: string): FailureError =>
  new FailureError({ code: 'hub-changed', host: url.host, detail })

function ask(url: URL, request: OpenRequest, { dispatcher, hubs, userAgent }: OpenDeps) {
  const token = hubAt(url, hubs) ? tokenFor(url, hubs) : null
  return send(url, {
    dispatcher,
    method: request.method ?? 'GET',
    headers: {
      'accept-encoding': READABLE_ENCODINGS,
      ...request.headers,
      'user-agent': userAgent,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: request.body ?? null,
    signal: request.signal,
    headersTimeout: request.headersTimeoutMs ?? 30_000,
    bodyTimeout: request.bodyTimeoutMs ?? 30_000,
  })
}
