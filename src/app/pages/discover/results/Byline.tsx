import type { ModelCard } from '#contract/catalog'
import { Lock } from 'lucide-react'
import { useTexts } from '../../../locale.tsx'

/** Who made it, where it is from, and what it is. */
export function Byline({ model }: { readonly model: ModelCard }) {
  const { card, source, filters } = useTexts()
  const from = model.author === null ? source[model.source] : card.by(model.author, source[model.source])
  const what = model.type ?? (model.task === null ? null : (filters.tasks[model.task] ?? model.task))
  return (
    <p className="flex items-center gap-1.5 truncate text-sm text-soft">
      <span className="truncate">
        {from}
        {what !== null && ` · ${what}`}
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
