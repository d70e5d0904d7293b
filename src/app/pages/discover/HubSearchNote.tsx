import { useQuery } from '@tanstack/react-query'
import { memo, useEffect, useState } from 'react'
import { useFormat, useTexts } from '../../locale.tsx'
import { useApi } from '../../state/api.tsx'

const restMs = 700
const leastLetters = 3

/** Once the typing rests, the hubs are asked the same: what they find is kept and joins the results by itself. */
export const HubSearchNote = memo(function HubSearchNote({ text }: { readonly text: string }) {
  const { discover: say, source } = useTexts()
  const format = useFormat()
  const api = useApi()
  const rested = useRested(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['hub-search', rested],
    enabled: rested.length >= leastLetters,
    queryFn: ({ signal }) => api.call('sync.search', { text: rested }, signal),
    staleTime: 300_000,
  })
  const words = () => {
    if (rested.length < leastLetters || rested !== text.trim()) return ''
    if (isFetching) return say.asking
    if (data === undefined) return ''
    if (data.failures.length > 0)
      return say.notAsked(format.list(data.failures.map((one) => source[one.source])))
    return data.added > 0 ? say.foundMore(data.added) : ''
  }
  // It comes by itself, so it takes what is left of a line and pushes nothing.
  return (
    <p role="status" title={words()} className="min-w-0 flex-1 basis-0 truncate text-sm text-faint">
      {words()}
    </p>
  )
})

function useRested(text: string): string {
  const [rested, setRested] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}
