import type { ReactNode } from 'react'
import { useTexts } from '../../locale.tsx'
import { Button } from '../../ui/Button.tsx'

export interface StepProps {
  readonly onBack: (() => void) | null
  readonly onNext: () => void
}

interface Props extends StepProps {
  readonly title: string
  readonly lead: string
  /** What the way on is called. */
  readonly next?: string
  /** Stands beside the way on. */
  readonly other?: ReactNode
  readonly children: ReactNode
}

export function Step({ title, lead, onBack, onNext, next, other, children }: Props) {
  const { welcome: say } = useTexts()
  return (
    <>
      <header>
        <h1 tabIndex={-1} className="text-2xl font-bold text-balance outline-none">
          {title}
        </h1>
        <p className="mt-2 text-lg text-pretty text-soft">{lead}</p>
      </header>
      <div className="flex flex-col gap-3">{children}</div>
      <footer className="sticky bottom-0 -mb-3 flex flex-wrap bg-canvas py-3 items-center justify-end gap-2">
        {onBack !== null && (
          <Button className="me-auto" onClick={onBack}>
            {say.back}
          </Button>
        )}
        {other}
        <Button kind="primary" onClick={onNext}>
          {next ?? say.next}
        </Button>
      </footer>
    </>
  )
}
