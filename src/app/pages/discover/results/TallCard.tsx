import type { ModelCard } from '#contract/catalog'
import { memo } from 'react'
import { GetButton } from '../get/GetButton.tsx'
import { VerdictPopover } from '../verdict/VerdictPopover.tsx'
import { CardCounts } from './CardCounts.tsx'
import { CardFacts } from './CardFacts.tsx'
import { CardFit } from './CardFit.tsx'
import { Byline } from './Byline.tsx'
import { ModelLink } from './ModelLink.tsx'
import { ModelTile } from './ModelTile.tsx'
import { Preview } from './Preview.tsx'

/** What stands below the picture. */
export const tallCardText = 176

interface Props {
  readonly model: ModelCard
  readonly open: boolean
  readonly height: number
}

/** An image model, its picture first. */
export const TallCard = memo(function TallCard({ model, open, height }: Props) {
  return (
    <article
      aria-label={model.name}
      data-open={open || undefined}
      style={{ height }}
      className="group/card relative flex flex-col overflow-hidden rounded-card border border-line bg-surface transition-colors duration-120 hover:border-edge data-open:border-ring data-open:shadow-[0_0_0_1px_var(--color-ring)]"
    >
      {model.preview === null ? (
        <ModelTile model={model} className="min-h-0 flex-1 rounded-none" large />
      ) : (
        <Preview preview={model.preview} name={model.name} width={480} className="min-h-0 flex-1" />
      )}
      <span className="absolute end-2 top-2 z-[1] rounded-control bg-surface">
        <VerdictPopover model={model} />
      </span>
      <div style={{ height: tallCardText }} className="flex flex-col gap-2 border-t border-line p-3">
        <div className="min-h-0 flex-1">
          <h2 className="line-clamp-2 leading-tight font-medium wrap-anywhere">
            <ModelLink id={model.id} className="after:absolute after:inset-0 after:rounded-card">
              <bdi>{model.name}</bdi>
            </ModelLink>
          </h2>
          <Byline model={model} />
          <CardFacts model={model} />
        </div>
        <CardFit verdict={model.verdict} />
        <footer className="flex items-center gap-2">
          <CardCounts model={model} />
          <span className="relative">
            <GetButton model={model} />
          </span>
        </footer>
      </div>
    </article>
  )
})
