import type { IncomingState } from '#contract/incoming'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { useApi } from '../../state/api.tsx'
import { snapshotOptions, useLive } from '../../state/live.ts'

export const useIncoming = (): IncomingState | undefined => useLive('incoming.get', 'incoming.changed').data

/** Takes a link out of the line: the user has seen it and decided. */
export function useAnswered(): (id: number) => void {
  const api = useApi()
  const client = useQueryClient()
  const tellFailure = useFailureToast()
  return useMutation({
    mutationFn: (id: number) => api.call('incoming.answered', { id }),
    onSuccess: (state) => client.setQueryData(snapshotOptions(api, 'incoming.get').queryKey, state),
    onError: tellFailure,
  }).mutate
}

/** What the link names, as its hub tells it: facts only, no files. */
export function useLinkedModel(text: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['incoming', text],
    queryFn: async ({ signal }) => {
      const resolved = await api.call('sync.resolve', { text }, signal)
      if (resolved === null) return null
      return { resolved, details: await api.call('catalog.details', { id: resolved.id }, signal) }
    },
    staleTime: 60_000,
  })
}
