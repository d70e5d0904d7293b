import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

export function Switch({ label, hint, checked, onChange, disabled = false }: Props) {
  const id = useId()
  const hintId = `${id}-hint`
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <label htmlFor={id} className="text-base">
          {label}
        </label>
        {hint !== undefined && (
          <p id={hintId} className="text-sm text-soft">
            {hint}
          </p>
        )}
      </div>
      <Base.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-describedby={hint === undefined ? undefined : hintId}
        className="mt-px flex h-5 w-8.5 shrink-0 rounded-full border border-edge bg-sunken p-px transition-colors duration-120 data-checked:border-ring data-checked:bg-honey data-disabled:opacity-50"
      >
        <Base.Thumb className="size-4 rounded-full bg-edge transition-[translate,background-color] duration-120 ease-out data-checked:translate-x-3.5 data-checked:bg-on-honey rtl:data-checked:-translate-x-3.5" />
      </Base.Root>
    </div>
  )
}
