/** Figures of the pages in words, beside those of an empty page, and whether they meet what is asked for. */
import { percentilesOf, type Percentiles, type Target } from '../catalog/figures.ts'
import type { Paint } from './in-page.ts'

/** The same inputs, several times over. */
export type Rounds = readonly (readonly Paint[])[]

export const num = (value: number): string => value.toFixed(0)
export const both = ({ p50, p95 }: Percentiles): string => `${num(p50)} / ${num(p95)}`
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
export const goodFrames = (times: readonly number[]): number =>
  times.filter((ms) => ms < 20).length / times.length

type Part = (paint: Paint) => number

const parts: readonly (readonly [string, Part])[] = [
  ['until the catalog is asked', ({ askedMs }) => askedMs ?? 0],
  ['the answer of the core', ({ askedMs, answeredMs }) => (answeredMs ?? 0) - (askedMs ?? 0)],
  ['from the answer to the paint', ({ answeredMs, paintedMs }) => paintedMs - (answeredMs ?? 0)],
]

/** Each input's median over the rounds, so that a moment in which the machine did something else is not ours. */
const settled = (rounds: Rounds, part: Part): Percentiles =>
  percentilesOf((rounds[0] ?? []).map((_, at) => percentilesOf(rounds.map((round) => part(round[at]!))).p50))

const each = (rounds: Rounds, part: Part): Percentiles => percentilesOf(rounds.flat().map(part))
const painted: Part = ({ paintedMs }) => paintedMs

export function reportPaints(what: string, ours: Rounds, floor: Rounds, mostMs: number): Target {
  const own = settled(ours, painted)
  const bare = settled(floor, painted)
  const asked = ours.map((round) => round.filter(({ answeredMs }) => answeredMs !== null))
  const unasked = ours.flat().length - asked.flat().length
  console.log(
    `${what}: p50 / p95 ${both(own)} ms, median of ${ours.length} rounds (each by itself ${both(each(ours, painted))}); ` +
      `empty page ${both(bare)}; ${ours.flat().length} inputs, ${unasked} of them answered without asking`,
  )
  for (const [name, part] of parts) console.log(`  ${name}: ${both(each(asked, part))} ms`)
  return {
    what: `${what}, p95`,
    figure: `${num(own.p95)} ms, empty page ${num(bare.p95)} ms`,
    target: `under ${mostMs} ms`,
    met: own.p95 < mostMs,
  }
}

export const most = (what: string, figure: number, limit: number, unit: string): Target => ({
  what,
  figure: `${num(figure)} ${unit}`,
  target: `under ${limit} ${unit}`,
  met: figure < limit,
})
