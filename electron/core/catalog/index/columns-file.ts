/**
 * The columns as one file, for a fast start: read in one go, used as they lie. Derived from the database,
 * so whatever is wrong with it costs only time.
 */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { flatten, type Column, type FlatSegment } from './flat.ts'
import type { CatalogRules } from './judge-port.ts'
import { createSegmentBuilder } from './segment-builder.ts'

const FORMAT = 3
const PREFIX_BYTES = 16
const MAGIC = 0x72626565

/** What the columns were made from: anything else makes them worthless. */
export interface ColumnsOrigin {
  readonly identity: string
  readonly rules: CatalogRules
}

/** The columns of everything that there was at that generation of the database. */
export interface BaseColumns {
  readonly flat: FlatSegment
  readonly generation: number
}

type ColumnType = 'u8' | 'u32' | 'f32' | 'f64'

interface Header {
  readonly identity: string
  readonly rules: string
  readonly generation: number
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly length: number }[]
  readonly rows: number
}

/** Not forced to the disk: a file that a power cut leaves half-written fails its checksum, and is made again. */
export function writeColumns(file: string, { flat, generation }: BaseColumns, origin: ColumnsOrigin): void {
  const header: Header = {
    identity: origin.identity,
    rules: origin.rules.version,
    generation,
    columns: flat.columns.map(([name, column]) => ({ name, type: typeOf(column), length: column.length })),
    rows: flat.rows,
  }
  const json = Buffer.from(JSON.stringify(header))
  const parts = [json, ...flat.columns.map(([, column]) => bytesOf(column))].flatMap(padded)
  const prefix = Buffer.alloc(PREFIX_BYTES)
  for (const [at, value] of [MAGIC, FORMAT, json.length, checksum(parts)].entries())
    prefix.writeUInt32LE(value, at * 4)
  writeWhole(file, [prefix, ...parts])
}

/** Null where there is no file, or not one that can be used here. */
export function readColumns(file: string, origin: ColumnsOrigin): BaseColumns | null {
  try {
    const bytes = readFileSync(file)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const [magic, format, length, sum] = [0, 4, 8, 12].map((at) => view.getUint32(at, true))
    const body = bytes.subarray(PREFIX_BYTES)
    if (magic !== MAGIC || format !== FORMAT || checksum([body]) !== sum) return null
    const header = JSON.parse(body.subarray(0, length).toString()) as Header
    if (!isOurs(header, origin)) return null
    const flat = { rows: header.rows, columns: columnsIn(bytes, PREFIX_BYTES + roundedUp(length!), header) }
    return { flat, generation: header.generation }
  } catch {
    return null
  }
}

/** Made from this database, by these rules, in the shape that this version of the code uses. */
function isOurs(header: Header, { identity, rules }: ColumnsOrigin): boolean {
  if (header.identity !== identity || header.rules !== rules.version) return false
  const empty = flatten(createSegmentBuilder(rules).finish())
  const saved = new Set(header.columns.map(({ name, type }) => `${name} ${type}`))
  return empty.columns.every(([name, column]) => saved.has(`${name} ${typeOf(column)}`))
}

const roundedUp = (length: number): number => (length + 7) & ~7

const padded = (bytes: Uint8Array): Uint8Array[] => [
  bytes,
  new Uint8Array(roundedUp(bytes.length) - bytes.length),
]

const bytesOf = (column: Column): Uint8Array =>
  new Uint8Array(column.buffer, column.byteOffset, column.byteLength)

const typeOf = (column: Column): ColumnType => {
  if (column instanceof Float64Array) return 'f64'
  if (column instanceof Float32Array) return 'f32'
  return column instanceof Uint32Array ? 'u32' : 'u8'
}

const checksum = (parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => crc32(part, sum), 0)

function writeWhole(file: string, parts: readonly Uint8Array[]): void {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    const handle = openSync(temporary, 'w')
    try {
      for (const part of parts) for (let at = 0; at < part.length;) at += writeSync(handle, part, at)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function columnsIn(bytes: Buffer, from: number, { columns }: Header): [string, Column][] {
  // A pooled or odd-sized buffer would put the columns off their boundaries, and could not be handed over.
  const whole =
    bytes.byteOffset === 0 && bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
  let at = from
  return columns.map(({ name, type, length }) => {
    const column = columnAt(whole.buffer as ArrayBuffer, { type, at, length })
    at += roundedUp(column.byteLength)
    return [name, column]
  })
}

function columnAt(
  buffer: ArrayBuffer,
  { type, at, length }: { readonly type: ColumnType; readonly at: number; readonly length: number },
): Column {
  switch (type) {
    case 'u8':
      return new Uint8Array(buffer, at, length)
    case 'u32':
      return new Uint32Array(buffer, at, length)
    case 'f32':
      return new Float32Array(buffer, at, length)
    case 'f64':
      return new Float64Array(buffer, at, length)
  }
}
