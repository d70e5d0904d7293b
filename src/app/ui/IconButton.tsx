import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import { Tooltip } from './Tooltip.tsx'

interface Props extends ComponentProps<'button'> {
  /** Read aloud, and shown as the tooltip. */
  readonly label: string
  readonly shortcut?: string
  readonly pressed?: boolean
}

export function IconButton({ label, shortcut, pressed, className, children, ...rest }: Props) {
  return (
    <Tooltip text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-soft',
          'transition-colors duration-120 hover:bg-hover hover:text-ink active:bg-press',
          'aria-pressed:bg-press aria-pressed:text-ink disabled:pointer-events-none disabled:text-faint [&_svg]:size-4',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  )
}
