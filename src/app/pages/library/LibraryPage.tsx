import type { LibraryState } from '#contract/library'
import { Import, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { PageShell } from '../../frame/PageShell.tsx'
import { useFormat, useTexts } from '../../locale.tsx'
import { Link } from '../../router.tsx'
import { useLibrary } from '../../state/library.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PageSkeleton } from '../PageSkeleton.tsx'
import { DiskUsage } from './DiskUsage.tsx'
import { ImportForm } from './ImportForm.tsx'
import { LibraryTable } from './LibraryTable.tsx'
import { useLibraryActions, useUpdateCheck } from './library-actions.ts'

export function LibraryPage() {
  const { frame } = useTexts()
  const lead = useLead()
  const state = useLibrary()
  useUpdateCheck()
  if (state === undefined) return <PageSkeleton />
  const empty = state.items.length === 0
  return (
    <PageShell title={frame.library} lead={empty ? undefined : lead(state)} actions={<Actions />}>
      {empty ? (
        <Empty />
      ) : (
        <>
          <DiskUsage state={state} />
          <LibraryTable state={state} />
        </>
      )}
    </PageShell>
  )
}

function useLead(): (state: LibraryState) => string {
  const { library: say } = useTexts()
  const format = useFormat()
  return ({ items }) =>
    say.lead(say.models(items.length), format.bytes(items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)))
}

function Actions() {
  const { library: say } = useTexts()
  const { rescan } = useLibraryActions()
  const [importing, setImporting] = useState(false)
  return (
    <>
      <Button icon={<Import aria-hidden />} onClick={() => setImporting(true)}>
        {say.import}
      </Button>
      <Button icon={<RefreshCw aria-hidden />} onClick={rescan}>
        {say.rescan}
      </Button>
      {importing && <ImportForm onClose={() => setImporting(false)} />}
    </>
  )
}

function Empty() {
  const { empty } = useTexts()
  return (
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
  )
}
