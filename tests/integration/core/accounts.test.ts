/** Accounts against the loopback hub: whose token it is, that it is refused, and that nobody else sees it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountsState } from '#contract/accounts'
import { createHttp, type Http } from '#core/http/http'
import { createAccounts } from '#core/settings/accounts'
import { createSecrets } from '#core/settings/secrets'
import { createHub, type Hub } from '../../hub/hub.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const { signal } = new AbortController()
let hub: Hub
let http: Http
let home: ReturnType<typeof tempDir>
let told: AccountsState[]
let accounts: ReturnType<typeof createAccounts>['handlers']

beforeEach(async () => {
  home = tempDir()
  told = []
  hub = await createHub({
    huggingfaceTokens: { hf_good: { name: 'ada', gated: true } },
    civitaiTokens: ['civ_good'],
  })
  const secrets = createSecrets({ dir: home.path, env: {}, home: home.path, cipher: null })
  http = createHttp({
    userAgent: 'rbee-marketplace/0 (test)',
    hubs: () =>
      (['huggingface', 'civitai'] as const).map((source) => ({
        source,
        baseUrl: hub.url,
        token: secrets.token(source)?.value ?? null,
      })),
    proxy: () => null,
    offline: () => false,
    sleep: async () => {},
  })
  accounts = createAccounts({
    secrets,
    http,
    hubs: () => ({ huggingface: hub.url, civitai: hub.url }),
    keptIn: 'file',
    emit: (_name, value) => void told.push(value),
  }).handlers
})
afterEach(async () => {
  await http.dispose()
  await hub.dispose()
  home[Symbol.dispose]()
})

const accountOf = ({ accounts: all }: AccountsState, source: 'huggingface' | 'civitai') =>
  all.find((one) => one.source === source)

describe.each([
  ['huggingface', 'hf_good', 'ada'],
  ['civitai', 'civ_good', 'tester'],
] as const)('%s', (source, token, user) => {
  it('tells whose a token is, and never the token', async () => {
    await accounts['accounts.setToken']({ source, token }, { signal })
    const state = await accounts['accounts.check']({ source }, { signal })
    expect(accountOf(state, source)).toMatchObject({ tokenFrom: 'stored', user, refused: false })
    expect(JSON.stringify(told)).not.toContain(token)
    expect(told.map(({ revision }) => revision)).toEqual([1, 2])
  })

  it('tells that a token is refused, and forgets that with the token', async () => {
    await accounts['accounts.setToken']({ source, token: 'made_up' }, { signal })
    const refused = await accounts['accounts.check']({ source }, { signal })
    expect(accountOf(refused, source)).toMatchObject({ user: null, refused: true })
    const removed = await accounts['accounts.removeToken']({ source }, { signal })
    expect(accountOf(removed, source)).toMatchObject({ tokenFrom: null, user: null, refused: false })
  })

  it('without a token nobody is asked', async () => {
    const state = await accounts['accounts.check']({ source }, { signal })
    expect(accountOf(state, source)).toMatchObject({ tokenFrom: null, user: null, refused: false })
    expect(hub.log).toEqual([])
  })

  it('no line break smuggles a header in', async () => {
    const smuggled = accounts['accounts.setToken']({ source, token: 'a\r\nx-evil: 1' }, { signal })
    await expect(smuggled).rejects.toThrow('refused')
  })
})

it('a hub that cannot be asked is no refusal', async () => {
  await accounts['accounts.setToken']({ source: 'huggingface', token: 'hf_good' }, { signal })
  await hub.dispose()
  await expect(accounts['accounts.check']({ source: 'huggingface' }, { signal })).rejects.toThrow('offline')
  const state = await accounts['accounts.get'](undefined, { signal })
  expect(accountOf(state, 'huggingface')).toMatchObject({ tokenFrom: 'stored', user: null, refused: false })
})
