/** A page's end of the socket, for tests: says hello, makes calls, collects events. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Reply } from '#contract/contract'
import type { ServerMessage } from '#contract/wire'

export interface TestPage {
  readonly socket: WebSocket
  readonly messages: ServerMessage[]
  hello(proof: { token?: string | null; session?: string }): void
  call(name: string, input?: unknown): Promise<Reply<unknown>>
  next(kind: ServerMessage['kind']): Promise<ServerMessage>
  closed(): Promise<number>
}

export const newSession = (): string => randomBytes(32).toString('base64url')

export function connectPage(
  authority: string,
  { origin = `http://${authority}`, host = authority } = {},
): TestPage {
  const socket = new WebSocket(`ws://${authority}/socket`, { origin, headers: { host } })
  socket.on('error', () => {})
  const messages: ServerMessage[] = []
  const waiters: { matches(message: ServerMessage): boolean; resolve(message: ServerMessage): void }[] = []
  const ended = new Promise<number>((resolve) => socket.on('close', resolve))
  const opened = once(socket, 'open').catch(() => {})
  let lastId = 0

  socket.on('message', (raw) => {
    const message = JSON.parse((raw as Buffer).toString()) as ServerMessage
    messages.push(message)
    const index = waiters.findIndex((waiter) => waiter.matches(message))
    if (index >= 0) waiters.splice(index, 1)[0]?.resolve(message)
  })
  const wait = (matches: (message: ServerMessage) => boolean): Promise<ServerMessage> =>
    new Promise((resolve) => waiters.push({ matches, resolve }))
  const send = (message: object): void => void opened.then(() => socket.send(JSON.stringify(message)))

  return {
    socket,
    messages,
    hello: ({ token = null, session = newSession() }) => send({ kind: 'hello', token, session }),
    async call(name, input) {
      const id = ++lastId
      const reply = wait((message) => message.kind === 'reply' && message.id === id)
      send({ kind: 'call', id, name, input })
      return ((await reply) as Extract<ServerMessage, { kind: 'reply' }>).reply as Reply<unknown>
    },
    next: (kind) => wait((message) => message.kind === kind),
    closed: () => ended,
  }
}
