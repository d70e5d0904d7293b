import type { Reply } from '#contract/contract'
import type { Transport } from './transport.ts'

/** What the preload puts into the page; it never changes when a call is added. */
export interface Bridge {
  call(id: number, name: string, input: unknown): Promise<Reply<unknown>>
  cancel(id: number): void
  on(name: string, listener: (value: unknown) => void): () => void
}

declare global {
  interface Window {
    readonly rbee?: Bridge
  }
}

/** Electron: the preload's bridge, present before any script of the page. */
export function bridgeTransport(bridge: Bridge): Transport {
  let lastId = 0
  return {
    async call(name, input, signal) {
      if (signal?.aborted) return { ok: false, failure: { code: 'cancelled' } }
      const id = ++lastId
      const cancel = (): void => bridge.cancel(id)
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        return await bridge.call(id, name, input)
      } finally {
        signal?.removeEventListener('abort', cancel)
      }
    },
    on: (name, listener) => bridge.on(name, listener),
    onReconnect: () => () => {},
  }
}
