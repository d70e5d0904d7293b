/** A line to the server that proves who we are, and comes back after a loss or after sleep. */
import type { ServerMessage } from '#contract/wire'

const SESSION_KEY = 'rbee-session'
const CLOSE_UNAUTHORIZED = 4401
const MAX_WAIT_MS = 5_000

/** `refused`: the address was used already, or the server was started anew. */
export type LinkState = 'connected' | 'lost' | 'refused'

export interface Link {
  /** False while the line is down. */
  send(text: string): boolean
}

export function openLink(listen: {
  onMessage: (message: ServerMessage) => void
  onState: (state: LinkState) => void
}): Link {
  let token = takeTokenFromAddress()
  let ready: WebSocket | null = null
  let attempts = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    clearTimeout(retry)
    retry = undefined
    const socket = new WebSocket(`ws://${location.host}/socket`)
    const hello = { kind: 'hello', token, session: sessionStorage.getItem(SESSION_KEY) }
    socket.addEventListener('open', () => socket.send(JSON.stringify(hello)))
    socket.addEventListener('message', ({ data }) =>
      receive(socket, JSON.parse(String(data)) as ServerMessage),
    )
    socket.addEventListener('close', ({ code }) => lost(code))
  }

  function receive(socket: WebSocket, message: ServerMessage): void {
    if (message.kind !== 'welcome') return listen.onMessage(message)
    sessionStorage.setItem(SESSION_KEY, message.session)
    token = null
    attempts = 0
    ready = socket
    listen.onState('connected')
  }

  function lost(code: number): void {
    ready = null
    if (code === CLOSE_UNAUTHORIZED) return listen.onState('refused')
    listen.onState('lost')
    retry = setTimeout(connect, Math.min(MAX_WAIT_MS, 100 * 2 ** attempts++))
  }

  // After sleep the timer may be seconds away, but the user is looking now.
  const hurry = (): void => void (retry !== undefined && !document.hidden && connect())
  addEventListener('online', hurry)
  document.addEventListener('visibilitychange', hurry)
  connect()

  return {
    send(text) {
      ready?.send(text)
      return ready !== null
    },
  }
}

/** The token leaves the address bar and the history before anything else can read them. */
function takeTokenFromAddress(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token !== null) history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
