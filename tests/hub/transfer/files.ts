/**
 * File bytes of both hubs, as a part of the loopback hub: HuggingFace's `resolve` (small files by a relative redirect,
 * large ones by a signed address on the second origin) and CivitAI's `download`, with ranges, If-Range and tampering.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { text, type Exchange, type HubPart } from '../exchange.ts'
import { gitSha1, sha256 } from './content.ts'
import type { Tamper } from './tamper.ts'

export interface FileStore {
  readonly part: HubPart
  /** Key: `org/name/path/in/repo`, or `civitai/VERSION/FILE`. */
  readonly files: Map<string, Buffer>
  /** Files of at least this many bytes lie on the second origin. */
  readonly largeBytes: number
  /** Asked for every request for bytes, with how many there were before. */
  tamper: (exchange: Exchange, count: number, key: string) => Tamper | null
  /** Signed addresses made before this moment no longer work. */
  expireSigned(): void
  /** Keys that need a token, and which. */
  readonly locked: Map<string, string>
}

export function createFiles(largeBytes = 64 * 1024): FileStore {
  const counts = new Map<string, number>()
  let generation = 0
  const store: FileStore = {
    files: new Map(),
    locked: new Map(),
    largeBytes,
    tamper: () => null,
    expireSigned: () => void (generation += 1),
    async part(exchange) {
      const key = keyOf(exchange)
      const bytes = key === null ? undefined : store.files.get(key)
      if (key === null || bytes === undefined) return false
      if (exchange.origin === 'hub' && isRefused(store, exchange, key)) return true
      if (exchange.origin === 'hub' && !exchange.url.pathname.startsWith('/api/resolve-cache/')) {
        redirect(exchange, { key, bytes, generation, large: bytes.length >= largeBytes })
        return true
      }
      if (exchange.origin === 'cdn' && exchange.url.searchParams.get('generation') !== String(generation)) {
        exchange.send(
          text(403, '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'),
        )
        return true
      }
      // Storage refuses a signed address together with a token.
      if (exchange.origin === 'cdn' && exchange.headers.authorization !== undefined) {
        exchange.send(text(400, '<Error><Code>InvalidRequest</Code></Error>'))
        return true
      }
      const count = counts.get(key) ?? 0
      counts.set(key, count + 1)
      await serve(exchange, bytes, store.tamper(exchange, count, key))
      return true
    },
  }
  return store
}

function keyOf({ origin, url }: Exchange): string | null {
  const path = decodeURIComponent(url.pathname)
  if (origin === 'cdn') return /^\/files\/(.+)$/.exec(path)?.[1] ?? null
  const cached = /^\/api\/resolve-cache\/models\/(.+)$/.exec(path)
  if (cached) return cached[1] ?? null
  const [, repo, file] = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(path) ?? []
  if (repo !== undefined && file !== undefined) return `${repo}/${file}`
  const [, version] = /^\/api\/download\/models\/(\d+)$/.exec(path) ?? []
  return version === undefined ? null : `civitai/${version}/${url.searchParams.get('fileId')}`
}

function isRefused(store: FileStore, exchange: Exchange, key: string): boolean {
  const wanted = store.locked.get(key)
  if (wanted === undefined || exchange.token === wanted) return false
  exchange.send(
    key.startsWith('civitai/')
      ? {
          status: 401,
          body: JSON.stringify({ error: 'Unauthorized', message: 'requires you to be logged in' }),
        }
      : text(401, 'Access to model is restricted.', { 'x-error-code': 'GatedRepo' }),
  )
  return true
}

interface Resolved {
  readonly key: string
  readonly bytes: Buffer
  readonly generation: number
  readonly large: boolean
}

function redirect({ send, cdnUrl }: Exchange, { key, bytes, generation, large }: Resolved): void {
  const path = key.split('/').map(encodeURIComponent).join('/')
  const civitai = key.startsWith('civitai/')
  const location =
    large || civitai
      ? `${cdnUrl}/files/${path}?generation=${generation}&X-Amz-Signature=0123abcd`
      : `/api/resolve-cache/models/${path}`
  const linked = {
    'x-repo-commit': '0'.repeat(40),
    'x-linked-size': String(bytes.length),
    'x-linked-etag': `"${large ? sha256(bytes) : gitSha1(bytes)}"`,
  }
  send({
    status: large && !civitai ? 302 : 307,
    headers: { location, 'accept-ranges': 'bytes', ...(civitai ? { 'cache-control': 'no-store' } : linked) },
    body: `Redirecting to ${location}`,
  })
}

