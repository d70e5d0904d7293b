/** The hubs' accounts as the app shows them. */
import { z } from 'zod'
import type { Account, AccountsState, accountsCalls } from '#contract/accounts'
import { FailureError } from '#contract/failure'
import type { HandlersFor } from '#core/handlers'
import type { Http } from '#core/http/http'
import type { Source } from '#domain/model'
import { say } from '#domain/sayings/saying'
import { usable, type Secrets } from './secrets.ts'

export interface AccountsDeps {
  readonly secrets: Secrets
  readonly http: Pick<Http, 'json'>
  readonly hubs: () => Readonly<Record<Source, string>>
  readonly keptIn: Account['keptIn']
  emit(name: 'accounts.changed', value: AccountsState): void
}

const SOURCES: readonly Source[] = ['huggingface', 'civitai']
const TOKEN_PAGES = { huggingface: '/settings/tokens', civitai: '/user/account' } as const
const WHO = { huggingface: '/api/whoami-v2', civitai: '/api/v1/me' } as const
const Who = z.looseObject({ name: z.string().optional(), username: z.string().optional() })

export function createAccounts(deps: AccountsDeps): { handlers: HandlersFor<typeof accountsCalls> } {
  let revision = 0
  const asked = new Map<Source, { user: string | null; refused: boolean }>()

  const state = (): AccountsState => ({
    revision,
    accounts: SOURCES.map((source) => ({
      source,
      tokenFrom: deps.secrets.token(source)?.from ?? null,
      user: asked.get(source)?.user ?? null,
      refused: asked.get(source)?.refused ?? false,
      tokenPageUrl: `${deps.hubs()[source]}${TOKEN_PAGES[source]}`,
      keptIn: deps.keptIn,
    })),
  })
  const changed = (): AccountsState => {
    revision += 1
    deps.emit('accounts.changed', state())
    return state()
  }
  const ask = async (source: Source, signal: AbortSignal): Promise<void> => {
    asked.delete(source)
    if (!deps.secrets.token(source)) return
    const url = `${deps.hubs()[source]}${WHO[source]}`
    try {
      const answer = await deps.http.json({ url, signal, schema: Who })
      const who = answer.kind === 'fresh' ? answer.value : {}
      asked.set(source, { user: who.name ?? who.username ?? null, refused: false })
    } catch (error) {
      if (!(error instanceof FailureError) || error.failure.code !== 'unauthorized') throw error
      asked.set(source, { user: null, refused: true })
    }
  }

  return {
    handlers: {
      'accounts.get': async () => state(),
      async 'accounts.setToken'({ source, token }) {
        const clean = usable(token)
        if (clean === null)
          throw new FailureError({
            code: 'refused',
            why: say('token-characters'),
          })
        deps.secrets.store(source, clean)
        asked.delete(source)
        return changed()
      },
      async 'accounts.removeToken'({ source }) {
        deps.secrets.remove(source)
        asked.delete(source)
        return changed()
      },
      async 'accounts.check'({ source }, { signal }) {
        await ask(source, signal)
        return changed()
      },
    },
  }
}
