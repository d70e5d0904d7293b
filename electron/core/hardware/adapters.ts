/** Which adapters are graphics cards of this machine, and whose. */
import type { GpuVendor } from '#domain/hardware'

const PCI_VENDORS: Readonly<Record<string, GpuVendor>> = {
  '10de': 'nvidia',
  '1002': 'amd',
  '1022': 'amd',
  '8086': 'intel',
  '106b': 'apple',
}

/** From a PCI vendor id in any spelling: `0x1002`, `1002`, `VEN_1002`. */
export const vendorOfId = (id: string | null | undefined): GpuVendor | null =>
  PCI_VENDORS[/([0-9a-f]{4})$/i.exec(id?.trim() ?? '')?.[1]?.toLowerCase() ?? ''] ?? null

export function vendorOfText(text: string | null | undefined): GpuVendor | null {
  const words = text ?? ''
  if (/nvidia|geforce|quadro/i.test(words)) return 'nvidia'
  if (/\bamd\b|advanced micro devices|radeon|\bati\b/i.test(words)) return 'amd'
  if (/\bintel\b/i.test(words)) return 'intel'
  return /\bapple\b/i.test(words) ? 'apple' : null
}

const NOT_A_CARD =
  /virtual|paravirtual|remote|mirror|mirage|indirect|\bidd|displaylink|spacedesk|parsec|citrix|sunshine|gameviewer|todesk|oray|rustdesk|dameware|teamviewer|basic (display|render)|vmware|virtualbox|hyper-v|parallels|\bqxl\b|virtio|bochs|cirrus|llvmpipe|swiftshader|usb (display|mobile)|\bES1000\b|\bRage (XL|128)\b/i

/** A driver that draws without a card; it may well carry a card maker's name. NVIDIA's own vGPUs are cards. */
export const isVirtualAdapter = (name: string | null | undefined): boolean =>
  NOT_A_CARD.test(name ?? '') && !/\b(grid|vgpu|vws)\b/i.test(name ?? '')

/** `PCI\VEN_10DE&DEV_2684&…`; ROOT, SWD, USB and VMBUS devices are software. */
export function parsePnpId(id: string | null): { vendor: GpuVendor | null; deviceId: string } | null {
  const match = /^PCI\\VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4})/i.exec(id ?? '')
  if (!match) return null
  return { vendor: vendorOfId(match[1]), deviceId: `0x${match[2]?.toLowerCase()}` }
}

/** Domain, bus and device as one key; a function of a device is no card of its own. `null`: no PCI address. */
export function pciKey(address: string | null | undefined): string | null {
  const match = /^(?:([0-9a-f]{1,8}):)?([0-9a-f]{1,2}):([0-9a-f]{1,2})(?:\.[0-7])?$/i.exec(
    address?.trim() ?? '',
  )
  if (!match) return null
  const [domain, bus, device] = [match[1] ?? '0', match[2] ?? '', match[3] ?? ''].map((part) =>
    parseInt(part, 16),
  )
  return [domain, bus, device].join(':')
}

export const hexId = (value: number): string => `0x${value.toString(16).padStart(4, '0')}`
