/**
 * A second copy of the catalog beside the database, so that damage costs little.
 * Blocks of a length and a gzip member each: gzip's own checksum finds a damaged block, and the others stay readable.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Model } from '#domain/model'
import { decode } from './database-row.ts'

export interface Copied {
  readonly feed: string | null
  readonly model: Model
}

const BLOCK_MODELS = 250
const MAX_BLOCK_BYTES = 64 * 1024 * 1024

/** Yields after each block, so that the caller can do other work in between. */
export function* writeCopy(db: DatabaseSync, file: string): Generator<void, void> {
  const temporary = `${file}.${process.pid}.tmp`
  const handle = openSync(temporary, 'w')
  try {
    const page = db.prepare('SELECT key, feed, crc, record FROM models WHERE key > ? ORDER BY key LIMIT ?')
    for (let after = 0; ;) {
      const rows = page.all(after, BLOCK_MODELS).map(decode)
      const last = rows.at(-1)
      if (!last) break
      after = last.key
      writeBlock(handle, JSON.stringify(rows.map(({ feed, model }) => [feed, model])))
      yield
    }
    fsyncSync(handle)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
  renameSync(temporary, file)
}

function writeBlock(handle: number, json: string): void {
  const body = gzipSync(json, { level: 1 })
  const length = Buffer.alloc(4)
  length.writeUInt32LE(body.length)
  writeSync(handle, length)
  writeSync(handle, body)
}

/** Whatever can still be read; nothing where there is no copy. */
export function* readCopy(file: string): Generator<readonly Copied[], void> {
  const bytes = readIfPresent(file)
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32LE(at)
    at += 4
    if (length > MAX_BLOCK_BYTES || at + length > bytes.length) return
    const block = parseBlock(bytes.subarray(at, at + length))
    at += length
    if (block) yield block
  }
}

function parseBlock(body: Buffer): readonly Copied[] | null {
  try {
    const rows = JSON.parse(gunzipSync(body, { maxOutputLength: MAX_BLOCK_BYTES }).toString()) as [
      string | null,
      Model,
    ][]
    return rows.map(([feed, model]) => ({ feed, model }))
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
