import type { ReactNode } from 'react'
import { Hexagons } from './Hexagons.tsx'

interface Props {
  /** What is missing. */
  readonly title: string
  /** Why. */
  readonly children: ReactNode
  /** The one next step. */
  readonly action?: ReactNode
}

export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="mx-auto flex max-w-104 flex-col items-center gap-1 px-4 py-16 text-center">
      <Hexagons />
      <h2 className="mt-3 text-lg font-medium">{title}</h2>
      <div className="text-pretty text-soft">{children}</div>
      {action !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
