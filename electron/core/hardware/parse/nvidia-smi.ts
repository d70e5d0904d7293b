/** nvidia-smi's csv, list and version answers. Its plain table is for people: only its errors are read. */
import type { Capture } from '../capture.ts'
import type { Findings, MachineFigures, Sighting } from '../findings.ts'
import type { ProblemNote } from '../problems.ts'
import { NVIDIA_COLUMNS } from '../probe/nvidia-smi.ts'
import { linesOf, number, said } from './json.ts'
import { nvidiaProblem } from './nvidia-problems.ts'
import { parseNvidiaXml } from './nvidia-xml.ts'

export function parseNvidiaSmi({ file, text, outcome }: Capture): Findings {
  if (text.includes('<nvidia_smi_log>')) return parseNvidiaXml(text)
  // An answer about some cards may hold a complaint about another.
  const problem = nvidiaProblem(text, outcome)
  const problems = problem ? [problem] : []
  const sightings = /^GPU \d+: /m.test(text) ? parseList(text) : parseCsv(text)
  if (sightings.length > 0 || problem) return { sightings, problems, machine: machineOf(text, problem) }
  if (/^(NVIDIA-SMI|NVML) version/im.test(text)) return parseVersion(text)
  return isForMachines(file)
    ? { problems: [{ code: 'tool-unreadable', tool: 'nvidia-smi', detail: null }] }
    : {}
}

const isForMachines = (file: string): boolean => /\.(csv|xml)$/.test(file)

/** With a header as we ask for it; without one in the order we ask in. */
export function parseCsv(text: string): Sighting[] {
  const lines = linesOf(text).filter((line) => line.trim() !== '')
  const header = cells(lines[0] ?? '')
  const named = header.includes('name') || header.includes('pci.bus_id')
  const columns = named ? header.map((cell) => cell.replace(/ \[.*\]$/, '')) : NVIDIA_COLUMNS
  return lines.slice(named ? 1 : 0).flatMap((line) => {
    const row = rowOf(columns, cells(line), named)
    return row ? [sightingOf(row)] : []
  })
}

const MOST_CELLS = 1_000
const cells = (line: string): string[] => line.split(',', MOST_CELLS).map((cell) => cell.trim())

type Row = ReadonlyMap<string, string>

/** A name may hold commas: what is too much belongs to it. */
function rowOf(columns: readonly string[], values: readonly string[], named: boolean): Row | null {
  if (values.length < 2 || (!named && !values[1]?.startsWith('GPU-'))) return null
  const spare = named ? Math.max(0, values.length - columns.length) : 0
  const name = columns.indexOf('name')
  const fitted =
    spare > 0 && name >= 0
      ? [
          ...values.slice(0, name),
          values.slice(name, name + spare + 1).join(', '),
          ...values.slice(name + spare + 1),
        ]
      : values
  return new Map(columns.map((column, at) => [column, fitted[at] ?? '']))
}

function sightingOf(row: Row): Sighting {
  const text = (column: string): string | null => said(row.get(column))
  const memoryMiB = number(row.get('memory.total')) || null
  const asksForMemory = row.has('memory.total')
  return {
    vendor: 'nvidia',
    place: row.get('index') ?? '',
    name: text('name'),
    uuid: text('uuid'),
    pciBusId: text('pci.bus_id'),
    deviceId: deviceIdOf(text('pci.device_id')),
    driverVersion: text('driver_version'),
    memoryMiB,
    freeMiB: memoryMiB === null ? null : number(row.get('memory.free')),
    computeCapability: /^\d+\.\d+$/.exec(row.get('compute_cap') ?? '')?.[0] ?? null,
    unified: asksForMemory && memoryMiB === null && text('addressing_mode') === 'ATS' ? true : null,
    integrated: asksForMemory && memoryMiB === null && text('addressing_mode') === 'ATS' ? true : null,
    slices: text('mig.mode.current') === 'Enabled' ? [] : null,
    works: !/requires reset|is lost/i.test(row.get('memory.total') ?? ''),
  }
}

/** `0x268410DE`: device, then vendor. */
const deviceIdOf = (text: string | null): string | null => {
  const id = /^(?:0x)?([0-9a-f]{4})10de$/i.exec(text ?? '')?.[1]
  return id ? `0x${id.toLowerCase()}` : null
}

/** Only Windows has driver models. */
const machineOf = (text: string, problem: ProblemNote | null): MachineFigures => ({
  ...(/,\s*(WDDM|TCC|MCDM)\s*(,|$)/m.test(text) ? { platform: 'win32' } : {}),
  ...(problem?.code === 'nvidia-blocked' ? { wsl: true } : {}),
})

function parseList(text: string): Sighting[] {
  const sightings: Sighting[] = []
  for (const line of linesOf(text)) {
    const card = /^GPU (\d+): (.+?)(?: \(UUID: (GPU-[\w-]+)\))?$/.exec(line.trim())
    if (card)
      sightings.push({
        vendor: 'nvidia',
        place: card[1] ?? '',
        name: card[2] ?? null,
        uuid: card[3] ?? null,
        works: true,
      })
    const last = sightings.at(-1)
    if (last && /^MIG \S+\s+Device/.test(line.trim()))
      sightings[sightings.length - 1] = { ...last, slices: [...(last.slices ?? []), { memoryMiB: null }] }
  }
  return sightings
}

function parseVersion(text: string): Findings {
  const cudaVersion = /^CUDA Version\s*:\s*(\d+\.\d+)/im.exec(text)?.[1] ?? null
  return { machine: { cudaVersion } }
}
