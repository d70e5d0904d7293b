import { expect, test } from 'vitest'
import { isFlat, type Point } from '../../bench/soak/slope.ts'

const MINUTE_MS = 60_000
/** Grows evenly, by so much an hour. */
const line = (perHour: number, minutes: number): Point[] =>
  Array.from({ length: 11 }, (_, part) => {
    const atMs = (part / 10) * minutes * MINUTE_MS
    return { atMs, value: (perHour * atMs) / (60 * MINUTE_MS) }
  })

test.each([
  ['a steep minute that comes to little', line(100, 1), true, false],
  ['slow, but over hours too much', line(30, 120), true, false],
  ['slow and little', line(30, 30), true, true],
  ['steep and much', line(100, 60), false, false],
  ['falling', line(-100, 60), true, true],
])('%s', (_what, points, either, both) => {
  expect(isFlat(points, { perHour: 40, inAll: 24 })).toBe(either)
  expect(isFlat(points, { perHour: 40, inAll: 24, both: true })).toBe(both)
})
