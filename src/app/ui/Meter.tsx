import { cx } from '../lib/cx.ts'

interface Props {
  readonly label: string
  readonly used: number
  readonly capacity: number
  /** The same in words. */
  readonly say: string
  readonly className?: string
}

/** How much of something is in use. Turns red only where little is left, and says so in words too. */
export function Meter({ label, used, capacity, say, className }: Props) {
  const fraction = capacity > 0 ? Math.min(1, Math.max(0, used / capacity)) : 0
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
      aria-valuetext={say}
      className={cx('h-2 overflow-hidden rounded-full bg-press', className)}
    >
      <div
        className={cx(
          'h-full origin-left rounded-full transition-transform duration-180 ease-out rtl:origin-right',
          fraction > 0.95 ? 'bg-never' : 'bg-part-weights',
        )}
        style={{ transform: `scaleX(${fraction})` }}
      />
    </div>
  )
}
