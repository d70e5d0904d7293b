import type { DownloadsState } from '#contract/downloads'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { useApi } from '../../state/api.tsx'
import { newer, snapshotOptions } from '../../state/live.ts'

/** What can be done to downloads. A failure is told; the list itself says what happened. */
export function useDownloadActions() {
  const api = useApi()
  const failed = useFailureToast()
  const client = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (act: () => Promise<DownloadsState>) => act(),
    onSuccess: (state) =>
      client.setQueryData(snapshotOptions(api, 'downloads.get').queryKey, (held) => newer(held, state)),
    onError: failed,
  })
  const forOne =
    (call: 'downloads.pause' | 'downloads.resume' | 'downloads.retry' | 'downloads.cancel') => (id: string) =>
      mutate(() => api.call(call, { id }))
  const forAll = (call: 'downloads.pauseAll' | 'downloads.resumeAll' | 'downloads.clearFinished') => () =>
    mutate(() => api.call(call, undefined))
  return {
    pause: forOne('downloads.pause'),
    resume: forOne('downloads.resume'),
    retry: forOne('downloads.retry'),
    cancel: forOne('downloads.cancel'),
    move: (id: string, before: string | null) => mutate(() => api.call('downloads.move', { id, before })),
    pauseAll: forAll('downloads.pauseAll'),
    resumeAll: forAll('downloads.resumeAll'),
    clearFinished: forAll('downloads.clearFinished'),
  }
}
