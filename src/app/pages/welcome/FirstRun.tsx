import { useEffect, useRef } from 'react'
import { go, usePlace } from '../../router.tsx'
import { useChangeSettings, useSettings } from '../../state/settings.ts'

/**
 * Whoever opens the app for the first time is welcomed; whoever has left the welcome is not welcomed again. Stands
 * once in the app, since it has to see pages come and go.
 */
export function FirstRun(): null {
  const { page, query } = usePlace()
  const done = useSettings()?.firstRun.done
  const change = useChangeSettings()
  const atStart = useRef(true)
  const welcoming = useRef(false)
  useEffect(() => {
    if (done === undefined) return
    const bare = page === 'discover' && Object.keys(query).length === 0
    if (!done && atStart.current && bare) go('welcome', {}, { replace: true })
    atStart.current = false
    if (welcoming.current && page !== 'welcome' && !done) change({ firstRun: { done: true } })
    welcoming.current = page === 'welcome'
  }, [done, page, query, change])
  return null
}
