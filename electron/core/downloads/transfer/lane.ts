/** One connection's work: fetch one claim, through redirects, and write what comes. */
import type { Dispatcher } from 'undici'
import type { Failure } from '#contract/failure'
import type { Claim, Claims } from './claims.ts'
import { get } from './get.ts'
import type { TransferJob } from './job.ts'
import type { Limiter } from './limiter.ts'
import type { PartialFile } from './partial-file.ts'
import { authorizationFor, nextHop } from './redirect.ts'
import { headerOf, normalEtag, readAnswer, type Answer, type Head } from './response.ts'

/** What is known about where the bytes come from; shared by all lanes of a file. */
export interface Origin {
  /** Where the hub sent us. Signed, short-lived, never stored. */
  location: URL | null
  etag: string | null
  /** False once the storage has shown that its ETags say nothing: then the hash alone decides. */
  etagMatters: boolean
  /** The server knows ranges, as far as we know. */
  ranges: boolean
  /** The hash that the hub named on its own answer, for files whose listing had none. */
  linkedDigest: string | null
}

export interface LaneDeps {
  readonly dispatcher: () => Dispatcher
  readonly limiter: Limiter
  readonly userAgent: string
  readonly nowMs: () => number
}

export interface Lane {
  readonly job: TransferJob
  readonly origin: Origin
  readonly claims: Claims
  readonly claim: Claim
  readonly file: PartialFile
  readonly signal: AbortSignal
  /** Called for every chunk that came. */
  onBytes(bytes: number, pausedMs: number): void
}

