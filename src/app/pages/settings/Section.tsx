import type { ReactNode } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Switch } from '../../ui/Switch.tsx'

interface Props {
  readonly id: string
  readonly title: string
  readonly lead?: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** One subject of the settings: a heading, and a card of rows. */
export function Section({ id, title, lead, action, children }: Props) {
  return (
    <section aria-labelledby={`${id}-title`}>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={`${id}-title`} className="text-lg font-medium">
            {title}
          </h2>
          {lead !== undefined && <p className="text-pretty text-soft">{lead}</p>}
        </div>
        {action}
      </div>
      <Card className="mt-3 divide-y divide-line">{children}</Card>
    </section>
  )
}

interface RowProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** The control's id, so that its label can be clicked. */
  readonly htmlFor?: string
  readonly children: ReactNode
}

export function Row({ label, hint, htmlFor, children }: RowProps) {
  const Label = htmlFor === undefined ? 'p' : 'label'
  return (
    <div className="flex min-h-13 flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-36">
        <Label htmlFor={htmlFor}>{label}</Label>
        {hint !== undefined && <p className="text-sm text-pretty text-soft">{hint}</p>}
      </div>
      {children}
    </div>
  )
}

interface SwitchRowProps {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function SwitchRow(props: SwitchRowProps) {
  return (
    <div className="px-4 py-3">
      <Switch {...props} />
    </div>
  )
}
