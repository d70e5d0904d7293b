import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import { toneClass, type Tone } from './Badge.tsx'

interface Props {
  readonly tone?: Tone
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly icon?: ReactNode
}

/** One thing that went wrong or needs a hand, where it happened. */
export function ProblemNote({ tone = 'bad', title, children, action, icon }: Props) {
  return (
    <div className={cx('flex items-start gap-2.5 rounded-card px-3 py-2.5', toneClass[tone])}>
      <span className="mt-0.5 shrink-0 [&_svg]:size-4">{icon ?? <CircleAlert aria-hidden />}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-end gap-2.5">
        <div className="min-w-0 flex-1 basis-52">
          <p className="font-medium">{title}</p>
          {children !== undefined && (
            <div className="wrap-anywhere text-ink [font-variant-numeric:normal]">{children}</div>
          )}
        </div>
        {action}
      </div>
    </div>
  )
}
