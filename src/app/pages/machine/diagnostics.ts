import type { AppInfo } from '#contract/app'
import type { HardwareState } from '#contract/hardware'
import type { WorkersState } from '#contract/workers'

const homeFolder = /(\/home\/|\/Users\/|[A-Za-z]:\\Users\\)[^/\\"]+/g

/** For bug reports: everything that was found, without the names of people and without serial numbers. */
export function diagnosticsOf(
  hardware: HardwareState,
  workers: WorkersState | undefined,
  app?: Omit<AppInfo, 'dataDir'>,
): string {
  const found = {
    app,
    hardware: { ...hardware.hardware, gpus: hardware.hardware.gpus.map(withoutSerial) },
    corrections: hardware.corrections,
    workers: workers?.workers ?? null,
    folders: workers?.folders ?? null,
    problems: [...hardware.problems, ...(workers?.problems ?? [])],
  }
  return JSON.stringify(found, null, 2).replaceAll(homeFolder, '~')
}

/** `undefined` leaves a key out of the JSON. */
const withoutSerial = (gpu: HardwareState['hardware']['gpus'][number]) => ({
  ...gpu,
  id: undefined,
  uuid: undefined,
})
