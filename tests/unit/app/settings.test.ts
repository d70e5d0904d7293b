import { describe, expect, it } from 'vitest'
import { readSpeed, writeSpeed } from '../../../src/app/pages/settings/speed.ts'

describe('a speed', () => {
  it.each([
    ['10', 10_000_000],
    ['2,5', 2_500_000],
    ['0.5', 500_000],
  ])('is read from %j', (text, bytes) => {
    expect(readSpeed(text)).toBe(bytes)
  })

  it.each(['', '0', '-1', 'fast', '0.0001', '1e400'])('is none in %j', (text) => {
    expect(readSpeed(text)).toBeUndefined()
  })

  it('is written as it was typed', () => {
    expect(readSpeed(writeSpeed(2_500_000))).toBe(2_500_000)
  })
})
