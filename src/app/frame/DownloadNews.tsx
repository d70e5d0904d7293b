import type { DownloadsState } from '#contract/downloads'
import { useEffect, useRef } from 'react'
import { useTexts } from '../locale.tsx'
import { usePlace } from '../router.tsx'
import { useAnnounce } from '../state/announce.tsx'
import { useDownloads, useFollowProgress } from '../state/downloads.ts'
import { useToast } from '../ui/toast.ts'

type Kinds = ReadonlyMap<string, DownloadsState['items'][number]['status']['kind']>

const kindsOf = (state: DownloadsState): Kinds =>
  new Map(state.items.map(({ id, status }) => [id, status.kind]))

/** Says when a download has ended, wherever the user is. Stands once in the frame. */
export function DownloadNews(): null {
  useFollowProgress()
  const { downloads: say } = useTexts()
  const announce = useAnnounce()
  const toast = useToast()
  const { page } = usePlace()
  const state = useDownloads()
  const before = useRef<Kinds | null>(null)
  useEffect(() => {
    if (state === undefined) return
    const known = before.current
    before.current = kindsOf(state)
    if (known === null) return
    for (const { id, name, status } of state.items) {
      if ((status.kind !== 'done' && status.kind !== 'failed') || known.get(id) === status.kind) continue
      const words = status.kind === 'done' ? say.announceDone(name) : say.announceFailed(name)
      if (page === 'downloads') announce(words)
      else toast({ id: `download-${id}`, title: words })
    }
  }, [state, say, announce, toast, page])
  return null
}
