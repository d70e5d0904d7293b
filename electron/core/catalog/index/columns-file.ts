/**
 * The columns as one file, for a fast start: read in one go, used as they lie. Derived from the database,
 * so whatever is wrong with it costs only time.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { Columns } from './columns.ts'
import { createDictionaries, saveDictionaries, type SavedDictionaries } from './dictionaries.ts'
import type { CatalogRules } from './judge-port.ts'
import { fixedSorts, orderOf, sortColumn, type Order } from './orders.ts'
import { createSegmentBuilder, type Segment } from './segment.ts'

const FORMAT = 1
const PREFIX_BYTES = 16
const MAGIC = 0x72626565

/** What the columns were made from: anything else makes them worthless. */
export interface ColumnsOrigin {
  readonly identity: string
  readonly rules: CatalogRules
}

type Column = Uint8Array | Uint32Array | Float32Array | Float64Array
type ColumnType = 'u8' | 'u32' | 'f32' | 'f64'

interface Header {
  readonly identity: string
  readonly rules: string
  readonly generation: number
  readonly dictionaries: SavedDictionaries
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly length: number }[]
  readonly rows: number
}

/** Only the large segment goes to the file; what the small ones add is in the database. */
export function writeColumns(
  file: string,
  { columns, origin }: { columns: Columns; origin: ColumnsOrigin },
): void {
  const [segment] = columns.segments
  if (!segment) return
  const flat = [...flatten(segment)]
  const header: Header = {
    identity: origin.identity,
    rules: origin.rules.version,
    generation: columns.baseGeneration,
    dictionaries: saveDictionaries(columns.dictionaries),
    columns: flat.map(([name, column]) => ({ name, type: typeOf(column), length: column.length })),
    rows: segment.rows,
  }
  const json = Buffer.from(JSON.stringify(header))
  const parts = [pad(json), ...flat.map(([, column]) => pad(bytesOf(column)))]
  const prefix = Buffer.alloc(PREFIX_BYTES)
  for (const [at, value] of [MAGIC, FORMAT, json.length, checksum(parts)].entries())
    prefix.writeUInt32LE(value, at * 4)
  writeWhole(file, [prefix, ...parts])
}

/** Null where there is no file, or not one that can be used here. */
export function readColumns(file: string, origin: ColumnsOrigin): Columns | null {
  try {
    const bytes = readFileSync(file)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const [magic, format, length, sum] = [0, 4, 8, 12].map((at) => view.getUint32(at, true))
    const body = bytes.subarray(PREFIX_BYTES)
    if (magic !== MAGIC || format !== FORMAT || checksum([body]) !== sum) return null
    const header = JSON.parse(body.subarray(0, length).toString()) as Header
    if (!isOurs(header, origin)) return null
    const columns = readAll(header, bytes, PREFIX_BYTES + padded(length!))
    return {
      dictionaries: createDictionaries(header.dictionaries),
      segments: [unflatten(header.rows, columns)],
      generation: header.generation,
      baseGeneration: header.generation,
    }
  } catch {
    return null
  }
}

/** Made from this database, by these rules, in the shape that this version of the code uses. */
function isOurs(header: Header, { identity, rules }: ColumnsOrigin): boolean {
  if (header.identity !== identity || header.rules !== rules.version) return false
  const empty = createSegmentBuilder(createDictionaries(), rules).finish()
  const saved = new Set(header.columns.map(({ name, type }) => `${name} ${type}`))
  return [...flatten(empty)].every(([name, column]) => saved.has(`${name} ${typeOf(column)}`))
}

const padded = (length: number): number => (length + 7) & ~7

const pad = (bytes: Uint8Array): Uint8Array => {
  const rest = padded(bytes.length) - bytes.length
  return rest === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(rest)])
}

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
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

function readAll(header: Header, bytes: Buffer, from: number): Map<string, Column> {
  const columns = new Map<string, Column>()
  // A pooled or odd-sized buffer would put the columns off their boundaries.
  const whole = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
  let at = whole.byteOffset + from
  for (const { name, type, length } of header.columns) {
    const column = columnAt(whole.buffer as ArrayBuffer, { type, at, length })
    columns.set(name, column)
    at += padded(column.byteLength)
  }
  return columns
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

const ORDER = 'order '

/** Every typed array in a segment, by its path: a new column needs no change here. */
function* flatten(segment: Segment): Generator<[string, Column], void> {
  for (const [name, value] of Object.entries(segment)) {
    if (value instanceof Map) continue
    yield* leaves(name, value)
  }
  for (const sort of fixedSorts) {
    const order = segment.orders.get(sort)
    if (order) yield* leaves(`${ORDER}${sort}`, { rows: order.rows, known: Uint32Array.of(order.known) })
  }
}

function* leaves(path: string, value: unknown): Generator<[string, Column], void> {
  if (
    value instanceof Uint8Array ||
    value instanceof Uint32Array ||
    value instanceof Float32Array ||
    value instanceof Float64Array
  ) {
    yield [path, value]
  } else if (typeof value === 'object' && value !== null)
    for (const [name, child] of Object.entries(value)) yield* leaves(`${path}.${name}`, child)
}

function unflatten(rows: number, columns: ReadonlyMap<string, Column>): Segment {
  const orders = new Map<string, Order>()
  const tree: Record<string, unknown> = { rows, orders, remembered: new Map(), letters: new Map() }
  for (const [path, column] of columns) if (!path.startsWith(ORDER)) setPath(tree, path.split('.'), column)
  const segment = tree as Record<string, unknown> & Segment
  for (const sort of fixedSorts) {
    const read = (name: string): Column | undefined => columns.get(`${ORDER}${sort}.${name}`)
    const known = read('known')?.[0]
    if (known === undefined) continue
    orders.set(sort, orderOf(read('rows') as Uint32Array, known, sortColumn(segment, sort)))
  }
  return segment
}

function setPath(tree: Record<string, unknown>, path: readonly string[], column: Column): void {
  const [name, ...rest] = path
  if (rest.length === 0) tree[name!] = column
  else setPath((tree[name!] ??= {}) as Record<string, unknown>, rest, column)
}
