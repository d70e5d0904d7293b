/** Sockets, and the proxy in front of them: from the settings, else from the environment. */
import { EnvHttpProxyAgent, type Dispatcher } from 'undici'

export interface Connections {
  get(): Dispatcher
  dispose(): Promise<void>
}

const CONNECT_TIMEOUT_MS = 10_000
const LOOPBACK = 'localhost,127.0.0.1,[::1]'

export function createConnections({ proxy }: { proxy: () => string | null }): Connections {
  let current: { readonly proxy: string | null; readonly agent: Dispatcher } | null = null
  const retired = new Set<Dispatcher>()

  return {
    get() {
      const wanted = proxy()
      if (current?.proxy === wanted) return current.agent
      // Requests under way end over the old connections.
      if (current) retire(current.agent, retired)
      const agent = new EnvHttpProxyAgent({
        connect: { timeout: CONNECT_TIMEOUT_MS },
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
