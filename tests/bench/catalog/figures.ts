export interface Percentiles {
  readonly p50: number
  readonly p95: number
}

/** By the clock, and by the processor's time alone: the second does not see what else this machine is doing. */
export interface Figures {
  readonly wall: Percentiles
  readonly processor: Percentiles
}

export function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

/**
 * Each input several times, in rounds, and the median of its times: so a moment in which the machine did something else
 * does not count as ours. The percentiles are over the inputs.
 */
export async function measure<T>(
  inputs: readonly T[],
  rounds: number,
  work: (input: T) => unknown,
): Promise<Figures> {
  const wall: number[][] = inputs.map(() => [])
  const processor: number[][] = inputs.map(() => [])
  for (let round = -1; round < rounds; round++)
    for (const [at, input] of inputs.entries()) {
      const used = process.cpuUsage()
      const start = performance.now()
      const answer = work(input)
      if (answer instanceof Promise) await answer
      const wallMs = performance.now() - start
      const { user, system } = process.cpuUsage(used)
      // The first round only warms up.
      if (round < 0) continue
      wall[at]!.push(wallMs)
      processor[at]!.push((user + system) / 1000)
    }
  return { wall: over(wall), processor: over(processor) }
}

const over = (times: readonly number[][]): Percentiles =>
  percentilesOf(times.map((own) => percentilesOf(own).p50))

export const inWords = ({ wall, processor }: Figures): string =>
  `${ms(wall.p50)} / ${ms(wall.p95)}   (${ms(processor.p50)} / ${ms(processor.p95)})`

export const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0))

export interface Target {
  readonly what: string
  readonly figure: string
  readonly target: string
  readonly met: boolean
}

export function printTargets(targets: readonly Target[]): void {
  const width = Math.max(...targets.map(({ what }) => what.length))
  for (const { what, figure, target, met } of targets)
    console.log(`${met ? 'met   ' : 'MISSED'}  ${what.padEnd(width)}  ${figure}  (target ${target})`)
}
