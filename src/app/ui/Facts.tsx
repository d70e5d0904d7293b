import type { ReactNode } from 'react'
import { useTexts } from '../locale.tsx'

interface Props {
  readonly label: string
  readonly value: ReactNode
  /** Which source told it; `you` for a figure put right by hand. */
  readonly source?: string | undefined
  readonly action?: ReactNode
}

export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[8.5rem_1fr] gap-x-4 text-sm">{children}</dl>
}

/** One figure, with where it comes from on hover. An unknown one says so. */
export function Fact({ label, value, source, action }: Props) {
  const { machine, ui } = useTexts()
  const known = value !== null && value !== undefined && value !== ''
  return (
    <div className="group col-span-2 grid min-h-8 grid-cols-subgrid items-center">
      <dt className="text-soft">{label}</dt>
      <dd
        className="flex min-w-0 items-center gap-2"
        title={source === undefined || source === 'you' ? undefined : machine.from(source)}
      >
        <span className={known ? 'min-w-0 truncate' : 'text-faint'}>{known ? value : ui.unknown}</span>
        {source === 'you' && <span className="text-xs font-medium text-honey-ink">{ui.yours}</span>}
        {action}
      </dd>
    </div>
  )
}
