import { showingOf } from '#domain/content-level'
import type { Preview as PreviewData } from '#domain/model'
import { useRef, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { useSettings } from '../../state/settings.ts'
import { Preview } from '../discover/results/Preview.tsx'
import { Block } from './Block.tsx'
import { Lightbox } from './Lightbox.tsx'

const most = 24

interface Props {
  readonly name: string
  readonly pictures: readonly PreviewData[]
}

/** Pictures in a row; each opens large. */
export function Gallery({ name, pictures }: Props) {
  const { model: say } = useTexts()
  const level = useSettings()?.content.mature ?? 'hide'
  const [opened, setOpened] = useState<number | null>(null)
  const thumbnails = useRef<(HTMLButtonElement | null)[]>([])
  const last = useRef(0)
  const shown = pictures
    .filter((picture) => picture.kind === 'image' && showingOf(picture, level) !== 'hide')
    .slice(0, most)
  if (shown.length === 0) return null
  const show = (place: number) => {
    last.current = place
    setOpened(place)
  }
  return (
    <Block title={say.pictures}>
      <ul className="-mx-1 flex gap-2 overflow-x-auto p-1" aria-label={say.pictures}>
        {shown.map((picture, place) => (
          <li key={picture.url} className="shrink-0">
            <button
              type="button"
              ref={(button) => void (thumbnails.current[place] = button)}
              aria-label={say.openPicture(place + 1, shown.length)}
              onClick={() => show(place)}
              className="group/card block cursor-zoom-in rounded-card"
            >
              <Preview
                preview={picture}
                name={say.picture(name, place + 1)}
                width={480}
                className="aspect-3/4 h-56 rounded-card"
              />
            </button>
          </li>
        ))}
      </ul>
      {opened !== null && (
        <Lightbox
          name={name}
          pictures={shown}
          place={opened}
          onPlace={show}
          onClose={() => setOpened(null)}
          returnTo={() => thumbnails.current[last.current] ?? null}
        />
      )}
    </Block>
  )
}
