import type { ReactNode } from 'react'
import { Card } from '../../ui/Card.tsx'

interface Props {
  readonly id: string
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}

/** One subject of the settings: a heading, and a card of rows. */
export function Section({ id, title, lead, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4">
      <h2 id={`${id}-title`} className="text-lg font-medium">
        {title}
      </h2>
      {lead !== undefined && <p className="text-pretty text-soft">{lead}</p>}
      <Card className="mt-3 divide-y divide-line">{children}</Card>
    </section>
  )
}

interface RowProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly children: ReactNode
}

export function Row({ label, hint, children }: RowProps) {
  return (
    <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5">
      <div className="min-w-0">
        <p>{label}</p>
        {hint !== undefined && <p className="text-sm text-pretty text-soft">{hint}</p>}
      </div>
      {children}
    </div>
  )
}
