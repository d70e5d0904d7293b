import type { ModelCard } from '#contract/catalog'
import { Lock } from 'lucide-react'
import { useTexts } from '../../../locale.tsx'
import { Maker } from './Maker.tsx'

/** Who made it, where it is from, and what it is. */
export function Byline({ model }: { readonly model: ModelCard }) {
  const { card, filters } = useTexts()
  const what = model.type ?? (model.task === null ? null : (filters.tasks[model.task] ?? model.task))
  return (
    <p className="flex items-center gap-1.5 truncate text-sm text-soft">
      <span className="truncate">
        <Maker author={model.author} source={model.source} />
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
