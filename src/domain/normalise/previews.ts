import type { Preview } from '../model.ts'
import { field, listOf, positiveOf, numberOf, recordOf, textOf } from './read.ts'

const levels: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ['None', 1],
  [false, 1],
  ['Soft', 2],
  ['Mature', 4],
  ['X', 8],
  [true, 16],
])

/** The pictures of a CivitAI version: at https, or at a hub on this very machine. */
export function previewsOf(images: unknown): readonly Preview[] {
  return listOf(images).flatMap((entry) => {
    const image = recordOf(entry)
    const url = textOf(field(image, 'url'))
    if (url === null || !/^(https:\/\/|http:\/\/127\.0\.0\.1:)/i.test(url)) return []
    const type = textOf(field(image, 'type'))
    if (type !== null && type !== 'image' && type !== 'video') return []
    return {
      url,
      kind: type === 'video' || /\.(mp4|webm)(\?|$)/i.test(url) ? 'video' : 'image',
      width: positiveOf(field(image, 'width')),
      height: positiveOf(field(image, 'height')),
      blurhash: textOf(field(image, 'hash')),
      nsfwLevel: numberOf(field(image, 'nsfwLevel')) ?? levels.get(field(image, 'nsfw')) ?? null,
    }
  })
}
