import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function DiscoverPage() {
  const { frame, empty } = useTexts()
  return (
    <PageShell title={frame.discover}>
      <EmptyState title={empty.discover.title}>{empty.discover.detail}</EmptyState>
    </PageShell>
  )
}
