import { Collapsible } from '@base-ui/react/collapsible'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTexts } from '../../../locale.tsx'

interface Props {
  readonly title: string
  readonly startsOpen: boolean
  /** Something here narrows the results. */
  readonly active: boolean
  readonly onReset?: () => void
  readonly children: ReactNode
}

export function FilterSection({ title, startsOpen, active, onReset, children }: Props) {
  const { filters, ui } = useTexts()
  return (
    <Collapsible.Root defaultOpen={startsOpen} className="py-1.5">
      <div className="flex items-center">
        <Collapsible.Trigger className="group flex h-8 flex-1 items-center gap-1.5 rounded-control px-2 text-sm font-medium focus-visible:-outline-offset-2">
          <ChevronDown
            aria-hidden
            className="size-3.5 -rotate-90 text-faint transition-transform duration-120 group-data-panel-open:rotate-0 rtl:rotate-90 rtl:group-data-panel-open:rotate-0"
          />
          {title}
          {active && <span aria-hidden className="size-1.5 rounded-full bg-ring" />}
        </Collapsible.Trigger>
        {active && onReset !== undefined && (
          <button
            type="button"
            aria-label={filters.reset(title)}
            onClick={onReset}
            className="h-7 rounded-control px-2 text-sm text-soft hover:bg-hover hover:text-ink"
          >
            {ui.reset}
          </button>
        )}
      </div>
      <Collapsible.Panel className="pb-1.5">{children}</Collapsible.Panel>
    </Collapsible.Root>
  )
}
