import type { Capture } from '../capture.ts'
import { isVirtualAdapter, vendorOfText } from '../adapters.ts'
import { architectureOf, type Findings, type Sighting } from '../findings.ts'
import { knownFeatures } from './cpu-features.ts'
import { isRecord, number, numberAt, parseJson, records, textAt, toMiB, type JsonRecord } from './json.ts'

/** `system_profiler -json`: its keys are stable, some of its values are translated. */
export function parseSystemProfiler({ file, text }: Capture): Findings {
  const json = parseJson(text)
  if (!isRecord(json)) {
    const unreadable = file.endsWith('.json')
    return {
      problems: unreadable ? [{ code: 'tool-unreadable', tool: 'system_profiler', detail: null }] : [],
    }
  }
  const displays = records(json['SPDisplaysDataType'] ?? []).map(adapterOf)
  const [machine] = records(json['SPHardwareDataType'] ?? [])
  const chip = textAt(machine, 'chip_type')
  const [total, fast, slow] = (textAt(machine, 'number_processors') ?? '').match(/\d+/g)?.map(Number) ?? []
  return {
    sightings: displays.flatMap((adapter) => adapter.sighting ?? []),
    ignored: displays.flatMap((adapter) => adapter.ignored ?? []),
    machine: { platform: 'darwin' },
    memory: { totalMiB: sizeMiB(textAt(machine, 'physical_memory')) },
    cpu: {
      model: chip ?? textAt(machine, 'cpu_type'),
      arch: chip?.startsWith('Apple') ? 'aarch64' : null,
      cores: total ?? null,
      performanceCores: fast ?? null,
      efficiencyCores: slow ?? null,
    },
  }
}

function adapterOf(card: JsonRecord): { sighting?: Sighting; ignored?: string } {
  const name = textAt(card, 'sppci_model') ?? textAt(card, '_name')
  const vendor = vendorOfText(textAt(card, 'spdisplays_vendor')) ?? vendorOfText(name)
  if (vendor === null || isVirtualAdapter(name)) return { ignored: name ?? 'adapter without a name' }
  const own = textAt(card, 'spdisplays_vram') ?? textAt(card, '_spdisplays_vram')
  const shared = textAt(card, 'spdisplays_vram_shared')
  const deviceId =
    /0x[0-9a-f]{4}/i.exec(textAt(card, 'spdisplays_device-id') ?? '')?.[0].toLowerCase() ?? null
  const builtIn = /builtin/i.test(textAt(card, 'sppci_bus') ?? '')
  return {
    sighting: {
      vendor,
      name,
      deviceId,
      memoryMiB: sizeMiB(own ?? shared),
      cores: vendor === 'apple' ? numberAt(card, 'sppci_cores') : null,
      integrated: builtIn || shared !== null ? true : null,
      unified: builtIn || shared !== null ? true : null,
      works: true,
    },
  }
}

/** "4 GB", "1536 MB", and in some languages "4 Go". */
function sizeMiB(text: string | null): number | null {
  const [, amount, unit] = /^([\d.,]+)\s*([TGM])/i.exec(text ?? '') ?? []
  if (amount === undefined) return null
  const value = Number(amount.replace(',', '.'))
  const factor = { t: 1024 * 1024, g: 1024, m: 1 }[unit?.toLowerCase() as 't' | 'g' | 'm']
  return Number.isFinite(value) && value > 0 ? Math.floor(value * factor) : null
}

/** `name: value` lines; a key that this Mac does not have is simply not there. */
export function parseSysctl({ text }: Capture): Findings {
  const rows = new Map(
    [...text.matchAll(/^([\w.]+):[ \t]*(.*)$/gm)].map(([, key = '', value = '']) => [key, value]),
  )
  const count = (key: string): number | null => number(rows.get(key))
  const on = (key: string): boolean => rows.get(key)?.trim() === '1'
  const brand = rows.get('machdep.cpu.brand_string')?.trim() || null
  // What Rosetta shows to a translated process.
  const model = brand?.startsWith('VirtualApple') ? null : brand
  const arm =
    on('hw.optional.arm64') ||
    rows.has('sysctl.proc_translated') ||
    [...rows.keys()].some((key) => key.startsWith('hw.optional.arm.')) ||
    model?.startsWith('Apple') === true
  const intel = model !== null && /intel/i.test(model)
  const limit = count('iogpu.wired_limit_mb')
  return {
    machine: {
      platform: 'darwin',
      virtualMachine: rows.has('kern.hv_vmm_present') ? on('kern.hv_vmm_present') : null,
      gpuLimitMiB: limit === 0 ? null : limit,
    },
    memory: { totalMiB: toMiB(count('hw.memsize')) },
    cpu: {
      model,
      arch: arm ? 'aarch64' : intel ? 'x86_64' : null,
      cores: count('hw.physicalcpu') ?? (arm ? count('hw.ncpu') : null),
      threads: count('hw.logicalcpu') ?? count('hw.ncpu'),
      performanceCores: count('hw.perflevel0.physicalcpu'),
      efficiencyCores: count('hw.perflevel1.physicalcpu'),
      features: arm ? armFeatures(on) : intelFeatures(rows),
    },
  }
}

const ARM_FEATURES = { dotprod: 'DotProd', i8mm: 'I8MM', bf16: 'BF16', fp16: 'FP16', sme: 'SME' }

const armFeatures = (on: (key: string) => boolean): string[] => [
  'neon',
  ...Object.entries(ARM_FEATURES).flatMap(([name, key]) => (on(`hw.optional.arm.FEAT_${key}`) ? [name] : [])),
]

function intelFeatures(rows: ReadonlyMap<string, string>): string[] | null {
  const words = [rows.get('machdep.cpu.features'), rows.get('machdep.cpu.leaf7_features')]
  if (words.every((word) => word === undefined)) return null
  const extra = ['avx2', 'avx512f'].filter((name) =>
    /^1$/.test(rows.get(`hw.optional.${name}`) ?? rows.get(`hw.optional.${name}_0`) ?? ''),
  )
  return knownFeatures([...words, ...extra].join(' '))
}

export function parseVmStat({ text }: Capture): Findings {
  const pageBytes = number(/page size of (\d+)/.exec(text)?.[1]) ?? 0
  const pages = ['free', 'inactive', 'purgeable', 'speculative'].map((kind) =>
    number(new RegExp(`^Pages ${kind}:\\s+(\\d+)`, 'm').exec(text)?.[1]),
  )
  if (pageBytes === 0 || pages[0] === null) return {}
  const available = pages.reduce<number>((sum, count) => sum + (count ?? 0), 0) * pageBytes
  return { machine: { platform: 'darwin' }, memory: { availableMiB: toMiB(available) } }
}

/** An Apple GPU is found only in a Mac of Apple's own architecture; any other GPU of a Mac is in an Intel one. */
export const archOfMac = (vendors: readonly string[]): 'x86_64' | 'aarch64' | null => {
  if (vendors.includes('apple')) return architectureOf('arm64')
  return vendors.length > 0 ? architectureOf('x64') : null
}
