import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFlight, type Flight } from '../../../src/app/ui/flight.ts'

const frameMs = 16
let rests = 0
let flight: Flight

beforeEach(() => {
  vi.useFakeTimers()
  rests = 0
  flight = createFlight(() => (rests += 1))
})
afterEach(() => {
  flight.stop()
  vi.useRealTimers()
})

/** Moves by so many pixels in each of so many frames; answers how each was taken. */
const moves = (count: number, pixels: number, from = 0, fromMs = 0): boolean[] =>
  Array.from({ length: count }, (_, at) => flight.moved(from + at * pixels, fromMs + at * frameMs))

test('reading speed never flies', () => {
  expect(moves(20, 100)).not.toContain(true)
  vi.advanceTimersByTime(1000)
  expect(rests).toBe(0)
})

test('a fling flies from its second move on, until it rests', () => {
  expect(moves(4, 1000)).toEqual([false, true, true, true])
  vi.advanceTimersByTime(59)
  expect(rests).toBe(0)
  vi.advanceTimersByTime(1)
  expect(rests).toBe(1)
})

test('a jump after a pause is looked at, however far it goes', () => {
  moves(2, 50)
  expect(flight.moved(1_000_000, 500)).toBe(false)
})

test('what flies is drawn in full only when it is clearly slower, so that it does not flicker', () => {
  moves(3, 1000)
  expect(flight.moved(2000 + 100, 3 * frameMs)).toBe(true)
  expect(flight.moved(2100 + 50, 4 * frameMs)).toBe(false)
  expect(flight.moved(2150 + 100, 5 * frameMs)).toBe(false)
})

test('the next gesture begins anew', () => {
  moves(3, 1000)
  vi.advanceTimersByTime(60)
  expect(flight.moved(10_000, 3 * frameMs)).toBe(false)
})
