import type { Account, AccountsState } from '#contract/accounts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFailureToast } from '../../frame/failure-toast.ts'
import { useApi } from '../../state/api.tsx'
import { newer, snapshotOptions } from '../../state/live.ts'

/** What can be done with the token of one hub. The token itself only ever goes in. */
export function useAccountActions(source: Account['source']) {
  const api = useApi()
  const client = useQueryClient()
  const tellFailure = useFailureToast()
  const onSuccess = (state: AccountsState) =>
    client.setQueryData(snapshotOptions(api, 'accounts.get').queryKey, (held) => newer(held, state))
  const check = useMutation({
    mutationFn: () => api.call('accounts.check', { source }),
    onSuccess,
    onError: tellFailure,
  })
  const remove = useMutation({
    mutationFn: () => api.call('accounts.removeToken', { source }),
    onSuccess,
    onError: tellFailure,
  })
  const store = useMutation({
    mutationFn: (token: string) => api.call('accounts.setToken', { source, token }),
    onSuccess: (state) => {
      onSuccess(state)
      check.mutate()
    },
  })
  return { check, remove, store }
}
