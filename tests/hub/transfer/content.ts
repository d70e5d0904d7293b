/** Made-up file contents: the same seed is the same bytes, in every process. */
import { createHash } from 'node:crypto'

/** Noise that no compression shortens and no two offsets of which are alike. */
export function noise(seed: string, sizeBytes: number): Buffer {
  const bytes = Buffer.allocUnsafe(sizeBytes)
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0) | 1
  let at = 0
  for (; at + 4 <= sizeBytes; at += 4) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes.writeInt32LE(state, at)
  }
  bytes.fill(7, at)
  return bytes
}

/** A safetensors file that parses: one F32 tensor over noise. */
export function safetensors(seed: string, valueCount: number, metadata: Record<string, string> = {}): Buffer {
  const dataBytes = valueCount * 4
  const header = JSON.stringify({
    ...(Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {}),
    'model.embed_tokens.weight': { dtype: 'F32', shape: [valueCount], data_offsets: [0, dataBytes] },
  })
  const padded = header.padEnd(Math.ceil(header.length / 8) * 8, ' ')
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(padded.length))
  return Buffer.concat([length, Buffer.from(padded), noise(seed, dataBytes)])
}

type GgufValue = string | number | readonly string[] | readonly number[]

/** A GGUF file (version 3) that parses: the metadata given, no tensors, and noise behind it. */
export function gguf(metadata: Readonly<Record<string, GgufValue>>, dataBytes = 0): Buffer {
  const parts = Object.entries(metadata).flatMap(([key, value]) => [ggufString(key), ...ggufValue(value)])
  const head = Buffer.alloc(24)
  head.write('GGUF', 0)
  head.writeUInt32LE(3, 4)
  head.writeBigUInt64LE(0n, 8)
  head.writeBigUInt64LE(BigInt(Object.keys(metadata).length), 16)
  return Buffer.concat([head, ...parts, noise('gguf', dataBytes)])
}

function ggufString(text: string): Buffer {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(bytes.length))
  return Buffer.concat([length, bytes])
}

const [UINT32, FLOAT32, STRING, ARRAY] = [4, 6, 8, 9]

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function ggufValue(value: GgufValue): Buffer[] {
  if (typeof value === 'string') return [uint32(STRING), ggufString(value)]
  if (typeof value === 'number') return [uint32(UINT32), uint32(value)]
  const count = Buffer.alloc(8)
  count.writeBigUInt64LE(BigInt(value.length))
  const strings = typeof value[0] === 'string'
  const items = value.map((item) => (typeof item === 'string' ? ggufString(item) : float32(item)))
  return [uint32(ARRAY), uint32(strings ? STRING : FLOAT32), count, ...items]
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
export const gitSha1 = (bytes: Buffer): string =>
  createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
