/** The small parts of a transfer, each by itself. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedWaitMs, backoffMs } from '#core/downloads/transfer/backoff'
import { createClaims, type Claim } from '#core/downloads/transfer/claims'
import { createLanes } from '#core/downloads/transfer/lanes'
import { createLimiter } from '#core/downloads/transfer/limiter'
import {
  addRange,
  clipRanges,
  firstGap,
  frontOf,
  totalOf,
  type ByteRange,
} from '#core/downloads/transfer/ranges'
import { authorizationFor, nextHop } from '#core/downloads/transfer/redirect'
import { readAnswer, type Asked } from '#core/downloads/transfer/response'

const LENGTH = 200
const ranges = fc.array(
  fc.tuple(fc.nat(LENGTH), fc.nat(LENGTH)).map(([a, b]): ByteRange => [Math.min(a, b), Math.max(a, b)]),
)
const union = (list: readonly ByteRange[]): readonly ByteRange[] =>
  list.reduce<readonly ByteRange[]>((set, [a, b]) => addRange(set, a, b), [])
const bytesOf = (list: readonly ByteRange[]): Set<number> =>
  new Set(list.flatMap(([a, b]) => Array.from({ length: b - a }, (_, index) => a + index)))

describe('byte ranges', () => {
  it('hold exactly the bytes that were added, sorted and merged', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const set = union(list)
        expect(bytesOf(set)).toEqual(bytesOf(list))
        expect(totalOf(set)).toBe(bytesOf(list).size)
        for (const [index, [start, end]] of set.entries()) {
          expect(end).toBeGreaterThan(start)
          expect(start).toBeGreaterThan(set[index - 1]?.[1] ?? -1)
        }
      }),
    )
  })

  it('the first gap is free, and nothing before it is', () => {
    fc.assert(
      fc.property(ranges, ranges, fc.integer({ min: 1, max: 50 }), (done, claimed, most) => {
        const taken = bytesOf([...done, ...claimed])
        const gap = firstGap(union(done), claimed, LENGTH, most)
        const free = Array.from({ length: LENGTH }, (_, at) => at).find((at) => !taken.has(at))
        const [start, end] = gap ?? [free, free]
        expect(start).toBe(free)
        expect((end ?? 0) - (start ?? 0)).toBeLessThanOrEqual(most)
        for (let at = start ?? 0; at < (end ?? 0); at += 1) expect(taken.has(at)).toBe(false)
      }),
    )
  })

  it('from a journal are clipped to what can be true', () => {
    expect(
      clipRanges(
        [
          [5, 400],
          [-3, 2],
          [7, NaN],
          [1, 2],
        ],
        100,
      ),
    ).toEqual([
      [1, 2],
      [5, 100],
    ])
    expect(
      frontOf([
        [0, 7],
        [9, 12],
      ]),
    ).toBe(7)
    expect(frontOf([[1, 7]])).toBe(0)
  })
})

describe('claims', () => {
  it('cover the whole file exactly once, whatever happens to connections', () => {
    fc.assert(
      fc.property(
        fc.nat(5000),
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.tuple(fc.nat(3), fc.nat(400)), { maxLength: 400 }),
        (size, chunkBytes, events) => {
          const claims = createClaims({ sizeBytes: size, done: [], chunkBytes })
          const open: Claim[] = []
          let written = 0
          const steps = [...events, ...Array.from({ length: 3 * 5000 }, () => [1, 400] as const)]
          for (const [kind, bytes] of steps) {
            if (claims.complete()) break
            const lane = open[0]
            if (kind === 0 || !lane) {
              const next = claims.next(4) ?? (lane ? claims.takeOver(lane) : null)
              if (next) open.push(next)
            } else {
              const now = Math.min(bytes, lane.end - lane.position)
              claims.advance(lane, now)
              written += now
              // Cut, or at its end.
              if (kind === 2 || lane.position >= lane.end) claims.release(open.shift()!)
            }
          }
          expect(claims.complete()).toBe(true)
          expect(written).toBe(size)
          expect(claims.done()).toEqual(size === 0 ? [] : [[0, size]])
        },
      ),
    )
  })
})

describe('waiting', () => {
  it('doubles, stays within bounds, and is never the same for all', () => {
    expect(backoffMs(1, () => 0)).toBe(250)
    expect(backoffMs(3, () => 1)).toBe(2000)
    expect(backoffMs(99, () => 1)).toBe(30_000)
  })

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': 'Fri, 21 Nov 2025 10:00:05 GMT', date: 'Fri, 21 Nov 2025 10:00:00 GMT' }, 5000],
    [{ 'retry-after': '99999999' }, 600_000],
    [{ ratelimit: '"resolvers";r=0;t=42' }, 43_000],
    [{ ratelimit: '"resolvers";r=7;t=42' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ] as const)('as the server asks: %j', (headers, wait) => expect(askedWaitMs(headers)).toBe(wait))
})

describe('the limiter', () => {
  it('lets through what was agreed, over any stretch', () => {
    let now = 0
    const limiter = createLimiter({ nowMs: () => now })
    limiter.setLimit(1_000_000)
    let bytes = 0
    while (now < 10_000) {
      bytes += 64 * 1024
      now += limiter.take(64 * 1024)
    }
    expect(bytes / (now / 1000) / 1_000_000).toBeCloseTo(1, 1)
    limiter.setLimit(null)
    expect(limiter.take(1e9)).toBe(0)
  })
})

describe('connections', () => {
  it('grow while that pays, go back when it does not, and halve when refused', () => {
    const lanes = createLanes()
    lanes.sample(10)
    lanes.sample(100)
    expect(lanes.target()).toBe(8)
    lanes.sample(180)
    expect(lanes.target()).toBe(16)
    const short = createLanes()
    for (const speed of [10, 100, 101]) short.sample(speed)
    expect(short.target()).toBe(4)
    short.refused()
    expect(short.target()).toBe(2)
    for (let window = 0; window < 40; window += 1) short.sample(window * 1000)
    expect(short.target()).toBe(2)
  })
})

const from = (text: string): URL[] => [new URL(text)]

describe('redirects', () => {
  const hub = 'https://huggingface.co/a/b/resolve/1/f'
  it('go on to https anywhere public, relative ones too', () => {
    expect(nextHop(hub, from(hub), '/api/resolve-cache/x')).toMatchObject({ kind: 'go' })
    expect(nextHop(hub, from(hub), 'https://cas-bridge.xethub.hf.co/x')).toMatchObject({ kind: 'go' })
  })
  it.each([
    null,
    'http://huggingface.co/x',
    'file:///etc/passwd',
    'https://127.0.0.1/x',
    'https://10.0.0.1/x',
    'https://[::1]/x',
    hub,
  ])('but not to %s', (location) => expect(nextHop(hub, from(hub), location).kind).toBe('refuse'))
  it('and end somewhere', () => {
    const trail = Array.from({ length: 9 }, (_, index) => new URL(`https://huggingface.co/${index}`))
    expect(nextHop(hub, trail, 'https://huggingface.co/next').kind).toBe('refuse')
  })
  it('a token is for its own origin alone', () => {
    const token = { origin: 'https://huggingface.co', value: 'hf_x' }
    expect(authorizationFor(new URL(hub), token)).toEqual({ authorization: 'Bearer hf_x' })
    for (const url of [
      'https://huggingface.co.evil.org/',
      'http://huggingface.co/',
      'https://cdn.hf.co/',
      'https://huggingface.co:444/',
    ])
      expect(authorizationFor(new URL(url), token)).toEqual({})
  })
})

const asked: Asked = {
  start: 100,
  end: 200,
  sizeBytes: 1000,
  etag: '"a"',
  fileName: 'm.safetensors',
  name: 'm.safetensors of model',
  fromHub: false,
  url: new URL('https://cdn.hf.co/x'),
  pageUrl: 'https://huggingface.co/a/b',
}

const refused = (status: number, headers: Record<string, string> = {}): string => {
  const answer = readAnswer({ ...asked, fromHub: true }, { status, headers })
  return answer.kind === 'refused' ? answer.failure.code : answer.kind
}

const kind = (status: number, headers: Record<string, string> = {}, change: Partial<Asked> = {}): string =>
  readAnswer({ ...asked, ...change }, { status, headers }).kind

describe('answers', () => {
  it.each([
    ['the part', 206, { 'content-range': 'bytes 100-199/1000', etag: '"a"' }, 'part'],
    ['a shorter part', 206, { 'content-range': 'bytes 100-149/1000' }, 'part'],
    ['another part', 206, { 'content-range': 'bytes 0-199/1000' }, 'again'],
    ['no range at all', 206, {}, 'again'],
    ['a part of a larger file', 206, { 'content-range': 'bytes 100-199/1001' }, 'changed'],
    ['a part with another ETag', 206, { 'content-range': 'bytes 100-199/1000', etag: '"b"' }, 'changed'],
    [
      'a weak mark means no difference',
      206,
      { 'content-range': 'bytes 100-199/1000', etag: 'W/"a"' },
      'part',
    ],
    ['the whole file', 200, { 'content-length': '1000' }, 'whole'],
    ['a web page', 200, { 'content-type': 'text/html; charset=utf-8' }, 'again'],
    [
      'a message',
      206,
      { 'content-range': 'bytes 100-199/1000', 'content-type': 'application/json' },
      'again',
    ],
    ['packed', 206, { 'content-range': 'bytes 100-199/1000', 'content-encoding': 'gzip' }, 'again'],
    ['a shorter file', 416, { 'content-range': 'bytes */90' }, 'changed'],
    ['403 of storage', 403, {}, 'expired'],
    ['400 of storage', 400, {}, 'expired'],
    ['429', 429, {}, 'again'],
    ['503', 503, {}, 'again'],
  ] as const)('%s', (_name, status, headers, wanted) => expect(kind(status, headers)).toBe(wanted))

  it('of the hub itself are its last word', () => {
    expect(refused(401)).toBe('unauthorized')
    expect(refused(401, { 'x-error-code': 'GatedRepo' })).toBe('gated')
    expect(refused(403)).toBe('gated')
    expect(refused(404)).toBe('not-found')
    expect(refused(410)).toBe('not-found')
    expect(refused(451)).toBe('hub-error')
  })

  it('JSON is no surprise where JSON was asked for', () => {
    const headers = { 'content-length': '1000', 'content-type': 'application/json' }
    expect(kind(200, headers, { fileName: 'config.json' })).toBe('whole')
  })
})
