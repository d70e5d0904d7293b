import type { Reply } from '#contract/contract'
import { MAX_CALL_CHARS } from '#contract/limits'
import { createEmitter } from './emitter.ts'
import { openLink, type LinkState } from './socket-link.ts'
import type { Transport } from './transport.ts'

export interface SocketTransport extends Transport {
  onState(listener: (state: LinkState) => void): () => void
}

const DISCONNECTED = { ok: false, failure: { code: 'disconnected' } } as const
const CANCELLED = { ok: false, failure: { code: 'cancelled' } } as const
const TOO_LARGE = { ok: false, failure: { code: 'too-large', limitBytes: MAX_CALL_CHARS } } as const

/**
 * The contract over the `serve` shell's socket. Calls made while the line is down wait for it; those in flight when it
 * breaks fail as `disconnected`, because nobody knows whether they happened.
 */
export function socketTransport(): SocketTransport {
  const inFlight = new Map<number, (reply: Reply<unknown>) => void>()
  const waiting = new Map<number, string>()
  const events = createEmitter<unknown>()
  const states = createEmitter<LinkState>()
  let lastId = 0
  let wasConnected = false

  const link = openLink({
    onMessage(message) {
      if (message.kind === 'event') events.emit(message.name, message.value)
      else if (message.kind === 'reply') settle(message.id, message.reply as Reply<unknown>)
    },
    onState(state) {
      if (state === 'connected') sendWaiting()
      else
        for (const id of inFlight.keys())
          if (state === 'refused' || !waiting.has(id)) settle(id, DISCONNECTED)
      states.emit('state', state)
    },
  })

  function sendWaiting(): void {
    for (const text of waiting.values()) link.send(text)
    waiting.clear()
    if (wasConnected) states.emit('reconnect', 'connected')
    wasConnected = true
  }

  function settle(id: number, reply: Reply<unknown>): void {
    waiting.delete(id)
    inFlight.get(id)?.(reply)
    inFlight.delete(id)
  }

  function post(id: number, name: string, input: unknown): void {
    const text = JSON.stringify({ kind: 'call', id, name, input })
    if (text.length > MAX_CALL_CHARS) settle(id, TOO_LARGE)
    else if (!link.send(text)) waiting.set(id, text)
  }

  return {
    call(name, input, signal) {
      if (signal?.aborted) return Promise.resolve(CANCELLED)
      const id = ++lastId
      return new Promise((resolve) => {
        const onAbort = (): void => {
          link.send(JSON.stringify({ kind: 'cancel', id }))
          settle(id, CANCELLED)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        inFlight.set(id, (reply) => {
          signal?.removeEventListener('abort', onAbort)
          resolve(reply)
        })
        post(id, name, input)
      })
    },
    on: (name, listener) => events.on(name, listener),
    onReconnect: (listener) => states.on('reconnect', listener),
    onState: (listener) => states.on('state', listener),
  }
}
