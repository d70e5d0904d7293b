import type { ModelCard } from '#contract/catalog'
import { Lock } from 'lucide-react'
import { useTexts } from '../../../locale.tsx'
import { Link } from '../../../router.tsx'
import { VerdictBadge } from '../../../ui/VerdictBadge.tsx'
import { GetButton } from '../get/GetButton.tsx'
import { CardCounts } from './CardCounts.tsx'
import { CardFacts } from './CardFacts.tsx'
import { CardFit } from './CardFit.tsx'
import { ModelTile } from './ModelTile.tsx'
import { Preview } from './Preview.tsx'
import { useModelLink } from './model-link.ts'

export const cardHeight = 178

interface Props {
  readonly model: ModelCard
  readonly open: boolean
}

/** A model at a glance. The name is the link; the whole card takes the click. */
export function ModelCardView({ model, open }: Props) {
  const query = useModelLink(model.id)
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
              <Link to="discover" query={query} className="after:absolute after:inset-0 after:rounded-card">
                {model.name}
              </Link>
            </h2>
            <span className="relative">
              <VerdictBadge confidence={model.verdict.confidence} />
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
}

export function Byline({ model }: { readonly model: ModelCard }) {
  const { card, source } = useTexts()
  return (
    <p className="flex items-center gap-1.5 truncate text-sm text-soft">
      <span className="truncate">
        {model.author === null ? source[model.source] : card.by(model.author, source[model.source])}
      </span>
      {model.gated && (
        <span title={card.gated} className="shrink-0">
          <Lock aria-hidden className="size-3.5 text-faint" />
          <span className="unseen">{card.gated}</span>
        </span>
      )}
    </p>
  )
}
