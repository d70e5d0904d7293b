/** A safetensors header, read with suspicion: every length it declares must fit into the file. */
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { say, type Saying } from '#domain/sayings/saying'
import type { Inspection } from './facts.ts'

/** The reference reader's own limit. */
const MOST_HEADER_BYTES = 100_000_000
const BITS: Readonly<Record<string, number>> = {
  BOOL: 8,
  U8: 8,
  I8: 8,
  F8_E5M2: 8,
  F8_E4M3: 8,
  F8_E8M0: 8,
  F4: 4,
  F6_E2M3: 6,
  F6_E3M2: 6,
  I16: 16,
  U16: 16,
  F16: 16,
  BF16: 16,
  I32: 32,
  U32: 32,
  F32: 32,
  F64: 64,
  I64: 64,
  U64: 64,
  C64: 64,
}

const Tensor = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  data_offsets: z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]),
})
type Tensor = z.infer<typeof Tensor>

const bad = (why: Saying): Inspection => ({ ok: false, why })

export async function inspectSafetensors(path: string): Promise<Inspection> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const head = Buffer.alloc(8)
    await file.read(head, 0, 8, 0)
    const headerBytes = Number(head.readBigUInt64LE())
    if (size < 8 || headerBytes < 2 || headerBytes > MOST_HEADER_BYTES || headerBytes + 8 > size)
      return bad(say('file-header-beyond'))
    const header = Buffer.alloc(headerBytes)
    await file.read(header, 0, headerBytes, 8)
    return readHeader(header.toString(), size - 8 - headerBytes)
  } finally {
    await file.close()
  }
}

function readHeader(text: string, dataBytes: number): Inspection {
  const parsed = z.record(z.string(), z.unknown()).safeParse(jsonOrNull(text))
  if (!parsed.success) return bad(say('file-header'))
  const tensors: Tensor[] = []
  for (const [name, value] of Object.entries(parsed.data)) {
    if (name === '__metadata__') continue
    const tensor = Tensor.safeParse(value)
    if (!tensor.success) return bad(say('file-tensor', { name: name.slice(0, 80) }))
    tensors.push(tensor.data)
  }
  return judge(tensors, dataBytes)
}

/** The tensors must fill the rest of the file, one behind the other, each as long as its shape says. */
function judge(tensors: readonly Tensor[], dataBytes: number): Inspection {
  let end = 0
  const bytesByType = new Map<string, number>()
  for (const { dtype, shape, data_offsets: offsets } of tensors.toSorted(byOffset)) {
    const [from, to] = offsets
    const bits = BITS[dtype]
    if (from !== end || to < from) return bad(say('file-tensor-gaps'))
    const wanted =
      bits === undefined ? null : Math.ceil((shape.reduce((all, one) => all * one, 1) * bits) / 8)
    if (wanted !== null && wanted !== to - from) return bad(say('file-tensor-length'))
    bytesByType.set(dtype, (bytesByType.get(dtype) ?? 0) + to - from)
    end = to
  }
  if (end !== dataBytes) return bad(say('file-tensors-short'))
  const dtypes = [...bytesByType].toSorted((a, b) => b[1] - a[1]).map(([dtype]) => dtype)
  return { ok: true, facts: { ...NOTHING, dtypes, tensorCount: tensors.length } }
}

const byOffset = (a: Tensor, b: Tensor): number =>
  a.data_offsets[0] - b.data_offsets[0] || a.data_offsets[1] - b.data_offsets[1]

const NOTHING = {
  format: 'safetensors',
  architecture: null,
  contextLength: null,
  tokenizer: null,
  chatTemplate: null,
  bosToken: null,
  eosToken: null,
} as const

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
