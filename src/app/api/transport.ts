import type { Reply } from '#contract/contract'

/** What either shell offers the page. Values are JSON; `call` never rejects. */
export interface Transport {
  call(name: string, input: unknown, signal?: AbortSignal): Promise<Reply<unknown>>
  on(name: string, listener: (value: unknown) => void): () => void
  /** Told when the connection comes back after a loss: what the page knows may be old. */
  onReconnect(listener: () => void): () => void
}
