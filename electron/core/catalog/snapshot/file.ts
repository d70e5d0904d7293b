/** The snapshot's file: a line that says what it is, then a model a line, packed. */
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'
import { z } from 'zod'
import type { Model } from '#domain/model'
import { compactModel, expandModel } from './compact.ts'

const Header = z.object({
  kind: z.literal('rbee-marketplace-catalog'),
  version: z.literal(1),
  /** When the facts were gathered. */
  madeAt: z.iso.datetime(),
  counts: z.object({ huggingface: z.number(), civitai: z.number() }),
})
export type SnapshotHeader = z.infer<typeof Header>

export interface Snapshot {
  readonly header: SnapshotHeader
  /** In the file's order: most used first. */
  models(from: number, to: number): readonly Model[]
  readonly length: number
}

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024

export async function packSnapshot(models: readonly Model[], madeAt: string): Promise<Buffer> {
  const counted = (source: Model['source']) => models.filter((model) => model.source === source).length
  const header: SnapshotHeader = {
    kind: 'rbee-marketplace-catalog',
    version: 1,
    madeAt,
    counts: { huggingface: counted('huggingface'), civitai: counted('civitai') },
  }
  const mostUsedFirst = models.toSorted(
    (a, b) => (b.downloads ?? -1) - (a.downloads ?? -1) || (a.id < b.id ? -1 : 1),
  )
  const lines = [header, ...mostUsedFirst.map(compactModel)].map((line) => JSON.stringify(line))
  const text = Buffer.from(lines.join('\n'))
  return compress(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  })
}

export const readSnapshot = async (file: string): Promise<Snapshot> => unpackSnapshot(await readFile(file))

export async function unpackSnapshot(packed: Buffer): Promise<Snapshot> {
  const text = await decompress(packed, { maxOutputLength: MAX_UNPACKED_BYTES })
  const lines = linesOf(text)
  const parsed = (at: number): unknown => JSON.parse(text.toString('utf8', ...(lines[at] ?? [0, 0])))
  return {
    header: Header.parse(parsed(0)),
    length: lines.length - 1,
    models: (from, to) =>
      Array.from({ length: Math.min(to, lines.length - 1) - from }, (_, at) =>
        expandModel(parsed(from + at + 1) as Parameters<typeof expandModel>[0]),
      ),
  }
}

/** Where each line lies: one long string of all of them would hold up whoever shares this thread. */
function linesOf(text: Buffer): (readonly [start: number, end: number])[] {
  const lines: [number, number][] = []
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf(10, start)
    const end = newline === -1 ? text.length : newline
    lines.push([start, end])
    start = end + 1
  }
  return lines
}
