import type { ClearablePart } from '#contract/storage'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { useFormat, useTexts } from '../../locale.tsx'
import { useAnnounce } from '../../state/announce.tsx'
import { useApi } from '../../state/api.tsx'

const queryKey = ['storage.get']

/** As it is when the page opens: sizes change too quietly to be followed. */
export function useStorage() {
  const api = useApi()
  return useQuery({ queryKey, queryFn: ({ signal }) => api.call('storage.get', undefined, signal) }).data
}

export function useClear() {
  const api = useApi()
  const client = useQueryClient()
  const { data: say } = useTexts().settings
  const format = useFormat()
  const announce = useAnnounce()
  const tellFailure = useFailureToast()
  return useMutation({
    mutationFn: ({ part }: { readonly part: ClearablePart; readonly sizeBytes: number }) =>
      api.call('storage.clear', { part }),
    onSuccess: (state, { sizeBytes }) => {
      client.setQueryData(queryKey, state)
      announce(say.cleared(format.bytes(sizeBytes)))
    },
    onError: tellFailure,
  })
}

export function useRefreshNow() {
  const api = useApi()
  const tellFailure = useFailureToast()
  return useMutation({ mutationFn: () => api.call('sync.start', undefined), onError: tellFailure })
}

export function useRebuild() {
  const api = useApi()
  const client = useQueryClient()
  const { data: say } = useTexts().settings
  const announce = useAnnounce()
  const tellFailure = useFailureToast()
  return useMutation({
    mutationFn: () => api.call('catalog.rebuild', undefined),
    onSuccess: () => {
      announce(say.rebuilt)
      return client.invalidateQueries({ queryKey })
    },
    onError: tellFailure,
  })
}

export function useRemoveAll() {
  const api = useApi()
  const tellFailure = useFailureToast()
  return useMutation({
    mutationFn: () => api.call('storage.removeAll', undefined),
    onError: tellFailure,
  })
}
