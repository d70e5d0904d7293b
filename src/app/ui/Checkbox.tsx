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

/** The browser's own box, in our look: a page may have a hundred of them. */
export function Checkbox({ checked, onChange, children, after, disabled = false }: Props) {
  return (
    <label className="flex min-h-7 items-center gap-2 rounded-control px-2 text-base hover:bg-hover has-disabled:text-faint has-disabled:hover:bg-transparent">
      <span className="grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onChange(event.target.checked)}
          className="peer col-start-1 row-start-1 size-4 appearance-none rounded-[4px] border border-edge bg-surface checked:border-ring checked:bg-honey"
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none col-start-1 row-start-1 hidden size-3 text-on-honey peer-checked:block"
        />
      </span>
      <span className="min-w-0 flex-1 py-0.5 leading-tight wrap-anywhere">{children}</span>
      {after !== undefined && <span className="text-sm text-faint">{after}</span>}
    </label>
  )
}
