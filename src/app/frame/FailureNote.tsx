import type { Failure } from '#contract/failure'
import { CallError } from '../api/api.ts'
import { describeFailure, type FailureAction } from '../failures.ts'
import { useFormat, useTexts } from '../locale.tsx'
import { go } from '../router.tsx'
import { useOpenExternal } from '../state/open-external.ts'
import { Button } from '../ui/Button.tsx'
import { ProblemNote } from '../ui/ProblemNote.tsx'

/** What is not an expected failure is a fault of the app, and said as such. */
export const failureOf = (error: unknown): Failure =>
  error instanceof CallError ? error.failure : { code: 'internal', logRef: '–' }

export function useFailureWords(failure: Failure) {
  const texts = useTexts()
  const format = useFormat()
  return describeFailure(failure, { texts, format })
}

interface Props {
  readonly failure: Failure
  readonly onRetry?: (() => void) | undefined
}

export function FailureNote({ failure, onRetry }: Props) {
  const { title, detail, action, passing } = useFailureWords(failure)
  return (
    <div role="alert">
      <ProblemNote
        tone={passing ? 'neutral' : 'bad'}
        title={title}
        action={<ActionButton action={action} onRetry={onRetry} />}
      >
        {detail}
      </ProblemNote>
    </div>
  )
}

interface ActionProps {
  readonly action: FailureAction | null
  readonly onRetry?: (() => void) | undefined
}

export function ActionButton({ action, onRetry }: ActionProps) {
  const openExternal = useOpenExternal()
  if (action === null || (action.kind === 'retry' && onRetry === undefined)) return null
  const run = () => {
    switch (action.kind) {
      case 'retry':
        return onRetry?.()
      case 'page':
        return go(action.page, action.query)
      case 'open':
        return openExternal(action.url)
      case 'reload':
        return location.reload()
    }
  }
  return (
    <Button size="sm" onClick={run}>
      {action.label}
    </Button>
  )
}
