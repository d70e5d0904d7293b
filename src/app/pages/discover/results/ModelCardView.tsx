import type { ModelCard } from '#contract/catalog'
import { memo } from 'react'
import { VerdictPopover } from '../verdict/VerdictPopover.tsx'
import { GetButton } from '../get/GetButton.tsx'
import { Byline } from './Byline.tsx'
import { CardCounts } from './CardCounts.tsx'
import { CardFacts } from './CardFacts.tsx'
import { CardFit } from './CardFit.tsx'
import { ModelTile } from './ModelTile.tsx'
import { Preview } from './Preview.tsx'
import { ModelLink } from './ModelLink.tsx'

export const cardHeight = 178

interface Props {
  readonly model: ModelCard
  readonly open: boolean
}

/** A model at a glance. The name is the link; the whole card takes the click. */
export const ModelCardView = memo(function ModelCardView({ model, open }: Props) {
  return (
    <article
      aria-label={model.name}
      data-open={open || undefined}
      style={{ height: cardHeight }}
      className="group relative flex flex-col gap-2.5 rounded-card border border-line bg-surface p-3.5 transition-colors duration-120 hover:border-edge data-open:border-ring data-open:shadow-[0_0_0_1px_var(--color-ring)]"
    >
      <div className="flex min-h-0 flex-1 gap-3">
        {model.preview === null ? (
          <ModelTile model={model} className="h-18 w-15 shrink-0" />
        ) : (
          <Preview preview={model.preview} name={model.name} className="h-18 w-15 shrink-0 rounded-control" />
        )}
        <div className="min-w-0 flex-1">
          <div className="flex items-start justify-between gap-2">
            <h2 className="line-clamp-2 min-w-0 leading-tight font-medium wrap-anywhere">
              <ModelLink id={model.id} className="after:absolute after:inset-0 after:rounded-card">
                <bdi>{model.name}</bdi>
              </ModelLink>
            </h2>
            <span className="relative">
              <VerdictPopover model={model} />
            </span>
          </div>
          <Byline model={model} />
          <CardFacts model={model} />
        </div>
      </div>
      <CardFit verdict={model.verdict} />
      <footer className="flex items-center gap-2">
        <CardCounts model={model} />
        <span className="relative">
          <GetButton model={model} />
        </span>
      </footer>
    </article>
  )
})
