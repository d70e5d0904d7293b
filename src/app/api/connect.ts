import { bridgeTransport } from './bridge-transport.ts'
import { socketTransport, type SocketTransport } from './socket-transport.ts'
import type { Transport } from './transport.ts'

export type Connection =
  | { readonly kind: 'bridge'; readonly transport: Transport }
  | { readonly kind: 'socket'; readonly transport: SocketTransport }
  | { readonly kind: 'broken' }

/**
 * Which shell are we in? The protocol tells: `serve` speaks plain http on loopback, Electron its own scheme (and the
 * dev server is only ever opened by Electron). A missing bridge is a broken preload, never a reason to try the other.
 */
export function connect(): Connection {
  if (location.protocol === 'http:' && !import.meta.env.DEV)
    return { kind: 'socket', transport: socketTransport() }
  return window.rbee ? { kind: 'bridge', transport: bridgeTransport(window.rbee) } : { kind: 'broken' }
}
