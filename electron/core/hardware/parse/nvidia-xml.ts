/** `nvidia-smi -q -x`: a flat, regular document; the few elements that count are cut out of it. */
import type { Findings, Sighting } from '../findings.ts'
import { number, said } from './json.ts'
import { allBetween, element, without } from './xml.ts'

export function parseNvidiaXml(text: string): Findings {
  const head = text.split('<gpu ', 1)[0] ?? ''
  const driverVersion = said(element(head, 'driver_version'))
  const cuda = element(head, 'cuda_version')
  const noCuda =
    /^(not found|n\/a)$/i.test(cuda ?? '') && /<host_vgpu_mode>(Non )?SR-IOV|HOST_VGPU/i.test(text)
  return {
    sightings: allBetween(text, '<gpu ', '</gpu>').map((body, place) =>
      sightingOf({ body, driverVersion, place: String(place), works: !noCuda }),
    ),
    machine: {
      cudaVersion: /^\d+\.\d+$/.exec(cuda ?? '')?.[0] ?? null,
      ...(/<current_dm>(WDDM|TCC|MCDM)/.test(text) ? { platform: 'win32' as const } : {}),
    },
    problems: noCuda ? [{ code: 'nvidia-no-cuda-on-host', detail: null }] : [],
  }
}

interface Card {
  readonly body: string
  readonly driverVersion: string | null
  readonly place: string
  readonly works: boolean
}

function sightingOf({ body, driverVersion, place, works }: Card): Sighting {
  const slices = element(body, 'mig_devices') ?? ''
  const card = ['mig_devices', 'processes', 'accounted_processes'].reduce(without, body)
  const memory = element(card, 'fb_memory_usage') ?? ''
  const memoryMiB = number(element(memory, 'total')) || null
  const divided = element(card, 'current_mig') === 'Enabled'
  const shared = memoryMiB === null && element(card, 'addressing_mode') === 'ATS' ? true : null
  return {
    vendor: 'nvidia',
    place,
    name: said(element(card, 'product_name')),
    uuid: said(element(card, 'uuid')),
    pciBusId: said(element(card, 'pci_bus_id')) ?? said(/^id="([^"]*)"/.exec(body)?.[1]),
    deviceId: deviceIdOf(element(card, 'pci_device_id')),
    driverVersion,
    memoryMiB,
    freeMiB: memoryMiB === null ? null : number(element(memory, 'free')),
    unified: shared,
    integrated: shared,
    slices: divided ? allBetween(slices, '<mig_device>', '</mig_device>').map(sliceOf) : null,
    works,
  }
}

const sliceOf = (slice: string): { memoryMiB: number | null } => ({
  memoryMiB: number(element(element(slice, 'fb_memory_usage') ?? '', 'total')),
})

const deviceIdOf = (text: string | undefined): string | null => {
  const id = /^(?:0x)?([0-9a-f]{4})10de$/i.exec(text ?? '')?.[1]
  return id ? `0x${id.toLowerCase()}` : null
}
