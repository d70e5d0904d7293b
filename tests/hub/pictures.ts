/** Small real PNG pictures in a colour of their own, in place of the recorded ones, which belong to their authors. */
import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { HubPart } from './exchange.ts'

const SIDE = 64

export const pictures: HubPart = ({ origin, url, send }) => {
  const known = /^\/(pictures|xG1nkqKTMzGDvpLrqFT7WA|[^/]+)\/.+\.(png|jpe?g|webp)$/i.test(url.pathname)
  if (origin !== 'cdn' || !known) return false
  send({
    status: 200,
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' },
    body: picture(url.pathname),
  })
  return true
}

export function picture(seed: string): Buffer {
  const [red = 0, green = 0, blue = 0] = createHash('sha1').update(seed).digest()
  const row = Buffer.from([0, ...Array.from({ length: SIDE }, () => [red, green, blue]).flat()])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIDE, 0)
  header.writeUInt32BE(SIDE, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.concat(Array.from({ length: SIDE }, () => row)))
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
