import { PageShell } from '../../frame/PageShell.tsx'
import { useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

export function LibraryPage() {
  const { frame, empty } = useTexts()
  return (
    <PageShell title={frame.library}>
      <EmptyState
        title={empty.library.title}
        action={
          <Link to="discover" className={buttonClass('primary')}>
            {empty.library.action}
          </Link>
        }
      >
        {empty.library.detail}
      </EmptyState>
    </PageShell>
  )
}
