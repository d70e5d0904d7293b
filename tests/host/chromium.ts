/** One Chromium, one WebSocket to its DevTools, flat sessions. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { findChromium } from './find-chromium.ts'

export type CdpEvent = (method: string, params: Record<string, unknown>) => void

export interface Chromium {
  send<T = Record<string, never>>(method: string, params?: object, sessionId?: string): Promise<T>
  listen(sessionId: string, listener: CdpEvent): void
  /** When the process has ended, and writes to its profile no more. */
  readonly ended: Promise<unknown>
}

interface Message {
  readonly id?: number
  readonly sessionId: string
  readonly method: string
  readonly params: Record<string, unknown>
  readonly result: unknown
  readonly error?: { readonly message: string }
}

/** `temp` is Chromium's own: it leaves things there when it is killed. */
export async function startChromium(
  flags: readonly string[],
  { temp, onGone }: { temp: string; onGone: () => void },
): Promise<Chromium> {
  const child = spawn(findChromium(), flags, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temp },
  })
  process.on('exit', () => child.kill('SIGKILL'))
  const ended = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`chromium exited: ${code}`)))
    createInterface({ input: child.stderr }).on('line', (line) => {
      const address = /^DevTools listening on (ws:.*)$/.exec(line)?.[1]
      if (!address) return
      process.stderr.write(`${line}\n`) // Playwright waits for this line
      resolve(address)
    })
  })
  const socket = new WebSocket(url)
  await new Promise((open, failed) => {
    socket.addEventListener('open', open)
    socket.addEventListener('error', failed)
  })
  return { ...connect(socket, onGone), ended }
}

function connect(socket: WebSocket, onGone: () => void): Omit<Chromium, 'ended'> {
  const waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void; method: string }
  >()
  const sessions = new Map<string, CdpEvent>()
  let lastId = 0
  socket.addEventListener('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Chromium has gone'))
    waiting.clear()
    onGone()
  })
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    if (message.id === undefined) return sessions.get(message.sessionId)?.(message.method, message.params)
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error) call?.reject(new Error(`${call.method}: ${message.error.message}`))
    else call?.resolve(message.result)
  })
  return {
    send: <T>(method: string, params: object = {}, sessionId?: string) =>
      new Promise<T>((resolve, reject) => {
        waiting.set(++lastId, { resolve, reject, method })
        socket.send(JSON.stringify({ id: lastId, method, params, sessionId }))
      }),
    listen: (sessionId, listener) => void sessions.set(sessionId, listener),
  }
}
