import { describe, expect, it } from 'vitest'
import { bucketOf, createRateLimits, readRateHeaders } from '#core/http/rate-limits'

describe('rate limits', () => {
  it('reads what the real hub sends', () => {
    const read = readRateHeaders(
      { ratelimit: '"api";r=497;t=168', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' },
      0,
    )
    expect(read).toEqual({
      bucket: 'api',
      remaining: 497,
      quota: 500,
      resetsInMs: 168_000,
      retryAfterMs: null,
    })
  })

  it.each([
    ['7', 7000],
    ['Thu, 01 Jan 1970 00:00:10 GMT', 9000],
    ['soon', null],
    ['-5', null],
    ['', null],
  ])('reads Retry-After %j', (value, expected) => {
    expect(readRateHeaders({ 'retry-after': value }, 1000).retryAfterMs).toBe(expected)
  })

  it.each([
    ['/api/models', 'api'],
    ['/org/name/resolve/main/README.md', 'resolvers'],
    ['/api/resolve-cache/models/o/n/sha/x', 'resolvers'],
    ['/org/name', 'pages'],
  ])('%s counts against %s', (path, bucket) => {
    expect(bucketOf(path)).toBe(bucket)
  })

  const api = new URL('https://huggingface.co/api/models')

  it('waits one second past the reset when nothing is left, else what Retry-After says, else the fallback', () => {
    let changes = 0
    const limits = createRateLimits({ now: () => 1000, onChange: () => (changes += 1) })
    const refuse = (headers: Record<string, string>) => limits.observe(api, { status: 429, headers }, 4000)
    expect(refuse({ ratelimit: '"api";r=0;t=55', 'retry-after': '3' })).toBe(56_000)
    expect(limits.waitMs(api)).toBe(56_000)
    expect(limits.waitMs(new URL('https://huggingface.co/o/n/resolve/main/x'))).toBe(0)
    expect(refuse({ ratelimit: '"api";r=99794;t=241', 'retry-after': '3' })).toBe(3000)
    expect(refuse({ ratelimit: '"api";r=99794;t=241' })).toBe(4000)
    expect(changes).toBe(3)
  })

  it('holds back before the 429 when an answer says that it was the last', () => {
    const limits = createRateLimits({ now: () => 0, onChange: () => {} })
    expect(limits.observe(api, { status: 200, headers: { ratelimit: '"api";r=0;t=9' } }, 1)).toBeNull()
    expect(limits.waitMs(api)).toBe(10_000)
    expect(limits.list()).toMatchObject([{ host: 'huggingface.co', bucket: 'api', remaining: 0 }])
  })
})
