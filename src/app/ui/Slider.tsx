import { Slider as Base } from '@base-ui/react/slider'

interface Props {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly onChange: (value: number) => void
  /** What a screen reader says for a value. */
  readonly say: (value: number) => string
  readonly disabled?: boolean
}

export function Slider({ label, value, min, max, step = 1, onChange, say, disabled = false }: Props) {
  return (
    <Base.Root
      value={value}
      min={min}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={(next) => onChange(next)}
    >
      <Base.Control className="flex h-8 w-full touch-none items-center">
        <Base.Track className="h-1.5 w-full rounded-full bg-press">
          <Base.Indicator className="rounded-full bg-honey" />
          <Base.Thumb
            getAriaLabel={() => label}
            getAriaValueText={(_, current) => say(current)}
            className="size-4 rounded-full rtl:[translate:50%_-50%]! border-2 border-ring bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
          />
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}

interface RangeProps extends Omit<Props, 'value' | 'onChange'> {
  readonly value: readonly [number, number]
  readonly onChange: (value: readonly [number, number]) => void
  /** The hand has let go. */
  readonly onCommit: (value: readonly [number, number]) => void
  readonly thumbLabels: readonly [string, string]
}

const thumbs = [0, 1] as const

export function RangeSlider(props: RangeProps) {
  const { label, value, min, max, step = 1, onChange, onCommit, say, thumbLabels } = props
  return (
    <Base.Root
      value={[...value]}
      min={min}
      max={max}
      step={step}
      aria-label={label}
      onValueChange={(next) => onChange([next[0] ?? min, next[1] ?? max])}
      onValueCommitted={(next) => onCommit([next[0] ?? min, next[1] ?? max])}
    >
      <Base.Control className="flex h-7 w-full touch-none items-center px-2">
        <Base.Track className="h-1 w-full rounded-full bg-press">
          <Base.Indicator className="rounded-full bg-honey" />
          {thumbs.map((index) => (
            <Base.Thumb
              key={index}
              index={index}
              getAriaLabel={() => thumbLabels[index]}
              getAriaValueText={(_, current) => say(current)}
              className="size-3.5 rounded-full rtl:[translate:50%_-50%]! border-2 border-ring bg-raised has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring"
            />
          ))}
        </Base.Track>
      </Base.Control>
    </Base.Root>
  )
}
