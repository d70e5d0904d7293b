import type { Preview } from '#domain/model'
import type { Segment } from './segment.ts'

const STRINGS_PER_ROW = 3

function stringAt({ strings: { heap, starts } }: Segment, at: number): string {
  const from = starts[at]!
  const to = starts[at + 1]!
  return from === to ? '' : Buffer.from(heap.buffer, heap.byteOffset + from, to - from).toString()
}

export interface RowStrings {
  readonly sourceId: string
  readonly name: string
  readonly preview: Preview | null
}

export function readStrings(segment: Segment, row: number): RowStrings {
  const at = row * STRINGS_PER_ROW
  const sourceId = stringAt(segment, at)
  const name = stringAt(segment, at + 1)
  return {
    sourceId,
    name: name === '' ? sourceId.slice(sourceId.lastIndexOf('/') + 1) : name,
    preview: unpackPreview(stringAt(segment, at + 2)),
  }
}

type Fields = readonly [
  Preview['url'],
  Preview['kind'],
  Preview['width'],
  Preview['height'],
  Preview['blurhash'],
  Preview['nsfwLevel'],
]

/** Without names, which would be most of it. */
export function packPreview(preview: Preview | null): string {
  if (preview === null) return ''
  const { url, kind, width, height, blurhash, nsfwLevel } = preview
  const fields: Fields = [url, kind, width, height, blurhash, nsfwLevel]
  return JSON.stringify(fields)
}

function unpackPreview(text: string): Preview | null {
  if (text === '') return null
  const [url, kind, width, height, blurhash, nsfwLevel] = JSON.parse(text) as Fields
  return { url, kind, width, height, blurhash, nsfwLevel }
}
