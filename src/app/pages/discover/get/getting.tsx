import type { DownloadsState, Wanted } from '#contract/downloads'
import type { LibraryState } from '#contract/library'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { useLasting } from '../../../state/lasting.ts'
import { useDownloads } from '../../../state/downloads.ts'
import { useLibrary } from '../../../state/library.ts'
import { useGet } from './get-flow.ts'

interface Getting {
  readonly downloads: DownloadsState | undefined
  readonly library: LibraryState | undefined
  readonly get: (wanted: Wanted) => void
  readonly busyWith: Wanted | null
  /** The same, once it has taken long enough to be said. */
  readonly slowWith: Wanted | null
}

const GettingContext = createContext<Getting | null>(null)

/** What is over sooner would only flicker. */
const saidAfterMs = 200

/** What every Get button shows and does, gathered once: a list has many of them. Stands once in the frame. */
export function GettingProvider({ children }: { readonly children: ReactNode }) {
  const downloads = useDownloads()
  const library = useLibrary()
  const { get, busyWith } = useGet()
  const slowWith = useLasting(busyWith, saidAfterMs)
  const getting = useMemo(
    () => ({ downloads, library, get, busyWith, slowWith }),
    [downloads, library, get, busyWith, slowWith],
  )
  return <GettingContext value={getting}>{children}</GettingContext>
}

export function useGetting(): Getting {
  const getting = use(GettingContext)
  if (getting === null) throw new Error('no GettingProvider above')
  return getting
}
