/** Judging every model again in the real worker thread, as the main thread lives through it. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { CatalogQuery } from '#contract/catalog'
import type { Machine } from '#core/catalog/catalog-api'
import { machineWith, openCatalog } from '../../helpers/catalog.ts'
import { percentilesOf } from './figures.ts'

export interface Rejudged {
  /** From the news of another machine to the first page judged for it, median. */
  readonly threadMs: number
  /** The longest that the main thread could not answer in a round, median. */
  readonly blockedMs: number
  /** The same while nothing happens: what the clock and other programs cost. */
  readonly idleMs: number
  /** A loop over as many pairs of models and workers: the least that visiting them can cost. */
  readonly floorMs: number
}

export async function rejudgeInThread(dir: string, machine: Machine, rounds: number): Promise<Rejudged> {
  await using catalog = openCatalog(dir)
  const signal = new AbortController().signal
  const input = CatalogQuery.parse({})
  const judge = async (gpuMemoryMiB: number): Promise<number> => {
    const start = performance.now()
    await catalog.setMachine({ ...machine, hardware: machineWith(gpuMemoryMiB) })
    await catalog.handlers['catalog.query'](input, { signal })
    return performance.now() - start
  }
  await judge(1024)
  const { total } = await catalog.query({
    show: { incompatible: true, tooLarge: true, comingSoon: true, nsfw: true },
  })
  const times: number[] = []
  const blocked: number[] = []
  const idle: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    blocked.push(await longestBlock(async () => void times.push(await judge(4096 * (round + 2)))))
    idle.push(await longestBlock(() => new Promise((resolve) => setTimeout(resolve, times.at(-1)))))
  }
  return {
    threadMs: median(times),
    blockedMs: median(blocked),
    idleMs: median(idle),
    floorMs: floorMs(total * machine.workers.length),
  }
}

const median = (values: readonly number[]): number => percentilesOf(values).p50

async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await work()
  delay.disable()
  return delay.max / 1e6
}

function floorMs(pairs: number): number {
  const numbers = new Uint32Array(pairs).map((_, index) => index)
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    let sum = 0
    for (let at = 0; at < numbers.length; at += 1) sum += numbers[at]!
    return sum < 0 ? 0 : performance.now() - start
  })
  return Math.min(...times)
}
