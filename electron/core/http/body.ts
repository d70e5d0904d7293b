/** A body, unpacked, with a limit that holds for what comes out and not only for what was announced. */
import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { FailureError } from '#contract/failure'
import type { ResponseHeaders } from './open.ts'

const UNPACKERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
}
export const READABLE_ENCODINGS = Object.keys(UNPACKERS).join(', ')

/** Without a listener, the error that a body ends with when it is given up would end the process. */
export const discard = (body: Readable): void => void body.on('error', () => {}).destroy()

export async function readBody(body: Readable, headers: ResponseHeaders, maxBytes: number): Promise<Buffer> {
  const tooLarge = new FailureError({ code: 'too-large', limitBytes: maxBytes })
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    discard(body)
    throw tooLarge
  }
  const unpacker = UNPACKERS[String(headers['content-encoding'] ?? '')]?.()
  // What breaks on the way ends the last stream with its error, and so the loop below.
  const source = unpacker ? pipeline(body, unpacker, () => {}) : body
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw tooLarge // leaving the loop destroys the streams
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
