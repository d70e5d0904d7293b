/** Verdicts follow the machine, and until it has been looked at anew they are those of the last time. */
import { z } from 'zod'
import { HardwareValue, type HardwareState } from '#contract/hardware'
import { InstalledWorkerSchema, type WorkersState } from '#contract/workers'
import { readJson, writeJson } from '../json-file.ts'
import type { Log } from '../log.ts'
import type { CatalogSearch, Machine } from './catalog-api.ts'
import { lastingFacts } from './lasting-facts.ts'

export interface Following {
  readonly catalog: Pick<CatalogSearch, 'setMachine'>
  readonly hardware: Watched<Pick<HardwareState, 'scanning' | 'hardware'>>
  readonly workers: Watched<Pick<WorkersState, 'scanning' | 'workers'>>
  /** Where the machine is kept for the next start. */
  readonly file: string
  readonly log: Log
}

interface Watched<State> {
  state(): State
  onChange(listener: () => void): unknown
}

const LastMachine = z.object({ workers: z.array(InstalledWorkerSchema), hardware: HardwareValue })

/** While figures still arrive, what is missing may only not be known yet. */
export function followMachine({ catalog, hardware, workers, file, log }: Following): void {
  const judgeFor = (machine: Machine): void =>
    void catalog
      .setMachine(machine)
      .catch((error: unknown) => log.error('the catalog could not be judged anew', error))

  let kept = ''
  const keep = (machine: Machine): void => {
    const lasting = lastingFacts(machine)
    if (lasting === kept) return
    kept = lasting
    try {
      writeJson(file, machine)
    } catch (error) {
      log.error('the machine could not be kept for the next start', error)
    }
  }
  const tell = (): void => {
    const [machine, installed] = [hardware.state(), workers.state()]
    if (machine.scanning || installed.scanning) return
    const now = { workers: installed.workers, hardware: machine.hardware }
    judgeFor(now)
    keep(now)
  }
  const last = readJson(file, LastMachine)
  if (last.kind === 'ok') {
    kept = lastingFacts(last.value)
    judgeFor(last.value)
  }
  hardware.onChange(tell)
  workers.onChange(tell)
}
