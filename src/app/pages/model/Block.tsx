import { useId, type ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly lead?: string | undefined
  readonly action?: ReactNode
  readonly children: ReactNode
}

export function Block({ title, lead, action, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <div className="flex items-end justify-between gap-3">
        <div>
          <h2 id={id} className="font-medium">
            {title}
          </h2>
          {lead !== undefined && <p className="text-sm text-soft">{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
