/** One request and its answer, as every part of the loopback hub sees it. */
import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

export type OriginName = 'hub' | 'cdn'

export interface Exchange {
  readonly origin: OriginName
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** For parts that stream bytes themselves. */
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Where this hub listens: `http://127.0.0.1:PORT` of both origins. */
  readonly hubUrl: string
  readonly cdnUrl: string
  /** The token in `Authorization: Bearer` or `?token=`, or null. */
  readonly token: string | null
  send(answer: Answer): void
}

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** Answers a request and says so, or leaves it to the next part. */
export type HubPart = (exchange: Exchange) => boolean | Promise<boolean>

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

export const text = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
})

/** The weak tag that the real hubs put on API answers: length and digest of the body. */
export const weakEtag = (body: string | Buffer): string =>
  `W/"${Buffer.byteLength(body).toString(16)}-${createHash('sha1').update(body).digest('base64url').slice(0, 27)}"`

/** Adds the ETag, answers 304 to a matching `If-None-Match`, and compresses where the client can read it. */
export function finish(exchange: Pick<Exchange, 'headers' | 'method'>, answer: Answer): Answer {
  if (answer.status !== 200 || answer.body === undefined) return answer
  const etag = answer.headers?.['etag'] ?? weakEtag(answer.body)
  const headers = { ...answer.headers, etag }
  if (exchange.headers['if-none-match'] === etag) return { status: 304, headers: { etag } }
  const readable = /json|text/.test(answer.headers?.['content-type'] ?? '')
  if (!readable || !/\bgzip\b/.test(exchange.headers['accept-encoding'] ?? '')) return { ...answer, headers }
  return { ...answer, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(answer.body) }
}
