import { RadioGroup } from '@base-ui/react/radio-group'
import { Radio } from '@base-ui/react/radio'
import type { ReactNode } from 'react'

export interface Segment<T extends string> {
  readonly value: T
  readonly label: string
  readonly icon?: ReactNode
}

interface Props<T extends string> {
  readonly label: string
  readonly value: T
  readonly segments: readonly Segment<T>[]
  readonly onChange: (value: T) => void
  /** Shows icons only; the labels are still read aloud. */
  readonly iconsOnly?: boolean
}

/** One choice of a few, all in sight. */
export function Segments<T extends string>({
  label,
  value,
  segments,
  onChange,
  iconsOnly = false,
}: Props<T>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next)}
      className="inline-flex h-8 rounded-control border border-line bg-sunken p-0.5"
    >
      {segments.map((segment) => (
        <Radio.Root
          key={segment.value}
          value={segment.value}
          aria-label={segment.label}
          title={iconsOnly ? segment.label : undefined}
          className="inline-flex items-center gap-1.5 rounded-[4px] px-2 text-sm text-soft hover:text-ink data-checked:bg-raised data-checked:font-medium data-checked:text-ink data-checked:shadow-[0_0_0_1px_var(--color-line)] [&_svg]:size-4"
        >
          {segment.icon}
          {!iconsOnly && segment.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
