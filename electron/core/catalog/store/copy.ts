/**
 * A second copy of the catalog beside the database, so that damage costs little. What comes later overrules.
 * Blocks of a length and a gzip member each: gzip's own checksum finds a damaged block, and the others stay readable.
 */
import {
  appendFileSync,
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Model } from '#domain/model'
import { checked, type KeyedRecord } from './database-row.ts'

/** `rows` are all that changed up to that generation of the database since the block before. */
export interface Block {
  readonly generation: number
  readonly rows: readonly Pick<KeyedRecord, 'feed' | 'record'>[]
}

interface UnpackedBlock {
  readonly generation: number
  readonly rows: readonly (readonly [feed: string | null, model: Model])[]
}

export interface Copied {
  readonly feed: string | null
  readonly model: Model
}

const BLOCK_MODELS = 250
const MAX_BLOCK_BYTES = 64 * 1024 * 1024

/** Yields after each block, so that the caller can do other work in between; what came meanwhile is asked for at the end. */
export function* writeCopy(
  db: DatabaseSync,
  file: string,
  { generation, since }: { readonly generation: number; readonly since: (generation: number) => Block },
): Generator<void, void> {
  const temporary = `${file}.${process.pid}.tmp`
  const handle = openSync(temporary, 'w')
  try {
    const page = db.prepare('SELECT key, feed, crc, record FROM models WHERE key > ? ORDER BY key LIMIT ?')
    for (let after = 0; ;) {
      const read = page.all(after, BLOCK_MODELS).map(checked)
      const last = read.at(-1)
      if (!last) break
      after = last.key
      writeSync(handle, pack({ generation, rows: read }))
      yield
    }
    writeSync(handle, pack(since(generation)))
    fsyncSync(handle)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
}

/** How many bytes that took. */
export function addToCopy(file: string, block: Block): number {
  const packed = pack(block)
  appendFileSync(file, packed)
  return packed.length
}

export interface CopyState {
  readonly bytes: number
  /** Null where the copy does not tell: then it is of no use. */
  readonly generation: number | null
}

/** Cuts it to whole blocks: after half of one nothing could be read. Null where there is no copy. */
export function openCopy(file: string): CopyState | null {
  let handle: number
  try {
    handle = openSync(file, 'r+')
  } catch {
    return null
  }
  try {
    const { size } = fstatSync(handle)
    const length = Buffer.alloc(LENGTH_BYTES)
    let [start, end] = [0, 0]
    while (readSync(handle, length, 0, LENGTH_BYTES, end) === LENGTH_BYTES) {
      const next = end + LENGTH_BYTES + length.readUInt32LE()
      if (next > size) break
      ;[start, end] = [end, next]
    }
    if (end < size) ftruncateSync(handle, end)
    const last = Buffer.alloc(end - start)
    readSync(handle, last, 0, last.length, start)
    return { bytes: end, generation: unpack(last.subarray(LENGTH_BYTES))?.generation ?? null }
  } finally {
    closeSync(handle)
  }
}

const LENGTH_BYTES = 4

/** The records as the database has them: neither parsed nor written again. */
function pack({ generation, rows }: Block): Buffer {
  const json = rows.map(({ feed, record }) => `[${JSON.stringify(feed)},${record}]`).join()
  const body = gzipSync(`{"generation":${generation},"rows":[${json}]}`, { level: 1 })
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(body.length)
  return Buffer.concat([length, body])
}

/** Whatever can still be read; nothing where there is no copy. */
export function* readCopy(file: string): Generator<readonly Copied[], void> {
  const bytes = readIfPresent(file)
  for (let at = 0; at + LENGTH_BYTES <= bytes.length;) {
    const length = bytes.readUInt32LE(at)
    at += LENGTH_BYTES
    if (length > MAX_BLOCK_BYTES || at + length > bytes.length) return
    const block = unpack(bytes.subarray(at, at + length))
    at += length
    if (block) yield block.rows.map(([feed, model]) => ({ feed, model }))
  }
}

function unpack(body: Buffer): UnpackedBlock | null {
  try {
    const block = JSON.parse(
      gunzipSync(body, { maxOutputLength: MAX_BLOCK_BYTES }).toString(),
    ) as UnpackedBlock
    return Array.isArray(block.rows) ? block : null
  } catch {
    return null
  }
}

function readIfPresent(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    return Buffer.alloc(0)
  }
}
