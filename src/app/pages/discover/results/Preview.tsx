import type { ModelCard } from '#contract/catalog'
import { ImageOff } from 'lucide-react'
import { cx } from '../../../lib/cx.ts'
import { useTexts } from '../../../locale.tsx'
import { Blurhash } from '../../../ui/Blurhash.tsx'
import { usePicture } from '../../../state/pictures.ts'

interface Props {
  readonly preview: Pick<NonNullable<ModelCard['preview']>, 'url' | 'blurhash'>
  readonly name: string
  readonly className?: string
  /** As many pixels as it is shown at most. */
  readonly width?: number
}

/** A picture from a hub, over its own blur until it is here. */
export function Preview({ preview, name, className, width = 240 }: Props) {
  const { card } = useTexts()
  const picture = usePicture(preview.url, width)
  return (
    <span className={cx('relative block overflow-hidden bg-press', className)}>
      {preview.blurhash !== null && <Blurhash hash={preview.blurhash} />}
      {picture.kind === 'ready' && (
        <img
          src={picture.src}
          alt={card.preview(name)}
          loading="lazy"
          decoding="async"
          className="absolute inset-0 size-full object-cover"
        />
      )}
      {picture.kind === 'none' && preview.blurhash === null && (
        <ImageOff aria-hidden className="absolute inset-0 m-auto size-5 text-faint" strokeWidth={1.5} />
      )}
    </span>
  )
}
