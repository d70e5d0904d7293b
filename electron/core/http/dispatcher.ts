/** Sockets, and the proxy in front of them: from the settings, else from the environment. */
import { EnvHttpProxyAgent, type Dispatcher } from 'undici'
import type { Hub } from './hubs.ts'
import { publicLookup, type Resolve } from './public-lookup.ts'

export interface Connections {
  get(): Dispatcher
  dispose(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 10_000
const LOOPBACK = 'localhost,127.0.0.1,[::1]'

export interface ConnectionsDeps {
  readonly proxy: () => string | null
  readonly hubs: () => readonly Hub[]
  readonly resolve?: Resolve
}

export function createConnections({ proxy, hubs, resolve }: ConnectionsDeps): Connections {
  const isHub = (hostname: string): boolean =>
    hubs().some(({ baseUrl }) => URL.parse(baseUrl)?.hostname === hostname)
  let current: { readonly proxy: string | null; readonly agent: Dispatcher } | null = null
  const retired = new Set<Dispatcher>()

  return {
    get() {
      const wanted = proxy()
      if (current?.proxy === wanted) return current.agent
      // Requests under way end over the old connections.
      if (current) retire(current.agent, retired)
      const agent = new EnvHttpProxyAgent({
        connect: { timeout: CONNECT_TIMEOUT_MS, lookup: publicLookup(isHub, resolve) },
        ...(wanted === null ? {} : { httpProxy: wanted, httpsProxy: wanted, noProxy: LOOPBACK }),
      })
      current = { proxy: wanted, agent }
      return agent
    },
    async dispose() {
      await Promise.allSettled([...retired, ...(current ? [current.agent] : [])].map((one) => one.destroy()))
    },
  }
}

/** It is kept in mind until then: an answer that nobody reads to its end would hold it open for ever. */
function retire(agent: Dispatcher, retired: Set<Dispatcher>): void {
  retired.add(agent)
  agent
    .close()
    .catch(() => {})
    .finally(() => retired.delete(agent))
}
