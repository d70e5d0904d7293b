/** systeminformation's answers: its adapter list is good on Windows and macOS, its sizes only where they cannot be a cap. */
import type { Platform } from '#domain/hardware'
import type { Capture } from '../capture.ts'
import { isVirtualAdapter, vendorOfText } from '../adapters.ts'
import { architectureOf, type Findings, type Sighting } from '../findings.ts'
import { knownFeatures } from './cpu-features.ts'
import { numberAt, parseJson, records, textAt, toMiB, type JsonRecord } from './json.ts'

export function parseSiGraphics({ text }: Capture): Findings {
  const json = parseJson(text)
  const controllers = records((json as JsonRecord | undefined)?.['controllers'] ?? [])
  const platform = controllers.map(platformOf).find((found) => found !== null) ?? null
  const adapters = controllers.map((controller) => adapterOf(controller, platform))
  return {
    sightings: adapters.flatMap((adapter) => adapter.sighting ?? []),
    ignored: adapters.flatMap((adapter) => adapter.ignored ?? []),
    machine: { platform, wsl: controllers.some(isWslAdapter) ? true : null },
  }
}

const isWslAdapter = (controller: JsonRecord): boolean =>
  /microsoft/i.test(textAt(controller, 'vendor') ?? '') && textAt(controller, 'busAddress') !== null

/** The library does not say where it ran; each platform's adapters are told in other words. */
function platformOf(controller: JsonRecord): Platform | null {
  const bus = textAt(controller, 'bus')
  const name = textAt(controller, 'model') ?? ''
  if (textAt(controller, 'busAddress') !== null) return 'linux'
  if (bus === 'Built-In' || /^(Intel (U?HD|Iris)|Apple |AMD Radeon Pro \d{3,4}[MX]?$)/.test(name))
    return 'darwin'
  if (bus === 'PCI' || /\((R|TM)\)/.test(name)) return 'win32'
  return /^[0-9a-f]{8}$/i.test(textAt(controller, 'subDeviceId') ?? '') ? 'win32' : null
}

function adapterOf(
  controller: JsonRecord,
  platform: Platform | null,
): { sighting?: Sighting; ignored?: string } {
  const name = textAt(controller, 'model') ?? textAt(controller, 'name')
  const vendor = vendorOfText(textAt(controller, 'vendor')) ?? vendorOfText(name)
  if (vendor === null || isVirtualAdapter(name)) return name === null ? {} : { ignored: name }
  const measured = numberAt(controller, 'memoryTotal') || null
  const driverVersion = textAt(controller, 'driverVersion')
  const builtIn = textAt(controller, 'bus') === 'Built-In' ? true : null
  return {
    sighting: {
      vendor,
      name,
      pciBusId: textAt(controller, 'pciBus') ?? textAt(controller, 'busAddress'),
      deviceId: /^0x[0-9a-f]{4}$/i.exec(textAt(controller, 'deviceId') ?? '')?.[0].toLowerCase() ?? null,
      memoryMiB: measured ?? sizeOf(numberAt(controller, 'vram'), platform),
      freeMiB: measured === null ? null : numberAt(controller, 'memoryFree'),
      cores: vendor === 'apple' ? numberAt(controller, 'cores') : null,
      integrated: builtIn,
      unified: builtIn,
      driverVersion,
      works: vendor === 'nvidia' && platform === 'linux' ? (driverVersion === null ? null : true) : true,
    },
  }
}

/**
 * On Linux `vram` is the size of a PCI window. On Windows it is the driver's figure or, where that is missing, a
 * 32-bit one that ends at 4095: only what lies above can be trusted.
 */
function sizeOf(vramMiB: number | null, platform: Platform | null): number | null {
  if (vramMiB === null || vramMiB < 64 || platform === 'linux') return null
  return platform === 'darwin' || vramMiB > 4096 ? vramMiB : null
}

export function parseSiCpu({ text }: Capture): Findings {
  const cpu = parseJson(text)
  const flags = textAt(cpu, 'flags') ?? ''
  const brand = textAt(cpu, 'brand')
  const maker = textAt(cpu, 'manufacturer')
  const efficiencyCores = numberAt(cpu, 'efficiencyCores') || null
  return {
    cpu: {
      model: brand === null || maker === null || brand.startsWith(maker) ? brand : `${maker} ${brand}`,
      cores: numberAt(cpu, 'physicalCores') || null,
      threads: numberAt(cpu, 'cores') || null,
      performanceCores: efficiencyCores && (numberAt(cpu, 'performanceCores') || null),
      efficiencyCores,
      // Elsewhere the list is wrong or lacks what matters; these words only Linux uses.
      features: /\b(constant_tsc|rep_good|asimd)\b/.test(flags) ? knownFeatures(flags) : null,
    },
  }
}

export function parseSiMemory({ text }: Capture): Findings {
  const memory = parseJson(text)
  return {
    memory: {
      totalMiB: toMiB(numberAt(memory, 'total')),
      availableMiB: toMiB(numberAt(memory, 'available')),
    },
  }
}

/** Ours and the library's: the architecture is this process's, so every better source comes before it. */
export function parseOsInfo({ text }: Capture): Findings {
  const info = parseJson(text)
  const platform = platformName(textAt(info, 'platform'))
  return {
    machine: { platform, kernel: textAt(info, 'kernel') },
    cpu: { arch: architectureOf(textAt(info, 'machine')) ?? architectureOf(textAt(info, 'arch')) },
    memory: {
      totalMiB: toMiB(numberAt(info, 'totalMemoryBytes')),
      availableMiB: toMiB(numberAt(info, 'freeMemoryBytes')),
    },
  }
}

const platformName = (name: string | null): Platform | null => {
  if (name === 'linux' || name === 'darwin' || name === 'win32') return name
  return name === 'Windows' ? 'win32' : null
}
