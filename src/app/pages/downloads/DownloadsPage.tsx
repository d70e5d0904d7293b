import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function DownloadsPage() {
  const { frame, empty } = useTexts()
  return (
    <PageShell title={frame.downloads}>
      <EmptyState
        title={empty.downloads.title}
        action={
          <Link to="discover" className={buttonClass('primary')}>
            {empty.downloads.action}
          </Link>
        }
      >
        {empty.downloads.detail}
      </EmptyState>
    </PageShell>
  )
}
