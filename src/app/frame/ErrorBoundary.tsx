import { Component, type ErrorInfo, type ReactNode } from 'react'
import { useTexts } from '../locale.tsx'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

interface Props {
  readonly children: ReactNode
}
interface State {
  readonly error: Error | null
}

/** One broken page must not take the frame down. React offers this to classes only. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Crashed error={this.state.error} />
  }
}

function Crashed({ error }: { readonly error: Error }) {
  const { crash } = useTexts()
  return (
    <div role="alert">
      <EmptyState
        title={crash.title}
        action={
          <>
            <Button kind="primary" onClick={() => location.reload()}>
              {crash.reload}
            </Button>
            <CopyButton text={error.stack ?? error.message} what={crash.what} word={crash.copy} />
          </>
        }
      >
        {crash.detail}
        <code className="mt-2 block font-mono text-xs break-words text-faint">{error.message}</code>
      </EmptyState>
    </div>
  )
}
