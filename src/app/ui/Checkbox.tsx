import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
  /** Stands at the end of the line, usually a count. */
  readonly after?: ReactNode
  readonly disabled?: boolean
}

export function Checkbox({ checked, onChange, children, after, disabled = false }: Props) {
  return (
    <label className="flex min-h-7 items-center gap-2 rounded-control px-2 text-base hover:bg-hover has-data-disabled:text-faint has-data-disabled:hover:bg-transparent">
      <Base.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-edge bg-surface data-checked:border-ring data-checked:bg-honey"
      >
        <Base.Indicator className="text-on-honey [&_svg]:size-3">
          <Check aria-hidden strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {after !== undefined && <span className="text-sm text-faint">{after}</span>}
    </label>
  )
}
