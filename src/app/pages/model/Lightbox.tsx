import { showingOf } from '#domain/content-level'
import type { Preview } from '#domain/model'
import { Dialog as Base } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, Eye, X } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { cx } from '../../lib/cx.ts'
import { useFormat, useTexts } from '../../locale.tsx'
import { usePicture } from '../../state/pictures.ts'
import { useSettings } from '../../state/settings.ts'
import { Blurhash } from '../../ui/Blurhash.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

interface Props {
  readonly name: string
  readonly pictures: readonly Preview[]
  readonly place: number
  readonly onPlace: (place: number) => void
  readonly onClose: () => void
  /** Where the focus goes when it closes: the picture that was seen last. */
  readonly returnTo: () => HTMLElement | null
}

/** Keys that turn the pages, by how far; they follow the reading direction. */
const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, PageDown: 1, PageUp: -1 }

/** One picture at a time, as large as the window lets it be. */
export function Lightbox({ name, pictures, place, onPlace, onClose, returnTo }: Props) {
  const { model: say, ui } = useTexts()
  const format = useFormat()
  const popup = useRef<HTMLDivElement>(null)
  const picture = pictures[place]
  const to = (next: number) => {
    if (next >= 0 && next < pictures.length) onPlace(next)
  }
  const onKeyDown = ({ key }: KeyboardEvent) => {
    const turned = key.startsWith('Arrow') && document.documentElement.dir === 'rtl' ? -1 : 1
    if (key in steps) to(place + (steps[key] ?? 0) * turned)
    else if (key === 'Home') to(0)
    else if (key === 'End') to(pictures.length - 1)
  }
  if (picture === undefined) return null
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-30 bg-[oklch(0.12_0.008_80/0.97)] transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          initialFocus={popup}
          finalFocus={returnTo}
          onKeyDown={onKeyDown}
          className="fixed inset-0 z-30 flex flex-col outline-none"
        >
          <header className="flex items-center gap-3 bg-raised px-4 py-2">
            <Base.Title className="min-w-0 flex-1 truncate font-medium">{name}</Base.Title>
            <p role="status" className="text-sm text-soft">
              {say.pictureOf(format.number(place + 1), format.number(pictures.length))}
            </p>
            <IconButton
              label={say.previous}
              aria-disabled={place === 0}
              onClick={() => to(place - 1)}
              className="aria-disabled:text-faint"
            >
              <ChevronLeft aria-hidden className="rtl:-scale-x-100" />
            </IconButton>
            <IconButton
              label={say.next}
              aria-disabled={place === pictures.length - 1}
              onClick={() => to(place + 1)}
              className="aria-disabled:text-faint"
            >
              <ChevronRight aria-hidden className="rtl:-scale-x-100" />
            </IconButton>
            <Base.Close render={<IconButton label={ui.close} />}>
              <X aria-hidden />
            </Base.Close>
          </header>
          <Large key={picture.url} picture={picture} label={say.picture(name, place + 1)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function Large({ picture, label }: { readonly picture: Preview; readonly label: string }) {
  const { model: say, card } = useTexts()
  const level = useSettings()?.content.mature ?? 'hide'
  const [revealed, setRevealed] = useState(false)
  const blurred = showingOf(picture, level) === 'blur' && !revealed
  const file = usePicture(picture.url, 1600)
  return (
    <div className="relative flex min-h-0 flex-1 items-center justify-center overflow-hidden p-4">
      {file.kind === 'ready' ? (
        <img
          src={file.src}
          alt={label}
          className={cx('max-h-full max-w-full rounded-control object-contain', blurred && 'blur-3xl')}
        />
      ) : (
        <span
          role="img"
          aria-label={label}
          className="relative block aspect-3/4 h-full max-w-full overflow-hidden rounded-control bg-press"
        >
          {picture.blurhash !== null && <Blurhash hash={picture.blurhash} />}
          {file.kind === 'none' && (
            <span className="absolute inset-0 m-auto h-fit text-center text-soft">{say.noPicture}</span>
          )}
        </span>
      )}
      {blurred && (
        <Button
          icon={<Eye aria-hidden />}
          onClick={() => setRevealed(true)}
          className="absolute"
          aria-label={`${say.reveal}: ${card.nsfw}`}
        >
          {say.reveal}
        </Button>
      )}
    </div>
  )
}
