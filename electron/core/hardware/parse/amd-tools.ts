/** rocm-smi (json, csv) and amd-smi (json). Keys were renamed between releases; every value is text. */
import type { Capture } from '../capture.ts'
import type { Findings, Sighting } from '../findings.ts'
import { vendorOfId } from '../adapters.ts'
import type { ProblemNote } from '../problems.ts'
import {
  isRecord,
  linesOf,
  numberAt,
  parseJson,
  records,
  said,
  textAt,
  toMiB,
  type JsonRecord,
} from './json.ts'

export function parseRocmSmi({ file, text }: Capture): Findings {
  const problems = toldProblems(text)
  const json = parseJson(text)
  if (isRecord(json)) return { ...fromRocmCards(Object.entries(json), json), problems }
  const rows = csvRows(text, 'device').map((row) => [textAt(row, 'device') ?? '', row] as const)
  if (rows.length > 0) return { ...fromRocmCards(rows, {}), problems }
  return { problems: problems.length > 0 ? problems : unreadable(file, 'rocm-smi', text) }
}

function fromRocmCards(entries: readonly (readonly [string, unknown])[], all: JsonRecord): Findings {
  const driverVersion = textAt(all, 'system', 'Driver version')
  const cards = entries.filter(([key]) => /^card\d+$/.test(key))
  return {
    sightings: cards.map(([place, card]): Sighting => {
      const get = caseless(card)
      const total = numberAt(get('vram total memory (b)') ?? null)
      const used = numberAt(get('vram total used memory (b)') ?? null)
      return {
        vendor: 'amd',
        place,
        name: [get('card series'), get('device name')].map(asName).find((name) => name !== null) ?? null,
        memoryMiB: toMiB(total),
        freeMiB: total && used !== null ? toMiB(total - used) : null,
        gfx: gfxOf(get('gfx version')),
        pciBusId: asText(get('pci bus')),
        deviceId: [get('device id'), get('gpu id'), get('card model')].map(asDeviceId).find(Boolean) ?? null,
        uuid: asText(get('unique id')),
        driverVersion,
        works: true,
      }
    }),
  }
}

const caseless = (card: unknown): ((key: string) => unknown) => {
  const entries = Object.entries(isRecord(card) ? card : {}).map(
    ([key, value]) => [key.toLowerCase(), value] as const,
  )
  const map = new Map(entries)
  return (key) => map.get(key)
}

const asText = (value: unknown): string | null => (typeof value === 'string' ? said(value) : null)

/** A bare id is what the tool prints when it has no name. */
const asName = (value: unknown): string | null => {
  const name = asText(value)
  return name === null || /^0x[0-9a-f]+$/i.test(name) ? null : name
}

/** `0x1002` is the maker, not the card: older releases print it there. */
const asDeviceId = (value: unknown): string | null => {
  const id = /^0x[0-9a-f]{4}$/i.exec(asText(value) ?? '')?.[0].toLowerCase() ?? null
  return id === '0x1002' ? null : id
}

const gfxOf = (value: unknown): string | null => /^gfx[0-9a-f]+/.exec(asText(value) ?? '')?.[0] ?? null

/** Commas inside a value are not quoted: rows of another length than the header tell nothing for sure. */
function csvRows(text: string, firstColumn: string): JsonRecord[] {
  const lines = linesOf(text)
  const at = lines.findIndex((line) => line.startsWith(`${firstColumn},`))
  if (at < 0) return []
  const header = (lines[at] ?? '').split(',')
  return lines.slice(at + 1).flatMap((line) => {
    const values = line.split(',')
    if (values.length !== header.length) return []
    return [Object.fromEntries(header.map((key, i) => [key, values[i]]))]
  })
}

/** `{"gpu_data": […]}`, and a bare list before that. In csv the same names stand without their groups. */
export function parseAmdSmi({ file, text }: Capture): Findings {
  const problems = toldProblems(text)
  const rows = csvRows(text, 'gpu')
  const json = rows.length > 0 ? rows : parseJson(text)
  if (json === undefined)
    return { problems: problems.length > 0 ? problems : unreadable(file, 'amd-smi', text) }
  const cards = records(isRecord(json) && 'gpu_data' in json ? json['gpu_data'] : json).filter(
    (card) => 'gpu' in card,
  )
  return { sightings: cards.map(fromAmdSmi), problems }
}

function fromAmdSmi(card: JsonRecord): Sighting {
  const text = (group: string, key: string): string | null => textAt(card, group, key) ?? textAt(card, key)
  const version = text('driver', 'version')
  return {
    vendor: vendorOfId(text('asic', 'vendor_id')) ?? 'amd',
    place: textAt(card, 'gpu') ?? '',
    name: asName(text('asic', 'market_name')),
    memoryMiB: sizeAt(card, 'vram', 'size') || sizeAt(card, 'mem_usage', 'total_vram') || null,
    freeMiB: sizeAt(card, 'mem_usage', 'free_vram'),
    gfx: gfxOf(text('asic', 'target_graphics_version')),
    pciBusId: text('bus', 'bdf'),
    deviceId: asDeviceId(text('asic', 'device_id')),
    uuid: text('asic', 'asic_serial'),
    // The in-kernel driver answers with the kernel's own banner here.
    driverVersion: /^\d+(\.\d+)+$/.exec(version ?? '')?.[0] ?? null,
    works: true,
  }
}

/** `{value, unit}`; the unit says MB and means MiB. Older releases print the number alone. */
const sizeAt = (card: JsonRecord, group: string, key: string): number | null =>
  numberAt(card, group, key, 'value') ?? numberAt(card, group, key) ?? numberAt(card, key)

const TROUBLES = [
  [
    /\/dev\/(kfd|dri)\S*:? *permission denied|permission needed|not in (the )?(render|video) group/i,
    'amd-device-permission',
  ],
  [/driver not initialized|amdgpu not found/i, 'amd-driver-not-loaded'],
] as const

const toldProblems = (text: string): ProblemNote[] => {
  const start = text.slice(0, 5_000)
  return TROUBLES.filter(([words]) => words.test(start)).map(([, code]) => ({ code, detail: null }))
}

const unreadable = (file: string, tool: string, text: string): ProblemNote[] =>
  /\.(json|csv)$/.test(file) && text.trim() !== '' ? [{ code: 'tool-unreadable', tool, detail: null }] : []
