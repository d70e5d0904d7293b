import { useEffect, type ReactNode } from 'react'
import { useTexts } from '../locale.tsx'
import { usePlace } from '../router.tsx'
import { LiveRegion } from '../state/announce.tsx'
import { GettingProvider } from '../pages/discover/get/getting.tsx'
import { useUpdateCheck } from '../pages/library/library-actions.ts'
import { PlanDialog } from '../pages/discover/get/PlanDialog.tsx'
import { DownloadNews } from './DownloadNews.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { PaletteKey } from './palette/PaletteKey.tsx'
import { UpdateNews } from './UpdateNews.tsx'
import { Rail } from './Rail.tsx'

const contentId = 'content'

export function Frame({ children }: { readonly children: ReactNode }) {
  const { ui, frame } = useTexts()
  const { page } = usePlace()
  useUpdateCheck()
  useEffect(() => {
    document.title = page === 'discover' ? 'rbee Marketplace' : `${frame[page]} · rbee Marketplace`
  }, [page, frame])
  return (
    <div className="flex h-full max-sm:flex-col">
      <a
        href={`#${contentId}`}
        onClick={(event) => {
          event.preventDefault()
          document.getElementById(contentId)?.focus()
        }}
        className="floats fixed start-3 top-3 z-50 px-3 py-2 not-focus:unseen"
      >
        {ui.skipToContent}
      </a>
      <Rail />
      <main id={contentId} tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        <ErrorBoundary key={page}>
          <GettingProvider>{children}</GettingProvider>
        </ErrorBoundary>
      </main>
      <LiveRegion />
      <DownloadNews />
      <UpdateNews />
      <PlanDialog />
      <PaletteKey />
    </div>
  )
}
