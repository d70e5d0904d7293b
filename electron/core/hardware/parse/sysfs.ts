/** Small files of /sys, /proc and /etc, as a table from path to text. */
import type { Capture } from '../capture.ts'
import { isVirtualAdapter, vendorOfId } from '../adapters.ts'
import type { Findings, MachineFigures, Sighting } from '../findings.ts'
import type { ProblemNote } from '../problems.ts'
import { isRecord, number, parseJson, said, toMiB } from './json.ts'

type Files = ReadonlyMap<string, string>

export function parseSysfs({ text }: Capture): Findings {
  const json = parseJson(text)
  if (!isRecord(json)) return {}
  const files: Files = new Map(
    Object.entries(json).flatMap(([path, value]) =>
      typeof value === 'string' ? [[path, value] as const] : [],
    ),
  )
  const devices = [...devicesOf(files)].map(([place, device]) => adapterOf(place, device))
  return {
    sightings: [...devices.flatMap((device) => device.sighting ?? []), ...nvidiaSoc(files)],
    ignored: devices.flatMap((device) => device.ignored ?? []),
    machine: machineOf(files),
    memory: { limitMiB: limitOf(files) },
    problems: problemsOf(files),
  }
}

/** The files of each card, under names relative to its device. */
function devicesOf(files: Files): Map<string, Files> {
  const devices = new Map<string, Map<string, string>>()
  for (const [path, text] of files) {
    const match =
      /^\/sys\/class\/drm\/(card\d+)\/(?:device\/)?(?:drm\/card\d+\/)?([^/-]+(?:\/[^/]+)?)$/.exec(path) ??
      /^\/sys\/bus\/pci\/devices\/([^/]+)\/(.+)$/.exec(path)
    if (!match) continue
    const device = devices.get(match[1] ?? '') ?? new Map<string, string>()
    devices.set(match[1] ?? '', device.set(match[2] ?? '', text))
  }
  return devices
}

/** Display classes, and AMD's accelerators; an NPU is a "processing accelerator" too, and no GPU. */
const isGpuClass = (kind: string | undefined, vendor: string): boolean =>
  kind === undefined || /^(0x)?0?3/.test(kind) || (/^(0x)?12/.test(kind) && vendor === 'amd')

function adapterOf(place: string, device: Files): { sighting?: Sighting; ignored?: string } {
  const event = new Map(
    [...(device.get('uevent') ?? '').matchAll(/^(\w+)=(.*)$/gm)].map(([, k, v]) => [k, v]),
  )
  const [vendorId, deviceId] = (event.get('PCI_ID') ?? ':').split(':')
  const id = device.get('vendor') ?? vendorId ?? ''
  const vendor = vendorOfId(id)
  const isAddress = place.includes(':')
  if (vendor === null) return id.trim() === '' ? {} : { ignored: `PCI ${id.replace(/^0x/, '')}` }
  if (!isGpuClass(device.get('class') ?? event.get('PCI_CLASS'), vendor)) return {}
  const totalBytes = number(device.get('mem_info_vram_total'))
  const usedBytes = number(device.get('mem_info_vram_used'))
  const intelBytes = number(device.get('lmem_total_bytes') ?? device.get('tile0/physical_vram_size_bytes'))
  const driver = event.get('DRIVER') ?? /([\w-]+)$/.exec(device.get('driver') ?? '')?.[1] ?? null
  const name = said(device.get('product_name'))
  if (isVirtualAdapter(name)) return { ignored: name ?? place }
  return {
    sighting: {
      vendor,
      place,
      name,
      pciBusId: event.get('PCI_SLOT_NAME') ?? (isAddress ? place : null),
      deviceId: idOf(device.get('device') ?? deviceId),
      memoryMiB: toMiB(totalBytes ?? intelBytes),
      freeMiB: totalBytes && usedBytes !== null ? toMiB(totalBytes - usedBytes) : null,
      lentMiB: toMiB(number(device.get('mem_info_gtt_total'))),
      ownChips: said(device.get('mem_info_vram_vendor')) === null ? null : true,
      works: worksWith(vendor, driver, isAddress),
    },
  }
}

/** NVIDIA's own chips (Jetson, GB10) have their GPU beside the cores, on one memory, and on no bus. */
function nvidiaSoc(files: Files): Sighting[] {
  const isNvidia =
    files.get('/sys/devices/soc0/soc_id')?.startsWith('jep106:0426') ?? files.has('/etc/nv_tegra_release')
  if (!isNvidia) return []
  const name = said(files.get('/proc/device-tree/model'))
  return [{ vendor: 'nvidia', place: 'soc0', name, unified: true, integrated: true, works: true }]
}

const idOf = (text: string | undefined): string | null => {
  const id = /^(?:0x)?([0-9a-f]{4})$/i.exec(text?.trim() ?? '')?.[1]
  return id ? `0x${id.toLowerCase()}` : null
}

/** No driver bound to it: no runtime reaches it. Whether NVIDIA's own driver works, only its tool can tell. */
const worksWith = (vendor: string, driver: string | null, fromBus: boolean): boolean | null => {
  if (driver === 'vfio-pci' || driver === 'nouveau') return false
  if (driver === null) return fromBus ? false : null
  return vendor === 'nvidia' ? null : true
}

function machineOf(files: Files): MachineFigures {
  const version = files.get('/proc/version') ?? ''
  const board = `${files.get('/sys/class/dmi/id/sys_vendor') ?? ''} ${files.get('/sys/class/dmi/id/product_name') ?? ''}`
  const full = files.size > 0 && files.has('/proc/version')
  const wsl = /microsoft/i.test(version) || files.has('/dev/dxg')
  const container = files.has('/.dockerenv') || files.has('/run/.containerenv')
  return {
    platform: 'linux',
    kernel: files.get('/proc/sys/kernel/osrelease') ?? null,
    wsl: wsl || (full ? false : null),
    container: container || (full ? false : null),
    virtualMachine:
      /\b(QEMU|KVM|VMware|VirtualBox|Xen|Bochs|Virtual Machine|Firecracker|HVM|Parallels|Amazon EC2|Google Compute)\b/i.test(
        board,
      ) || null,
    rocmVersion: /^\d+(\.\d+)+/.exec(files.get('/opt/rocm/.info/version') ?? '')?.[0] ?? null,
  }
}

/** The tightest of the nested limits; a number near 2^63 stands for "none" in the old format. */
function limitOf(files: Files): number | null {
  const limits = [...files]
    .filter(([path]) => path.startsWith('/sys/fs/cgroup/') && /(memory\.max|limit_in_bytes)$/.test(path))
    .flatMap(([, text]) => number(text) ?? [])
    .filter((bytes) => bytes < 2 ** 53)
  return limits.length === 0 ? null : toMiB(Math.min(...limits))
}

const problemsOf = (files: Files): ProblemNote[] =>
  files.get('/dev/kfd') === 'denied' ? [{ code: 'amd-device-permission', detail: null }] : []

/** `/proc/driver/nvidia/version`: the module that is loaded, asked without its library. */
export function parseNvidiaModule({ text }: Capture): Findings {
  const arch = /\b(x86_64|aarch64)\b/.exec(text)?.[1]
  return arch === undefined
    ? {}
    : { cpu: { arch: arch as 'x86_64' | 'aarch64' }, machine: { platform: 'linux' } }
}
