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
  const retired: Promise<void>[] = []

  return {
    get() {
      const wanted = proxy()
      if (current?.proxy === wanted) return current.agent
      // Requests under way end over the old connections.
      if (current) retired.push(current.agent.close().catch(() => {}))
      const agent = new EnvHttpProxyAgent({
        connect: { timeout: CONNECT_TIMEOUT_MS },
        ...(wanted === null ? {} : { httpProxy: wanted, httpsProxy: wanted, noProxy: LOOPBACK }),
      })
      current = { proxy: wanted, agent }
      return agent
    },
    async dispose() {
      await Promise.allSettled([...retired, current?.agent.destroy()])
    },
  }
}
