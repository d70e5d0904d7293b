/** The stops of each range slider: even steps for the hand, uneven ones for the figure. */
import { bytes, count, tokens, type Unit } from '#domain/figure'
import type { Format } from '../../../lib/format.ts'
import type { Bounds, RangeName } from '../query/discover-query.ts'

export const stops: Record<RangeName, readonly number[]> = {
  parameters: [0.1e9, 0.5e9, 1e9, 1.5e9, 3e9, 4e9, 7e9, 8e9, 10e9, 13e9, 20e9, 30e9, 70e9, 120e9, 400e9],
  sizeBytes: [0.5e9, 1e9, 2e9, 4e9, 6e9, 8e9, 12e9, 16e9, 24e9, 32e9, 48e9, 80e9, 160e9],
  contextLength: [2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576],
}

export const rangeWords: Record<RangeName, (format: Format, value: number) => string> = {
  parameters: (format, value) => format.parameters(value),
  sizeBytes: (format, value) => format.bytes(value),
  contextLength: (format, value) => format.context(value),
}

export const rangeUnits: Record<RangeName, Unit> = {
  parameters: count,
  sizeBytes: bytes,
  contextLength: tokens,
}

/** Thumb places: 0 is "any" at the low end, the last place is "any" at the high end. */
export function placesOf(range: RangeName, { min, max }: Bounds): readonly [number, number] {
  const values = stops[range]
  const low = min === undefined ? 0 : values.findLastIndex((stop) => stop <= min) + 1
  const high = max === undefined ? values.length + 1 : values.findIndex((stop) => stop >= max) + 1
  return [low, high === 0 ? values.length + 1 : high]
}

export function boundsAt(range: RangeName, [low, high]: readonly [number, number]): Bounds {
  const values = stops[range]
  return { min: values[low - 1], max: values[high - 1] }
}

export const sizeClasses = [
  ['tiny', undefined, 1e9],
  ['small', 1e9, 3e9],
  ['medium', 3e9, 7e9],
  ['large', 7e9, 13e9],
  ['xl', 13e9, 30e9],
  ['xxl', 30e9, undefined],
] as const
