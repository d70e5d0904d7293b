import type { Capture } from '../capture.ts'
import type { Probe, ProbeContext } from './probe.ts'

/** The columns of our one question, in this order. */
export const NVIDIA_COLUMNS = (
  'index uuid name pci.bus_id pci.device_id driver_version memory.total memory.reserved memory.used memory.free ' +
  'compute_cap addressing_mode mig.mode.current driver_model.current'
).split(' ')

const OLD_COLUMNS =
  'index uuid name pci.bus_id pci.device_id driver_version memory.total memory.used memory.free'.split(' ')

/**
 * One call at a time: where the first one hangs, so would the next. A driver older than one of the columns
 * refuses the whole question, so it is asked again without the newer ones; each newer one then gets its own.
 */
export const nvidiaSmi: Probe = async (context, report) => {
  const ask = askWithin(context)
  const full = await ask('nvidia-smi.csv', query(NVIDIA_COLUMNS))
  if (!refused(full)) report(full)
  else {
    report(await ask('nvidia-smi-old.csv', query(OLD_COLUMNS)))
    const capability = await ask('nvidia-smi-compute.csv', query(['uuid', 'pci.bus_id', 'compute_cap']))
    if (!refused(capability)) report(capability)
  }
  if (full.outcome.kind !== 'ran') return
  // One lost card silences the questions above; the list still names the others.
  if (full.outcome.exitCode !== 0 && !refused(full)) return report(await ask('nvidia-smi-L.txt', ['-L']))
  const xml = await ask('nvidia-smi.xml', ['-q', '-x'])
  if (xml.text.includes('<nvidia_smi_log>')) report(xml)
}

/** Only what changes while one looks, in columns that every driver has. */
export const nvidiaSmiLive: Probe = async (context, report) => {
  const live = await askWithin(context)('nvidia-smi-live.csv', query(OLD_COLUMNS))
  if (live.outcome.kind === 'ran' && live.outcome.exitCode === 0) report(live)
}

const query = (columns: readonly string[]): string[] => [`--query-gpu=${columns.join(',')}`, '--format=csv']

const refused = ({ text }: Capture): boolean => /not a valid field to query/i.test(text)

/** All questions together get the time of one. */
function askWithin({ run, signal, timeoutMs }: ProbeContext) {
  const until = performance.now() + timeoutMs
  return async (file: string, args: readonly string[]): Promise<Capture> => {
    const leftMs = Math.max(1, Math.round(until - performance.now()))
    return { file, ...(await run('nvidia-smi', args, { signal, timeoutMs: leftMs })) }
  }
}
