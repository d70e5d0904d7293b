import type { ModelCard } from '#contract/catalog'
import { ArrowDownToLine, Heart, History, type LucideIcon } from 'lucide-react'
import { useFormat, useTexts } from '../../../locale.tsx'
import { useNow } from '../../../state/now.ts'

interface CountProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly text: string
  readonly exact: string
}

function Count({ icon: Icon, label, text, exact }: CountProps) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap" title={`${label}: ${exact}`}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="unseen">{label}</span>
      {text}
    </span>
  )
}

export function CardCounts({ model }: { readonly model: ModelCard }) {
  const { card } = useTexts()
  const format = useFormat()
  const now = useNow()
  const { downloads, likes, updatedAt } = model
  return (
    <div className="flex h-4.5 min-w-0 flex-1 flex-wrap gap-x-3 overflow-hidden text-xs text-faint">
      {downloads !== null && (
        <Count
          icon={ArrowDownToLine}
          label={card.downloads}
          text={format.compact(downloads)}
          exact={format.number(downloads)}
        />
      )}
      {likes !== null && (
        <Count icon={Heart} label={card.likes} text={format.compact(likes)} exact={format.number(likes)} />
      )}
      {updatedAt !== null && (
        <Count
          icon={History}
          label={card.updated}
          text={format.ago(updatedAt, now)}
          exact={format.date(updatedAt)}
        />
      )}
    </div>
  )
}
