import { cx } from '../lib/cx.ts'

interface Props {
  readonly label: string
  /** 0 to 1, or null while unknown. */
  readonly value: number | null
  /** What a screen reader says instead of the percentage. */
  readonly say?: string
  readonly quiet?: boolean
  readonly className?: string
}

export function Progress({ label, value, say, quiet = false, className }: Props) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.floor(value * 100)}
      aria-valuetext={say}
      className={cx('h-1.5 overflow-hidden rounded-full bg-press', className)}
    >
      <div
        className={cx(
          'h-full origin-left rounded-full transition-transform duration-150 ease-out rtl:origin-right',
          quiet ? 'bg-faint' : 'bg-ring',
          value === null && 'animate-pulse motion-reduce:opacity-40',
        )}
        style={{ transform: `scaleX(${value ?? 1})` }}
      />
    </div>
  )
}
