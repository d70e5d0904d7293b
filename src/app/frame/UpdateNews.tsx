import { useEffect, useRef } from 'react'
import { useTexts } from '../locale.tsx'
import { go, usePlace } from '../router.tsx'
import { useUpdates } from '../state/updates.ts'
import { useToast } from '../ui/toast.ts'

/** Says once that a new version is there, unless the user is looking at it. Stands once in the frame. */
export function UpdateNews(): null {
  const { updates: say } = useTexts().settings
  const phase = useUpdates()?.phase
  const version = phase?.kind === 'available' ? phase.release.version : null
  const { page } = usePlace()
  const toast = useToast()
  const told = useRef<string | null>(null)
  useEffect(() => {
    if (version === null || told.current === version) return
    told.current = version
    if (page === 'settings') return
    const run = () => go('settings', { section: 'updates' })
    toast({ id: 'update', title: say.news(version), action: { label: say.show, run } })
  }, [version, page, say, toast])
  return null
}
