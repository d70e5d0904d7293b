import type { ModelCard } from '#contract/catalog'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '../../state/api.tsx'

const most = 6
const none: readonly ModelCard[] = []

/** The best few models that run here; asked in a lane of its own, beside what Discover asks. */
export function useFoundModels(text: string): readonly ModelCard[] {
  const api = useApi()
  const { data } = useQuery({
    queryKey: ['palette', text],
    enabled: text !== '',
    queryFn: ({ signal }) =>
      api.call('catalog.query', { text, limit: most, facets: false, lane: 'palette' }, signal),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return text === '' ? none : (data?.items ?? none)
}
