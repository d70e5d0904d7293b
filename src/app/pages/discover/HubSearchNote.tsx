import { useQuery } from '@tanstack/react-query'
import type { HubSearch } from '#contract/catalog-sync'
import { memo, useEffect, useState } from 'react'
import { useFormat, useTexts } from '../../locale.tsx'
import { useApi } from '../../state/api.tsx'
import { useSeconds } from '../../state/now.ts'

const restMs = 700
const leastLetters = 3

/** Once the typing rests, the hubs are asked the same: what they find is kept and joins the results by itself. */
export const HubSearchNote = memo(function HubSearchNote({ text }: { readonly text: string }) {
  const { discover: say, source } = useTexts()
  const format = useFormat()
  const api = useApi()
  const rested = useRested(text.trim())
  const { data, dataUpdatedAt, isFetching } = useQuery({
    queryKey: ['hub-search', rested],
    enabled: rested.length >= leastLetters,
    queryFn: ({ signal }) => api.call('sync.search', { text: rested }, signal),
    staleTime: 300_000,
    // A hub that asked us to slow down is asked again when it said so.
    refetchInterval: ({ state }) => waitOf(state.data) ?? false,
  })
  const waitMs = useLeft(waitOf(data), dataUpdatedAt)
  const words = () => {
    if (rested.length < leastLetters || rested !== text.trim()) return ''
    if (isFetching) return say.asking
    if (data === undefined) return ''
    const hubs = format.list(data.failures.map((one) => source[one.source]))
    if (waitMs !== null) return say.slowDown(hubs, format.duration(waitMs))
    if (hubs !== '') return say.notAsked(hubs)
    return data.added > 0 ? say.foundMore(data.added) : ''
  }
  // It comes by itself, so it takes what is left of a line and pushes nothing.
  return (
    <p role="status" title={words()} className="min-w-0 flex-1 basis-0 truncate text-sm text-faint">
      {words()}
    </p>
  )
})

/** How long the hubs that failed want to be left alone, where that is all they said. */
function waitOf(found: HubSearch | undefined): number | null {
  const waits = (found?.failures ?? []).map(({ failure }) =>
    failure.code === 'rate-limited' ? failure.retryAfterMs : null,
  )
  return waits.length > 0 && waits.every((ms) => ms !== null) ? Math.max(1000, ...waits) : null
}

function useLeft(waitMs: number | null, sinceMs: number): number | null {
  const nowMs = useSeconds()
  return waitMs === null ? null : Math.max(1000, sinceMs + waitMs - nowMs)
}

function useRested(text: string): string {
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
