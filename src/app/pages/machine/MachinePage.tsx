import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function MachinePage() {
  const { frame, empty } = useTexts()
  return (
    <PageShell title={frame.machine}>
      <EmptyState title={empty.machine.title}>{empty.machine.detail}</EmptyState>
    </PageShell>
  )
}
