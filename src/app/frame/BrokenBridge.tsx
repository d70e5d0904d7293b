import { languageFor, LocaleProvider, useTexts } from '../locale.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** The preload is missing: nothing works without it, so say so instead of showing a dead page. */
export function BrokenBridge() {
  return (
    <LocaleProvider language={languageFor(navigator.languages)}>
      <main className="grid h-full place-items-center">
        <Words />
      </main>
    </LocaleProvider>
  )
}

function Words() {
  const { shell } = useTexts()
  return <EmptyState title={shell.brokenTitle}>{shell.brokenDetail}</EmptyState>
}
