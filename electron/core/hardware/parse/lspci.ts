/** lspci in its two shapes: words for people (`-nn -k`), or quoted fields (`-mm`). */
import type { Capture } from '../capture.ts'
import { isVirtualAdapter, vendorOfId, vendorOfText } from '../adapters.ts'
import type { Findings, Sighting } from '../findings.ts'
import { linesOf } from './json.ts'

interface Device {
  readonly address: string
  readonly kind: string
  readonly vendorText: string
  readonly name: string
  readonly ids: readonly [string, string] | null
  readonly driver: string | null
}

const ADDRESS = '((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\\.[0-7])'
const PLAIN = new RegExp(`^${ADDRESS} ([^:]+): (.*)$`, 'i')
const QUOTED = new RegExp(`^${ADDRESS} "([^"]*)" "([^"]*)" "([^"]*)"`, 'i')

export function parseLspci({ text }: Capture): Findings {
  const sightings: Sighting[] = []
  const ignored: string[] = []
  const devices = devicesOf(text)
  for (const device of devices) {
    const vendor = device.ids ? vendorOfId(device.ids[0]) : vendorOfText(device.vendorText)
    if (!isGpuClass(device.kind, vendor)) continue
    if (vendor === null || isVirtualAdapter(device.name))
      ignored.push(`${device.vendorText} ${device.name}`.trim())
    else sightings.push(sightingOf(device, vendor))
  }
  const wsl = devices.some(({ kind, vendorText }) => isGpuClass(kind, null) && /^microsoft/i.test(vendorText))
  const unreadable = devices.length === 0 && text.trim() !== ''
  return {
    sightings,
    ignored,
    machine: { platform: 'linux', wsl: wsl || null },
    problems: unreadable ? [{ code: 'tool-unreadable', tool: 'lspci', detail: null }] : [],
  }
}

/** A device's own line begins with its address; what it says more follows indented. */
function devicesOf(text: string): Device[] {
  const devices: Device[] = []
  for (const line of linesOf(text)) {
    const device = deviceOf(line)
    if (device) devices.push(device)
    const driver = /^\s+Kernel driver in use: (\S+)/.exec(line)?.[1]
    const last = devices.at(-1)
    if (driver && last) devices[devices.length - 1] = { ...last, driver }
  }
  return devices
}

function deviceOf(line: string): Device | null {
  const quoted = QUOTED.exec(line)
  if (quoted) {
    const [, address = '', kind = '', vendorText = '', name = ''] = quoted
    const ids = [/\[([0-9a-f]{4})\]$/i.exec(vendorText)?.[1], /\[([0-9a-f]{4})\]$/i.exec(name)?.[1]] as const
    return {
      address,
      kind,
      vendorText: withoutId(vendorText),
      name: withoutId(name),
      ids: ids[0] && ids[1] ? [ids[0], ids[1]] : null,
      driver: null,
    }
  }
  const plain = PLAIN.exec(line)
  if (!plain) return null
  const [, address = '', kind = '', rest = ''] = plain
  const description = rest.replace(/ \(rev [0-9a-f]+\).*$/i, '').replace(/ \(prog-if .*$/i, '')
  const ids = / \[([0-9a-f]{4}):([0-9a-f]{4})\]$/i.exec(description)
  const words = ids ? description.slice(0, ids.index) : description
  const vendorText = VENDOR_WORDS.exec(words)?.[0] ?? ''
  return {
    address,
    kind,
    vendorText: vendorText || words,
    name: words.slice(vendorText.length).trim(),
    ids: ids ? [ids[1] ?? '', ids[2] ?? ''] : null,
    driver: null,
  }
}

const VENDOR_WORDS =
  /^(Intel Corporation|NVIDIA Corporation|Advanced Micro Devices,? Inc\.? \[AMD(\/ATI)?\]|Advanced Micro Devices \[AMD\]( nee ATI)?|Microsoft Corporation|ATI Technologies Inc|Apple Inc\.)/i

const withoutId = (text: string): string => text.replace(/ \[[0-9a-f]{4}\]$/i, '')

/** An NPU is a "processing accelerator" as AMD's Instinct cards are. */
const isGpuClass = (kind: string, vendor: string | null): boolean =>
  /VGA|3D controller|Display controller/i.test(kind) ||
  (/Processing accelerators/i.test(kind) && vendor === 'amd')

function sightingOf(device: Device, vendor: Sighting['vendor']): Sighting {
  const { address, driver, ids, name } = device
  const bound = vendor !== 'nvidia' && driver !== null
  return {
    vendor,
    name: /^Device [0-9a-f]{4}$/i.test(name) ? null : name || null,
    pciBusId: address.split(':').length === 2 ? `0000:${address}` : address,
    deviceId: ids ? `0x${ids[1].toLowerCase()}` : null,
    works: driver === 'nouveau' || driver === 'vfio-pci' ? false : bound || null,
  }
}
