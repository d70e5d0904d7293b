/** Which hubs there are for this user: the settings' addresses, else the environment's, else the real ones. Pure. */
import type { Source } from '#domain/model'
import type { Hub, HubName } from './hubs.ts'

export interface HubAddresses {
  /** Null: not set. */
  readonly huggingface: string | null
  readonly civitai: string | null
  readonly workerCatalog: string | null
}
export type Tokens = Readonly<Partial<Record<Source, string | null>>>
type Env = Readonly<Record<string, string | undefined>>

const REAL: Readonly<Record<HubName, string>> = {
  huggingface: 'https://huggingface.co',
  civitai: 'https://civitai.com',
  'worker-catalog': 'https://gwc.rbee.dev',
}
/** The first is what HuggingFace's own tools read. */
const VARIABLES: Readonly<Record<HubName, string>> = {
  huggingface: 'HF_ENDPOINT',
  civitai: 'CIVITAI_ENDPOINT',
  'worker-catalog': 'RBEE_WORKER_CATALOG',
}

export function configuredHubs(addresses: HubAddresses, env: Env, tokens: Tokens): readonly Hub[] {
  const hub = (source: HubName, address: string | null): Hub => ({
    source,
    baseUrl: cleanBase(address) ?? cleanBase(env[VARIABLES[source]]) ?? REAL[source],
    token: source === 'worker-catalog' ? null : (tokens[source] ?? null),
  })
  return [
    hub('huggingface', addresses.huggingface),
    hub('civitai', addresses.civitai),
    hub('worker-catalog', addresses.workerCatalog),
  ]
}

/** What cannot be an address of a hub counts as not set; no slash at the end, no query, no password. */
export function cleanBase(text: string | null | undefined): string | null {
  if (!text || !URL.canParse(text)) return null
  const url = new URL(text)
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.search || url.hash)
    return null
  return (url.origin + url.pathname).replace(/\/+$/, '')
}

/** `HF_HUB_OFFLINE=1` is how people tell the hub's tools to stay away from the network. */
export const offlineByEnvironment = (env: Env): boolean =>
  /^(1|on|yes|true)$/i.test(env['HF_HUB_OFFLINE'] ?? '')
