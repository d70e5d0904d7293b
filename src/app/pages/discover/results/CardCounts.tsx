import type { ModelCard } from '#contract/catalog'
import { ArrowDownToLine, Heart, History, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { useFormat, useTexts } from '../../../locale.tsx'
import { useNow } from '../../../state/now.ts'

const iconOf = (Icon: LucideIcon) => <Icon aria-hidden className="size-3.5 shrink-0" />
// Made once: what is the same element is not drawn again for every card of every answer.
const icons = { downloads: iconOf(ArrowDownToLine), likes: iconOf(Heart), updated: iconOf(History) }

interface CountProps {
  readonly icon: ReactElement
  readonly label: string
  readonly text: string
  readonly exact: string
}

function Count({ icon, label, text, exact }: CountProps) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap" title={`${label}: ${exact}`}>
      {icon}
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
          icon={icons.downloads}
          label={card.downloads}
          text={format.compact(downloads)}
          exact={format.number(downloads)}
        />
      )}
      {likes !== null && (
        <Count
          icon={icons.likes}
          label={card.likes}
          text={format.compact(likes)}
          exact={format.number(likes)}
        />
      )}
      {updatedAt !== null && (
        <Count
          icon={icons.updated}
          label={card.updated}
          text={format.ago(updatedAt, now)}
          exact={format.date(updatedAt)}
        />
      )}
    </div>
  )
}
