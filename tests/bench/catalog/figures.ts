export interface Figures {
  readonly p50: number
  readonly p95: number
}

export function figuresOf(times: readonly number[]): Figures {
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
  const times: number[][] = inputs.map(() => [])
  for (let round = -1; round < rounds; round++)
    for (const [at, input] of inputs.entries()) {
      const start = performance.now()
      const answer = work(input)
      if (answer instanceof Promise) await answer
      // The first round only warms up.
      if (round >= 0) times[at]!.push(performance.now() - start)
    }
  return figuresOf(times.map((own) => figuresOf(own).p50))
}

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
