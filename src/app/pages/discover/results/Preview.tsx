import type { ModelCard } from '#contract/catalog'
import { showingOf } from '#domain/content-level'
import { EyeOff, ImageOff } from 'lucide-react'
import { cx } from '../../../lib/cx.ts'
import { useTexts } from '../../../locale.tsx'
import { Blurhash } from '../../../ui/Blurhash.tsx'
import { useSettings } from '../../../state/settings.ts'
import { usePicture } from '../../../state/pictures.ts'

interface Props {
  readonly preview: Pick<NonNullable<ModelCard['preview']>, 'url' | 'blurhash' | 'nsfwLevel'>
  readonly name: string
  readonly className?: string
  /** As many pixels as it is shown at most. */
  readonly width?: number
}

/** A picture from a hub, over its own blur until it is here. */
export function Preview({ preview, name, className, width = 240 }: Props) {
  const { card } = useTexts()
  const showing = showingOf(preview, useSettings()?.content.mature ?? 'hide')
  const picture = usePicture(showing === 'hide' ? null : preview.url, width)
  return (
    <span className={cx('relative block overflow-hidden bg-press', className)}>
      {preview.blurhash !== null && <Blurhash hash={preview.blurhash} />}
      {picture.kind === 'ready' && (
        <img
          src={picture.src}
          alt={card.preview(name)}
          loading="lazy"
          decoding="async"
          className={cx(
            'absolute inset-0 size-full object-cover',
            showing === 'blur' &&
              'scale-110 blur-xl transition-[filter] duration-150 group-focus-within/card:blur-none hover:blur-none',
          )}
        />
      )}
      {showing === 'hide' && (
        <EyeOff
          aria-label={card.hidden}
          className="absolute inset-0 m-auto size-5 text-faint"
          strokeWidth={1.5}
        />
      )}
      {picture.kind === 'none' && preview.blurhash === null && (
        <ImageOff aria-hidden className="absolute inset-0 m-auto size-5 text-faint" strokeWidth={1.5} />
      )}
    </span>
  )
}
