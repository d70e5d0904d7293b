import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'

interface Props {
  readonly title: string
  /** What is shown and why, in a sentence. */
  readonly lead?: ReactNode | undefined
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** For prose and forms; tables and grids take the width there is. */
  readonly narrow?: boolean
}

/** A title row that says what is shown and why, then the thing itself. */
export function PageShell({ title, lead, actions, children, narrow = false }: Props) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div
        className={cx(
          'mx-auto flex min-h-full flex-col gap-5 px-4 py-5 sm:px-6',
          narrow ? 'max-w-3xl' : 'max-w-7xl',
        )}
      >
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0 flex-1 basis-80">
            <h1 className="text-xl font-bold">{title}</h1>
            {lead !== undefined && <p className="mt-1 text-pretty text-soft">{lead}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  )
}
