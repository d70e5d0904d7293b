import type { ComponentProps, ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

export const fieldClass =
  'rounded-control border border-edge bg-surface text-ink transition-colors duration-120 ' +
  'has-[input:focus]:border-ring has-[input:focus]:outline-2 has-[input:focus]:-outline-offset-1 has-[input:focus]:outline-ring'

interface Props extends ComponentProps<'input'> {
  readonly icon?: ReactNode
  /** Stands at the end of the field: a shortcut, a clear button. */
  readonly after?: ReactNode
  readonly boxClassName?: string
}

export function Input({ icon, after, boxClassName, className, ...rest }: Props) {
  return (
    <span className={cx(fieldClass, 'inline-flex h-8 min-w-0 items-center gap-2 px-2.5', boxClassName)}>
      {icon !== undefined && <span className="shrink-0 text-faint [&_svg]:size-4">{icon}</span>}
      <input
        type="text"
        className={cx(
          'h-full w-full min-w-0 bg-transparent text-base outline-none [&::-webkit-search-cancel-button]:hidden',
          className,
        )}
        autoComplete="off"
        spellCheck={false}
        {...rest}
      />
      {after}
    </span>
  )
}
