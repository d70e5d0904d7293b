import { describe, expect, it } from 'vitest'
import { missingSpace } from '#core/downloads/queue/disk-space'
import { limitAt, limitsOf } from '#core/downloads/queue/limits'
import { createSpeed } from '#core/downloads/queue/speed'
import { waitFor } from '#core/downloads/queue/waits'

describe('the speed', () => {
  it('is steady while bytes come and 0 soon after they stop', () => {
    let now = 0
    const speed = createSpeed(() => now)
    let bytes = 0
    for (; now < 10_000; now += 100) speed.count((bytes += 100_000))
    expect(speed.bytesPerSecond()).toBeGreaterThan(950_000)
    expect(speed.bytesPerSecond()).toBeLessThan(1_050_000)
    for (const end = now + 3200; now < end; now += 100) speed.count(bytes)
    expect(speed.bytesPerSecond()).toBe(0)
  })
  it('starts over when a download does', () => {
    let now = 0
    const speed = createSpeed(() => now)
    speed.count(1e9)
    now = 1000
    speed.count(0)
    now = 2000
    speed.count(1000)
    expect(speed.bytesPerSecond()).toBeGreaterThanOrEqual(0)
  })
})

describe('limits', () => {
  const schedule = { from: '23:00', to: '07:30', limitBytesPerSecond: null }
  const limits = limitsOf({
    parallel: 2,
    limitBytesPerSecond: 1000,
    schedule,
    modelFolders: [],
    target: null,
  })
  it.each([
    [22 * 60 + 59, 1000],
    [23 * 60, null],
    [0, null],
    [7 * 60 + 29, null],
    [7 * 60 + 30, 1000],
  ] as const)('at minute %i: %s', (minute, wanted) => expect(limitAt(limits, minute)).toBe(wanted))
  it('within one day too', () => {
    const day = { ...limits, schedule: { fromMinute: 60, toMinute: 120, bytesPerSecond: 5 } }
    expect([59, 60, 119, 120].map((minute) => limitAt(day, minute))).toEqual([1000, 5, 5, 1000])
  })
})

describe('what waits by itself', () => {
  it('the network and the disk, for ever; a failing hub for a while; a refusal not at all', () => {
    expect(waitFor({ code: 'offline', host: null }, 50, 0)).toMatchObject({
      for: 'network',
      retryAt: 300_000,
    })
    expect(waitFor({ code: 'disk-full', needBytes: 1, freeBytes: 0 }, 9, 0)).toMatchObject({ for: 'disk' })
    expect(waitFor({ code: 'rate-limited', retryAfterMs: 7 }, 0, 100)).toMatchObject({ retryAt: 107 })
    expect(waitFor({ code: 'hub-error', host: 'h', status: 503 }, 0, 0)).toMatchObject({ for: 'hub' })
    expect(waitFor({ code: 'hub-error', host: 'h', status: 503 }, 6, 0)).toBe(null)
    expect(waitFor({ code: 'hub-error', host: 'h', status: 451 }, 0, 0)).toBe(null)
    expect(waitFor({ code: 'gated', url: 'u' }, 0, 0)).toBe(null)
    expect(waitFor({ code: 'checksum-mismatch', file: 'f' }, 0, 0)).toBe(null)
  })
})

describe('disk space', () => {
  it('unknown is never taken for none', () => {
    expect(missingSpace({ id: '1', freeBytes: null }, 1e15)).toBe(null)
    expect(missingSpace({ id: '1', freeBytes: 5 }, 5)).toBe(null)
    expect(missingSpace({ id: '1', freeBytes: 5 }, 6)).toEqual({ needBytes: 6, freeBytes: 5 })
  })
})
