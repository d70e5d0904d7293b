/** Growth over time, by least squares. Pure. */
export interface Point {
  readonly atMs: number
  readonly value: number
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** In units an hour; 0 where there are not two moments. */
export function slopePerHour(points: readonly Point[]): number {
  const at = mean(points.map(({ atMs }) => atMs))
  const level = mean(points.map(({ value }) => value))
  const spread = points.reduce((sum, { atMs }) => sum + (atMs - at) ** 2, 0)
  const together = points.reduce((sum, { atMs, value }) => sum + (atMs - at) * (value - level), 0)
  return spread === 0 ? 0 : (together / spread) * 3_600_000
}

/**
 * The least of each of so many stretches of time: what is held, without what comes and goes. A collection that has not
 * happened yet is no leak, and one tall peak at an end would tilt the line.
 */
export function floors(points: readonly Point[], stretches: number): readonly Point[] {
  const size = Math.max(1, Math.ceil(points.length / stretches))
  return Array.from({ length: Math.ceil(points.length / size) }, (_, number) =>
    points
      .slice(number * size, (number + 1) * size)
      .reduce((least, point) => (point.value < least.value ? point : least)),
  )
}

export interface Limit {
  /** So much an hour is flat. */
  readonly perHour: number
  /** And so is a growth of so much over all that was measured: a short run says little about an hour. */
  readonly inAll: number
  /** A long run has to be flat by either measure, not by one of them. */
  readonly both?: boolean
}

export function isFlat(points: readonly Point[], { perHour, inAll, both = false }: Limit): boolean {
  const slope = slopePerHour(points)
  const hours = ((points.at(-1)?.atMs ?? 0) - (points[0]?.atMs ?? 0)) / 3_600_000
  const [byRate, byGrowth] = [slope <= perHour, slope * hours <= inAll]
  return both ? byRate && byGrowth : byRate || byGrowth
}
