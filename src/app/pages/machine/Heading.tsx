import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly lead?: string
  readonly action?: ReactNode
}

export function Heading({ title, lead, action }: Props) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <div>
        <h2 className="text-lg font-medium">{title}</h2>
        {lead !== undefined && <p className="text-soft">{lead}</p>}
      </div>
      {action}
    </div>
  )
}
