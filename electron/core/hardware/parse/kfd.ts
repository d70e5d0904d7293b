/** AMD's compute topology: one node a card, or one a partition of it. */
import type { Capture } from '../capture.ts'
import { hexId } from '../adapters.ts'
import type { Findings, Sighting } from '../findings.ts'
import { numberAt, parseJson, records, textAt, toMiB } from './json.ts'

interface Node {
  readonly place: string
  readonly deviceId: number
  readonly target: number | null
  readonly location: number
  readonly domain: number
  readonly uniqueId: string
  readonly bytes: number
}

export function parseKfdNodes({ text }: Capture): Findings {
  const nodes = records(parseJson(text)).flatMap(nodeOf)
  const cards = Map.groupBy(nodes, cardKey)
  return { sightings: [...cards.values()].map(sightingOf), machine: { platform: 'linux' } }
}

/** A node of the processor has no SIMD units. */
function nodeOf(record: Readonly<Record<string, unknown>>): Node[] {
  const properties = record['properties']
  if ((numberAt(properties, 'simd_count') ?? 0) === 0) return []
  const target = numberAt(properties, 'gfx_target_version')
  return [
    {
      place: textAt(record, 'node') ?? '',
      deviceId: numberAt(properties, 'device_id') ?? 0,
      target: target === 0 ? null : target,
      location: numberAt(properties, 'location_id') ?? 0,
      domain: numberAt(properties, 'domain') ?? 0,
      uniqueId: textAt(properties, 'unique_id') ?? '0',
      bytes: numberAt(properties, 'local_mem_size') || numberAt(record, 'mem_bank_0', 'size_in_bytes') || 0,
    },
  ]
}

/** Partitions of one card share its bus and its unique id; each has a PCI function of its own. */
const cardKey = (node: Node): string => {
  const place = node.uniqueId === '0' ? node.location >> 3 : node.location >> 8
  return `${node.domain}:${place}:${node.uniqueId}`
}

function sightingOf(parts: readonly Node[]): Sighting {
  const [first] = parts as [Node]
  const sizes = parts.map((part) => toMiB(part.bytes))
  const known = sizes.every((size) => size !== null)
  return {
    vendor: 'amd',
    place: first.place,
    deviceId: first.deviceId === 0 ? null : hexId(first.deviceId),
    gfx: first.target === null ? null : gfxName(first.target),
    pciBusId: addressOf(first),
    memoryMiB: known ? sizes.reduce((sum, size) => sum + size, 0) : null,
    slices: parts.length > 1 ? sizes.map((memoryMiB) => ({ memoryMiB })) : null,
  }
}

/** 90010 → gfx90a: minor and stepping are hexadecimal digits. */
const gfxName = (target: number): string => {
  const minor = Math.floor(target / 100) % 100
  return `gfx${Math.floor(target / 10_000)}${minor.toString(16)}${(target % 100).toString(16)}`
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0')

const addressOf = ({ domain, location }: Node): string => {
  return `${hex(domain, 4)}:${hex(location >> 8, 2)}:${hex((location >> 3) & 31, 2)}.${location & 7}`
}