async function serve(exchange: Exchange, original: Buffer, tamper: Tamper | null): Promise<void> {
  const { send, url } = exchange
  if (tamper?.kind === 'status')
    return send({ status: tamper.status, headers: tamper.headers ?? {}, body: `status ${tamper.status}` })
  if (tamper?.kind === 'html')
    return send({
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Log in',
    })
  if (tamper?.kind === 'circle') return send({ status: 302, headers: { location: url.href }, body: '' })
  const bytes = tamper?.kind === 'replace' ? tamper.bytes : original
  // Storage has an ETag of its own, not the SHA-256.
  const etag = tamper && 'etag' in tamper ? tamper.etag : `"xet-${sha256(bytes).slice(0, 16)}"`
  const range = rangeOf(exchange, bytes, etag, tamper)
  if (range === 'unsatisfiable')
    return send({ status: 416, headers: { 'content-range': `bytes */${bytes.length}` }, body: '' })
  const { start, end } = range ?? { start: 0, end: bytes.length }
  await body(exchange, {
    bytes: tamper?.kind === 'corrupt' ? corrupted(bytes, tamper.at) : bytes,
    start,
    end,
    status: range === null ? 200 : 206,
    etag,
    tamper,
  })
}

function rangeOf({ headers }: Exchange, bytes: Buffer, etag: string, tamper: Tamper | null) {
  if (tamper?.kind === 'unsatisfiable') return 'unsatisfiable'
  if (tamper?.kind === 'ignore-range' || tamper?.kind === 'gzip') return null
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  const condition = headers['if-range']
  if (from === undefined || (typeof condition === 'string' && condition !== etag)) return null
  const start = Number(from)
  if (start >= bytes.length) return 'unsatisfiable'
  return { start, end: Math.min(bytes.length, to ? Number(to) + 1 : bytes.length) }
}

function corrupted(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0xff
  return copy
}

interface Body {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  readonly status: number
  readonly etag: string
  readonly tamper: Tamper | null
}

async function body(
  { response }: Exchange,
  { bytes, start, end, status, etag, tamper }: Body,
): Promise<void> {
  const unknownLength = tamper?.kind === 'short' || tamper?.kind === 'long'
  const shift = tamper?.kind === 'wrong-range' ? 1 : 0
  const part = tamper?.kind === 'gzip' ? gzipSync(bytes) : bytes.subarray(start, end)
  response.writeHead(status, {
    etag,
    'content-type': 'binary/octet-stream',
    'accept-ranges': 'bytes',
    ...(status === 206 ? { 'content-range': `bytes ${start + shift}-${end - 1}/${bytes.length}` } : {}),
    ...(tamper?.kind === 'gzip' ? { 'content-encoding': 'gzip' } : {}),
    ...(unknownLength ? {} : { 'content-length': String(part.length) }),
  })
  switch (tamper?.kind) {
    case 'cut':
      return void response.write(part.subarray(0, tamper.afterBytes), () => response.destroy())
    case 'hang':
      return void response.write(part.subarray(0, tamper.afterBytes))
    case 'short':
      return void response.end(part.subarray(0, Math.max(0, part.length - tamper.missingBytes)))
    case 'long':
      return void response.end(Buffer.concat([part, Buffer.alloc(tamper.extraBytes, 9)]))
    case 'drip':
      return drip(response, part, tamper.bytesPerSecond)
    default:
      return void response.end(part)
  }
}

const DRIPS_PER_SECOND = 10

async function drip(response: Exchange['response'], part: Buffer, bytesPerSecond: number): Promise<void> {
  const step = Math.max(1, Math.round(bytesPerSecond / DRIPS_PER_SECOND))
  for (let at = 0; at < part.length && !response.destroyed; at += step) {
    response.write(part.subarray(at, at + step))
    await sleep(1000 / DRIPS_PER_SECOND)
  }
  response.end()
}
