/** One page's connection: it proves itself, then its calls go through the door and the core's events come back. */
import type { WebSocket } from 'ws'
import { CLOSE_UNAUTHORIZED, ClientMessage, type ServerMessage } from '#contract/wire'
import type { Core } from '#core/core'
import type { Sessions } from './sessions.ts'

const HELLO_WITHIN_MS = 5_000
const CLOSE_BAD_MESSAGE = 4400
/** A page that does not read is not worth unbounded memory. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024

/** What a page needs of the core. */
type PageCore = Pick<Core, 'door' | 'subscribe'>

export interface SocketOptions {
  /** Starts with the first page that proves itself. */
  readonly core: () => Promise<PageCore>
  readonly sessions: Sessions
}

export function acceptSocket(socket: WebSocket, { core: openCore, sessions }: SocketOptions): void {
  const running = new Map<number, AbortController>()
  let admitted = false
  let core: PageCore | null = null
  let unsubscribe: (() => void) | null = null
  const late = setTimeout(() => socket.close(CLOSE_UNAUTHORIZED, 'no proof in time'), HELLO_WITHIN_MS)

  const send = (message: ServerMessage): void => {
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return socket.terminate()
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }

  async function hello(message: ClientMessage): Promise<void> {
    if (message.kind !== 'hello' || !sessions.admits(message)) {
      send({ kind: 'refused', failure: { code: 'unauthorized' } })
      return socket.close(CLOSE_UNAUTHORIZED, 'unauthorized')
    }
    admitted = true
    clearTimeout(late)
    const opened = await openCore()
    if (socket.readyState !== socket.OPEN) return
    core = opened
    unsubscribe = core.subscribe((name, value) => send({ kind: 'event', name, value }))
    send({ kind: 'welcome' })
  }

  async function call(
    open: PageCore,
    { id, name, input }: Extract<ClientMessage, { kind: 'call' }>,
  ): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    const reply = await open.door.call(name, input, { signal: controller.signal })
    running.delete(id)
    send({ kind: 'reply', id, reply })
  }

  socket.on('message', (raw, isBinary) => {
    const message = isBinary ? null : parse((raw as Buffer).toString('utf8'))
    if (message === null) return socket.close(CLOSE_BAD_MESSAGE, 'bad-request')
    if (!admitted) hello(message).catch(() => socket.terminate())
    else if (core === null) socket.close(CLOSE_BAD_MESSAGE, 'bad-request')
    else if (message.kind === 'call')
      void call(core, message) // the door never rejects
    else if (message.kind === 'cancel') running.get(message.id)?.abort()
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(late)
    unsubscribe?.()
    for (const controller of running.values()) controller.abort()
  })
}

function parse(text: string): ClientMessage | null {
  try {
    return ClientMessage.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
