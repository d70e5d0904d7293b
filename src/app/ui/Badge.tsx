import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

export type Tone = 'neutral' | 'good' | 'fair' | 'info' | 'bad' | 'accent'

export const toneClass: Record<Tone, string> = {
  neutral: 'bg-hover text-soft',
  good: 'bg-verified-wash text-verified',
  fair: 'bg-should-wash text-should',
  info: 'bg-soon-wash text-soon',
  bad: 'bg-never-wash text-never',
  accent: 'bg-honey-wash text-honey-ink',
}

interface Props {
  readonly tone?: Tone
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly className?: string
}

export function Badge({ tone = 'neutral', icon, children, className }: Props) {
  return (
    <span
      className={cx(
        'inline-flex h-5.5 items-center gap-1 rounded-control px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3.5 [&_svg]:shrink-0',
        toneClass[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  )
}
