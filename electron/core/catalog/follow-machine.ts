import type { HardwareService } from '../hardware/hardware.ts'
import type { Log } from '../log.ts'
import type { WorkersService } from '../workers/workers.ts'
import type { CatalogSearch } from './catalog-api.ts'

export interface Following {
  readonly catalog: Pick<CatalogSearch, 'setMachine'>
  readonly hardware: Pick<HardwareService, 'state' | 'onChange'>
  readonly workers: Pick<WorkersService, 'state' | 'onChange'>
  readonly log: Log
}

/** Verdicts follow the machine. While figures still arrive, what is missing may only not be known yet. */
export function followMachine({ catalog, hardware, workers, log }: Following): void {
  const tell = (): void => {
    const [machine, installed] = [hardware.state(), workers.state()]
    if (machine.scanning || installed.scanning) return
    catalog
      .setMachine({ workers: installed.workers, hardware: machine.hardware })
      .catch((error: unknown) => log.error('the catalog could not be judged anew', error))
  }
  hardware.onChange(tell)
  workers.onChange(tell)
}
