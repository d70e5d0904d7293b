import { cx } from '../lib/cx.ts'
import type { ComponentProps, ReactNode } from 'react'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'
export type ButtonSize = 'sm' | 'md'

const kinds: Record<ButtonKind, string> = {
  primary:
    'bg-honey text-on-honey font-medium hover:bg-honey-hover active:bg-honey-hover disabled:bg-press disabled:text-faint',
  plain: 'bg-surface text-ink border border-line hover:bg-hover active:bg-press disabled:text-faint',
  quiet:
    'text-soft hover:text-ink hover:bg-hover active:bg-press disabled:text-faint disabled:bg-transparent',
  danger:
    'bg-surface text-never border border-line hover:bg-never-wash active:bg-never-wash disabled:text-faint',
}
const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2.5 text-sm gap-1.5',
  md: 'h-8 px-3 text-base gap-2',
}

export const buttonClass = (kind: ButtonKind = 'plain', size: ButtonSize = 'md', more?: string): string =>
  cx(
    'inline-flex shrink-0 items-center justify-center rounded-control whitespace-nowrap select-none',
    'transition-colors duration-120 ease-out aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0',
    sizes[size],
    kinds[kind],
    more,
  )

interface Props extends ComponentProps<'button'> {
  readonly kind?: ButtonKind
  readonly size?: ButtonSize
  readonly icon?: ReactNode
}

export function Button({ kind = 'plain', size = 'md', icon, className, children, ...rest }: Props) {
  return (
    <button type="button" className={buttonClass(kind, size, className)} {...rest}>
      {icon}
      {children}
    </button>
  )
}
