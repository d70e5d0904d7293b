import { STRINGS_PER_ROW, type Segment } from './segment.ts'

function stringAt({ strings: { heap, starts } }: Segment, at: number): string {
  const from = starts[at]!
  const to = starts[at + 1]!
  return from === to ? '' : Buffer.from(heap.buffer, heap.byteOffset + from, to - from).toString()
}

export interface RowStrings {
  readonly sourceId: string
  readonly name: string
  /** JSON, or empty. */
  readonly preview: string
}

export function readStrings(segment: Segment, row: number): RowStrings {
  const at = row * STRINGS_PER_ROW
  const sourceId = stringAt(segment, at)
  const name = stringAt(segment, at + 1)
  return {
    sourceId,
    name: name === '' ? sourceId.slice(sourceId.lastIndexOf('/') + 1) : name,
    preview: stringAt(segment, at + 2),
  }
}