export type LaneEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'no-ranges' }
  | { readonly kind: 'short' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | Exclude<Answer, { kind: 'part' | 'whole' }>

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const HELD_BYTES = 512 * 1024
const FLUSH_MS = 250

/** What happened; network and disk errors are thrown. */
export async function fetchClaim(deps: LaneDeps, lane: Lane): Promise<LaneEnd> {
  const trail = [lane.origin.location ?? new URL(lane.job.url)]
  for (;;) {
    const hop = await request(deps, lane, trail.at(-1)!)
    if (hop.kind !== 'redirect') return hop
    const next = nextHop(lane.job.url, trail, hop.location)
    const host = trail.at(-1)!.host
    if (next.kind === 'refuse')
      return { kind: 'refused', failure: { code: 'hub-changed', host, detail: next.why } }
    if (next.url.search.includes('reason=download-auth'))
      return { kind: 'refused', failure: { code: 'unauthorized', host } }
    trail.push(next.url)
  }
}

type HopEnd = LaneEnd | { readonly kind: 'redirect'; readonly location: string | null }

async function request(deps: LaneDeps, lane: Lane, url: URL): Promise<HopEnd> {
  const writer = createWriter(deps, lane)
  let end: HopEnd | null = null
  const refuse = (other: HopEnd): false => {
    end = other
    return false
  }
  try {
    await get(
      deps.dispatcher(),
      { url, headers: headersFor(deps, lane, url), signal: lane.signal },
      {
        head(head) {
          if (REDIRECTS.has(head.status)) {
            learnDigest(lane, url, head)
            return refuse({ kind: 'redirect', location: headerOf(head.headers, 'location') })
          }
          const answer = readAnswer(askedOf(lane, url), head)
          if (answer.kind !== 'part' && answer.kind !== 'whole') return refuse(answer)
          return accept(lane, url, answer) ? writer.begin(answer) : refuse({ kind: 'no-ranges' })
        },
        data: (chunk) => writer.push(chunk),
      },
    )
  } finally {
    if (end === null && !(lane.signal.reason instanceof StartOver)) writer.flush()
  }
  return end ?? { kind: writer.complete() ? 'done' : 'short' }
}

/** The reason of an abort after which what is still in hand belongs to other bytes. */
export class StartOver extends Error {}

function headersFor(deps: LaneDeps, { job, origin, claim }: Lane, url: URL): Record<string, string> {
  const strong = origin.etagMatters && origin.etag?.startsWith('"') ? origin.etag : null
  return {
    'user-agent': deps.userAgent,
    accept: '*/*',
    'accept-encoding': 'identity',
    ...(origin.ranges ? { range: `bytes=${claim.start}-${claim.end - 1}` } : {}),
    // Only where the ETag is that of the same server; the hub's own answer has another one than its storage.
    ...(origin.ranges && strong !== null && url.origin === origin.location?.origin
      ? { 'if-range': strong }
      : {}),
    ...authorizationFor(url, job.token),
  }
}

const askedOf = ({ job, origin, claims, claim }: Lane, url: URL) => ({
  start: claim.start,
  end: claim.end,
  sizeBytes: claims.size(),
  etag: origin.etagMatters ? origin.etag : null,
  fileName: job.path,
  name: job.name,
  fromHub: url.origin === new URL(job.url).origin,
  url,
  pageUrl: job.pageUrl,
})

/** Only the hub itself is believed about hashes. */
function learnDigest({ job, origin }: Lane, url: URL, head: Head): void {
  if (url.origin !== new URL(job.url).origin) return
  const linked = normalEtag(headerOf(head.headers, 'x-linked-etag'))
  if (linked !== null && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(linked)) origin.linkedDigest = linked
}

/** False when a whole file came where a part was asked for and it cannot be used as it comes. */
function accept(lane: Lane, url: URL, answer: Extract<Answer, { kind: 'part' | 'whole' }>): boolean {
  const { origin, claims, claim } = lane
  origin.location = url
  origin.etag = answer.etag ?? origin.etag
  if (claims.size() === null && answer.sizeBytes !== null) {
    claims.setSize(answer.sizeBytes)
    lane.file.setSize(answer.sizeBytes)
    claim.end = Math.min(claim.end, answer.sizeBytes)
  }
  if (answer.kind === 'part') return true
  const whole = claim.start === 0 && claims.active.size === 1
  const covered = claim.start === 0 && claim.end === claims.size()
  if (!covered) origin.ranges = false
  if (whole) claim.end = claims.size() ?? Number.MAX_SAFE_INTEGER
  return whole || covered
}

interface Writer {
  begin(answer: Extract<Answer, { kind: 'part' | 'whole' }>): true
  push(chunk: Buffer): number | 'stop'
  flush(): void
  complete(): boolean
}

/** Chunks are copied into one buffer: the socket reuses its own, and few large writes cost less than many small ones. */
function createWriter({ limiter, nowMs }: LaneDeps, lane: Lane): Writer {
  const { claim, claims, file } = lane
  const held = Buffer.allocUnsafeSlow(HELD_BYTES)
  let heldBytes = 0
  let flushedMs = nowMs()
  /** Where the answer ends, if it says so. */
  let answerEnd = Number.MAX_SAFE_INTEGER

  const write = (bytes: Buffer): void => {
    file.write(bytes, claim.position)
    claims.advance(claim, bytes.length)
    flushedMs = nowMs()
  }
  const flush = (): void => {
    const bytes = held.subarray(0, heldBytes)
    heldBytes = 0
    if (bytes.length > 0) write(bytes)
  }
  const keep = (bytes: Buffer): void => {
    if (heldBytes + bytes.length > HELD_BYTES) flush()
    if (bytes.length > HELD_BYTES) return write(bytes)
    bytes.copy(held, heldBytes)
    heldBytes += bytes.length
    if (heldBytes === HELD_BYTES || nowMs() - flushedMs > FLUSH_MS) flush()
  }

  return {
    begin(answer) {
      answerEnd = answer.kind === 'part' ? answer.end : (answer.sizeBytes ?? answerEnd)
      return true
    },
    push(chunk) {
      if (lane.signal.aborted) return 'stop'
      const room = Math.max(0, Math.min(claim.end, answerEnd) - claim.position - heldBytes)
      const bytes = chunk.length > room ? chunk.subarray(0, room) : chunk
      keep(bytes)
      const pauseMs = limiter.take(chunk.length)
      lane.onBytes(bytes.length, pauseMs)
      // Another lane has taken over the rest, or more came than was promised.
      const enough = chunk.length > room || (chunk.length === room && claim.end < answerEnd)
      return enough ? 'stop' : pauseMs
    },
    flush,
    complete() {
      if (answerEnd === Number.MAX_SAFE_INTEGER && claims.size() === null) claims.setSize(claim.position)
      return claim.position >= Math.min(claim.end, answerEnd, claims.size() ?? 0)
    },
  }
}
