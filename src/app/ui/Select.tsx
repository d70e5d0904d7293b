import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { cx } from '../lib/cx.ts'

export interface Option<T extends string> {
  readonly value: T
  readonly label: string
  readonly hint?: string
  readonly disabled?: boolean
}

interface Props<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
  readonly icon?: ReactNode
  readonly id?: string
  readonly ref?: Ref<HTMLButtonElement>
  readonly className?: string
}

const triggerClass =
  'inline-flex h-8 min-w-0 items-center gap-2 rounded-control border border-edge bg-surface px-2.5 text-base ' +
  'transition-colors duration-120 hover:bg-hover data-popup-open:bg-hover [&_svg]:size-4 [&_svg]:shrink-0'

export function Select<T extends string>(props: Props<T>) {
  const { label, value, options, onChange, icon, id, ref, className } = props
  const items = options.map((option) => ({ value: option.value, label: option.label }))
  return (
    <Base.Root
      items={items}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
    >
      <Base.Trigger ref={ref} id={id} aria-label={label} className={cx(triggerClass, className)}>
        {icon !== undefined && <span className="text-faint">{icon}</span>}
        <Base.Value className="truncate" />
        <Base.Icon className="ms-auto text-faint">
          <ChevronsUpDown aria-hidden />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-40">
          <Base.Popup className="floats max-h-[min(24rem,var(--available-height))] min-w-(--anchor-width) overflow-y-auto p-1">
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function SelectItem({ option }: { readonly option: Option<string> }) {
  return (
    <Base.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="grid grid-cols-[1rem_1fr] items-center gap-2 rounded-control py-1.5 ps-2 pe-4 text-base data-disabled:text-faint data-highlighted:bg-hover"
    >
      <Base.ItemIndicator className="text-honey-ink [&_svg]:size-4">
        <Check aria-hidden />
      </Base.ItemIndicator>
      <span className="col-start-2">
        <Base.ItemText>{option.label}</Base.ItemText>
        {option.hint !== undefined && <span className="block text-sm text-soft">{option.hint}</span>}
      </span>
    </Base.Item>
  )
}
