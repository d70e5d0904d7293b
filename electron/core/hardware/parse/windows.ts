import type { Capture } from '../capture.ts'
import { isVirtualAdapter, parsePnpId, vendorOfText } from '../adapters.ts'
import { architectureOf, type Findings, type Sighting } from '../findings.ts'
import { isRecord, MIB, numberAt, parseJson, records, textAt, type JsonRecord } from './json.ts'

/** A size below this is a window or a mistake, never a card's memory. */
const LEAST_MIB = 64

/** Win32_VideoController: what there is. Its AdapterRAM is a 32-bit number that lies above 4 GB, so it is not read. */
export function parseVideoControllers({ text, outcome }: Capture): Findings {
  const json = parseJson(text)
  if (json === undefined) {
    const ended = outcome.kind === 'ran'
    return { problems: ended ? [{ code: 'tool-unreadable', tool: 'powershell', detail: null }] : [] }
  }
  const adapters = records(json).map(adapterOf)
  return {
    sightings: adapters.flatMap((adapter) => adapter.sighting ?? []),
    ignored: adapters.flatMap((adapter) => adapter.ignored ?? []),
    machine: { platform: 'win32' },
  }
}

function adapterOf(adapter: JsonRecord): { sighting?: Sighting; ignored?: string } {
  const name = textAt(adapter, 'Name') ?? textAt(adapter, 'Caption') ?? textAt(adapter, 'Description')
  const pnp = textAt(adapter, 'PNPDeviceID')
  const device = parsePnpId(pnp)
  const byWords = vendorOfText(textAt(adapter, 'AdapterCompatibility')) ?? vendorOfText(name)
  const vendor = pnp === null ? byWords : (device?.vendor ?? null)
  if (vendor === null || isVirtualAdapter(name)) return { ignored: name ?? pnp ?? 'adapter without a name' }
  const failed = numberAt(adapter, 'ConfigManagerErrorCode') ?? 0
  return {
    sighting: {
      vendor,
      name,
      ...(pnp === null ? {} : { place: pnp }),
      deviceId: device?.deviceId ?? null,
      driverVersion: driverOf(vendor, textAt(adapter, 'DriverVersion')),
      works: failed === 0,
    },
  }
}

/** The display class keys. Keys of drivers long gone stay there, so they only add to adapters that exist. */
export function parseDisplayRegistry({ text }: Capture): Findings {
  const keys = records(parseJson(text)).flatMap((record) =>
    'DriverDesc' in record || 'MatchingDeviceId' in record
      ? [record]
      : Object.values(record).filter(isRecord),
  )
  return { sightings: keys.flatMap(displayKey), machine: { platform: 'win32' } }
}

function displayKey(key: JsonRecord): Sighting[] {
  const name = textAt(key, 'DriverDesc')
  const match = textAt(key, 'MatchingDeviceId')
  const device = parsePnpId(match?.toUpperCase() ?? null)
  const vendor = match === null ? vendorOfText(name) : (device?.vendor ?? null)
  if (vendor === null || isVirtualAdapter(name)) return []
  const bytes = registryNumber(key['HardwareInformation.qwMemorySize'])
  const sizeMiB = bytes === null ? null : Math.floor(bytes / MIB)
  return [
    {
      vendor,
      name,
      hearsay: true,
      deviceId: device?.deviceId ?? null,
      driverVersion: driverOf(vendor, textAt(key, 'DriverVersion')),
      memoryMiB: sizeMiB !== null && sizeMiB >= LEAST_MIB ? sizeMiB : null,
      works: true,
    },
  ]
}

/** REG_QWORD comes as a number, REG_BINARY as a list of bytes or their hex, lowest first. */
function registryNumber(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (typeof value === 'string') return /^(0x[0-9a-f]+|\d+)$/i.test(value) ? Number(value) : null
  if (Array.isArray(value)) return fromBytes(value.map(Number))
  if (!isRecord(value)) return null
  const hex = textAt(value, 'hex')
  if (hex !== null) return fromBytes(hex.split(/[\s,]+/).map((byte) => parseInt(byte, 16)))
  const inner = Object.entries(value).find(([key]) => key !== 'type')
  return inner === undefined ? null : registryNumber(inner[1])
}

const fromBytes = (bytes: readonly number[]): number | null =>
  bytes.length > 8 || bytes.some((byte) => !(byte >= 0 && byte <= 255))
    ? null
    : bytes.reduce((sum, byte, at) => sum + byte * 256 ** at, 0)

/** NVIDIA hides its own version in the last five digits of Windows' one: 32.0.15.6614 is 566.14. */
function driverOf(vendor: string, version: string | null): string | null {
  if (vendor !== 'nvidia') return version
  const digits = version?.replaceAll('.', '').slice(-5) ?? ''
  return digits.length === 5 && /^\d+\.\d+\.\d+\.\d+$/.test(version ?? '')
    ? `${Number(digits.slice(0, 3))}.${digits.slice(3)}`
    : version
}

/** The processor's key names the machine, also to an emulated process. */
export function parseCpuRegistry({ text }: Capture): Findings {
  const [key] = records(parseJson(text))
  const identifier = textAt(key, 'Identifier') ?? textAt(key, 'PROCESSOR_IDENTIFIER')
  return {
    machine: { platform: 'win32' },
    cpu: { model: textAt(key, 'ProcessorNameString'), arch: architectureOf(identifier) },
  }
}

export function parseProcessors({ text }: Capture): Findings {
  const sockets = records(parseJson(text))
  const sum = (key: string): number | null => {
    const counts = sockets.map((socket) => numberAt(socket, key))
    return counts.includes(null) || counts.length === 0
      ? null
      : counts.reduce<number>((a, b) => a + (b ?? 0), 0)
  }
  return {
    machine: { platform: 'win32' },
    cpu: {
      model: textAt(sockets[0], 'Name'),
      cores: sum('NumberOfCores'),
      threads: sum('NumberOfLogicalProcessors'),
    },
  }
}

export function parseComputerSystem({ text }: Capture): Findings {
  const [system] = records(parseJson(text))
  const board = `${textAt(system, 'Manufacturer') ?? ''} ${textAt(system, 'Model') ?? ''}`
  const virtualMachine = /virtual machine|vmware|virtualbox|\bkvm\b|qemu|\bxen\b|parallels/i.test(board)
  return { machine: { platform: 'win32', virtualMachine: board.trim() === '' ? null : virtualMachine } }
}

/** Numbers of winnt.h (PF_…). */
const FEATURES: Readonly<Record<string, string>> = {
  19: 'neon',
  38: 'sse4_2',
  39: 'avx',
  40: 'avx2',
  41: 'avx512f',
  43: 'dotprod',
}

export function parseProcessorFeatures({ text }: Capture): Findings {
  const json = parseJson(text)
  if (!isRecord(json) || Object.keys(json).length === 0) return {}
  const features = Object.entries(FEATURES).flatMap(([number, name]) => (json[number] === true ? [name] : []))
  return { machine: { platform: 'win32' }, cpu: { features } }
}
