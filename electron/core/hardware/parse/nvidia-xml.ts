/** `nvidia-smi -q -x`: a flat, regular document; the few elements that count are cut out of it. */
import type { Findings, Sighting } from '../findings.ts'
import { number, said } from './json.ts'

export function parseNvidiaXml(text: string): Findings {
  const head = text.split('<gpu ', 1)[0] ?? ''
  const driverVersion = said(element(head, 'driver_version'))
  const cuda = element(head, 'cuda_version')
  const cards = [...text.matchAll(/<gpu id="([^"]*)">([\s\S]*?)<\/gpu>/g)]
  const noCuda =
    /^(not found|n\/a)$/i.test(cuda ?? '') && /<host_vgpu_mode>(Non )?SR-IOV|HOST_VGPU/i.test(text)
  return {
    sightings: cards.map(([, id = '', body = ''], place) =>
      sightingOf({ id, body, driverVersion, place: String(place), works: !noCuda }),
    ),
    machine: {
      cudaVersion: /^\d+\.\d+$/.exec(cuda ?? '')?.[0] ?? null,
      ...(/<current_dm>(WDDM|TCC|MCDM)/.test(text) ? { platform: 'win32' as const } : {}),
    },
    problems: noCuda ? [{ code: 'nvidia-no-cuda-on-host', detail: null }] : [],
  }
}

interface Card {
  readonly id: string
  readonly body: string
  readonly driverVersion: string | null
  readonly place: string
  readonly works: boolean
}

function sightingOf({ id, body, driverVersion, place, works }: Card): Sighting {
  const slices = element(body, 'mig_devices') ?? ''
  const card = body.replace(/<(mig_devices|processes|accounted_processes)>[\s\S]*?<\/\1>/g, '')
  const memory = element(card, 'fb_memory_usage') ?? ''
  const memoryMiB = number(element(memory, 'total')) || null
  const divided = element(card, 'current_mig') === 'Enabled'
  const shared = memoryMiB === null && element(card, 'addressing_mode') === 'ATS' ? true : null
  return {
    vendor: 'nvidia',
    place,
    name: said(element(card, 'product_name')),
    uuid: said(element(card, 'uuid')),
    pciBusId: said(element(card, 'pci_bus_id')) ?? said(id),
    deviceId: deviceIdOf(element(card, 'pci_device_id')),
    driverVersion,
    memoryMiB,
    freeMiB: memoryMiB === null ? null : number(element(memory, 'free')),
    unified: shared,
    integrated: shared,
    slices: divided ? [...slices.matchAll(/<mig_device>([\s\S]*?)<\/mig_device>/g)].map(sliceOf) : null,
    works,
  }
}

const sliceOf = ([, body = '']: RegExpMatchArray): { memoryMiB: number | null } => ({
  memoryMiB: number(element(element(body, 'fb_memory_usage') ?? '', 'total')),
})

/** The inside of the first element of that name. */
const element = (xml: string, name: string): string | undefined => {
  const start = xml.indexOf(`<${name}>`)
  if (start < 0) return undefined
  const end = xml.indexOf(`</${name}>`, start)
  return end < 0 ? undefined : xml.slice(start + name.length + 2, end).trim()
}

const deviceIdOf = (text: string | undefined): string | null => {
  const id = /^(?:0x)?([0-9a-f]{4})10de$/i.exec(text ?? '')?.[1]
  return id ? `0x${id.toLowerCase()}` : null
}
