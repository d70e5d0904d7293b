import { RAN, type Capture, type Outcome } from '#core/hardware/capture'
import { interpret, type Interpretation } from '#core/hardware/interpret'

/** What is made of these files, each a name and its text (or value, as JSON). */
export const seen = (files: Readonly<Record<string, unknown>>): Interpretation =>
  interpret(
    Object.entries(files).map(([file, value]) => captureOf(file, value)),
    null,
  )

export const captureOf = (file: string, value: unknown, outcome: Outcome = RAN): Capture => ({
  file,
  text: typeof value === 'string' ? value : JSON.stringify(value),
  outcome,
})

export const CSV_HEADER =
  'index, uuid, name, pci.bus_id, pci.device_id, driver_version, memory.total [MiB], memory.reserved [MiB], ' +
  'memory.used [MiB], memory.free [MiB], compute_cap, addressing_mode, mig.mode.current, driver_model.current'

export const nvidiaCsv = (...rows: readonly string[]): string => [CSV_HEADER, ...rows, ''].join('\n')

/** For a machine with one card. */
export function only(files: Readonly<Record<string, unknown>>) {
  const { hardware, problems } = seen(files)
  const [gpu, ...others] = hardware.gpus
  if (!gpu || others.length > 0) throw new Error(`${hardware.gpus.length} cards seen`)
  return { gpu, hardware, codes: problems.map(({ code }) => code) }
}
