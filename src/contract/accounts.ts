/** Accounts: whether there is a token, never the token itself. */
import { z } from 'zod'
import { Source } from './catalog.ts'

export const Account = z.object({
  source: Source,
  /** Where the token in use is from; null where there is none. */
  tokenFrom: z.enum(['environment', 'hub-file', 'stored']).nullable(),
  /** As the hub last said; null where it has not been asked. */
  user: z.string().nullable(),
  /** The hub refused the token when it was last asked. */
  refused: z.boolean(),
  /** Where a person makes one. */
  tokenPageUrl: z.string(),
  /** Stored with the system's key store, or in a file that only its owner can read. */
  keptIn: z.enum(['system', 'file']),
})
export type Account = z.infer<typeof Account>

export const AccountsState = z.object({ revision: z.number(), accounts: z.array(Account) })
export type AccountsState = z.infer<typeof AccountsState>

const One = z.object({ source: Source })

export const accountsCalls = {
  'accounts.get': { input: z.void(), output: AccountsState },
  'accounts.setToken': {
    input: z.object({ source: Source, token: z.string().min(1).max(512) }),
    output: AccountsState,
  },
  'accounts.removeToken': { input: One, output: AccountsState },
  /** Asks the hub whose token it is. */
  'accounts.check': { input: One, output: AccountsState },
} as const

export const accountsEvents = { 'accounts.changed': AccountsState } as const
