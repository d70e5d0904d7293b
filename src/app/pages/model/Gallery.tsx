import type { Preview as PreviewData } from '#domain/model'
import { useTexts } from '../../locale.tsx'
import { Preview } from '../discover/results/Preview.tsx'
import { Block } from './Block.tsx'

const most = 12

export function Gallery({
  name,
  pictures,
}: {
  readonly name: string
  readonly pictures: readonly PreviewData[]
}) {
  const { model: say } = useTexts()
  const images = pictures.filter(({ kind }) => kind === 'image').slice(0, most)
  if (images.length === 0) return null
  return (
    <Block title={say.pictures}>
      <ul className="-mx-1 flex gap-2 overflow-x-auto px-1 pb-1" tabIndex={0} aria-label={say.pictures}>
        {images.map((picture, place) => (
          <li key={picture.url} className="shrink-0">
            <Preview
              preview={picture}
              name={say.picture(name, place + 1)}
              width={480}
              className="aspect-3/4 h-56 rounded-card"
            />
          </li>
        ))}
      </ul>
    </Block>
  )
}
