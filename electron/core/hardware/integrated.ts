/**
 * Own memory or the machine's? No source says so plainly, so evidence is weighed, best first: what the driver
 * reports about the chip, then which chip it is, and only then what it is called.
 */
import type { GpuVendor } from '#domain/hardware'
import { pciKey } from './adapters.ts'
import type { GpuFigures } from './findings.ts'

export interface Nature {
  readonly integrated: boolean | null
  readonly unified: boolean | null
}

export function natureOf(vendor: GpuVendor, figures: GpuFigures): Nature {
  if (figures.integrated !== null && figures.unified !== null)
    return { integrated: figures.integrated, unified: figures.unified }
  const known = RULES[vendor](figures)
  return { integrated: figures.integrated ?? known.integrated, unified: figures.unified ?? known.unified }
}

const INTEGRATED: Nature = { integrated: true, unified: true }
const DISCRETE: Nature = { integrated: false, unified: false }
const UNKNOWN: Nature = { integrated: null, unified: null }

/** GB10, Thor, Orin and their like: a whole machine on one memory. NVML then refuses to name a size. */
const NVIDIA_ON_SHARED_MEMORY = /\b(GB10|GB20B|Thor|Orin|Xavier|Tegra|nvgpu)\b/i

/** AMD's APUs by gfx target. */
const AMD_APU_GFX = /^gfx(902|909|90c|101[3]|1033|1035|1036|1037|1103|115[0-9])$/

/** AMD's APUs by PCI device id (Raven to Strix Halo), for sources that know no gfx target. */
const AMD_APU_IDS = new Set(
  (
    '15dd 15d8 1636 1638 164c 15e7 1681 163f 1435 164d 164e 1506 15bf 15c8 1900 1901 ' +
    '13c0 150e 1586 1114 98e4 9874 9851 9850'
  )
    .split(' ')
    .map((id) => `0x${id}`),
)

/** Intel's discrete chips by the start of their device id: DG1, DG2, Battlemage, Data Center Max. */
const INTEL_DISCRETE_ID = /^0x(490[5-9]|56[0-9a-f]{2}|e2[0-9a-f]{2}|0b[de][0-9a-f])$/
const INTEL_DISCRETE_NAME = /\barc\b.*\b([AB](?!3[79]0)\d{3}M?|Pro [AB]\d{2}M?)\b|xe max|data center gpu/i
const INTEL_INTEGRATED_NAME = /\b(u?hd|iris)\b|\barc\b|integrated graphics/i
/** The window that firmware sets aside for an integrated chip is never larger. */
const INTEL_WINDOW_MIB = 512

const RULES: Readonly<Record<GpuVendor, (figures: GpuFigures) => Nature>> = {
  apple: () => INTEGRATED,
  nvidia: ({ name, memoryMiB }) =>
    memoryMiB === null && NVIDIA_ON_SHARED_MEMORY.test(name ?? '') ? INTEGRATED : DISCRETE,
  amd: amdNature,
  intel({ name, pciBusId, deviceId, memoryMiB }) {
    if (pciKey(pciBusId) === '0:0:2') return INTEGRATED
    if (INTEL_DISCRETE_ID.test(deviceId ?? '')) return DISCRETE
    if (INTEL_DISCRETE_NAME.test(name ?? '')) return DISCRETE
    if (memoryMiB !== null && memoryMiB <= INTEL_WINDOW_MIB) return INTEGRATED
    if (INTEL_INTEGRATED_NAME.test(name ?? '')) return INTEGRATED
    return pciKey(pciBusId) === null ? UNKNOWN : DISCRETE
  },
}

function amdNature({ name, gfx, deviceId, memoryMiB, lentMiB, ownChips }: GpuFigures): Nature {
  if (gfx !== null) return AMD_APU_GFX.test(gfx) ? INTEGRATED : DISCRETE
  if (deviceId !== null) return AMD_APU_IDS.has(deviceId.toLowerCase()) ? INTEGRATED : DISCRETE
  if (ownChips === true) return DISCRETE
  if (memoryMiB !== null && lentMiB !== null) return lendsMuch(memoryMiB, lentMiB) ? INTEGRATED : DISCRETE
  // Windows and macOS call integrated ones "… Graphics" and cards by their model.
  if (/graphics( \(.*\))?$/i.test(name ?? '')) return INTEGRATED
  return name === null ? UNKNOWN : DISCRETE
}

/** A card gets to borrow about what it has, or half of the machine's memory; an APU borrows nearly all of it. */
const lendsMuch = (ownMiB: number, lentMiB: number): boolean =>
  (ownMiB <= 4096 && lentMiB >= 8192 && lentMiB >= 4 * ownMiB) || lentMiB >= 12 * ownMiB
