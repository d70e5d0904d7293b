import type { UpdatesState } from '#contract/updates'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '../frame/failure-toast.ts'
import { useApi } from './api.tsx'
import { newer, snapshotOptions, useLive } from './live.ts'

export const useUpdates = (): UpdatesState | undefined => useLive('updates.get', 'updates.changed').data

export function useUpdateActions() {
  const api = useApi()
  const client = useQueryClient()
  const onError = useFailureToast()
  const { mutate } = useMutation({
    mutationFn: (what: 'check' | 'install' | 'later') => api.call(`updates.${what}`, undefined),
    onSuccess: (state) =>
      client.setQueryData(snapshotOptions(api, 'updates.get').queryKey, (held) => newer(held, state)),
    onError,
  })
  return {
    check: () => mutate('check'),
    install: () => mutate('install'),
    later: () => mutate('later'),
  }
}
