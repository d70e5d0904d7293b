import type { AccountsState } from '#contract/accounts'
import { useLive } from './live.ts'

export const useAccounts = (): AccountsState | undefined => useLive('accounts.get', 'accounts.changed').data
