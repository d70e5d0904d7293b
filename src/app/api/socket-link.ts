/** A line to the server that proves who we are, and comes back after a loss or after sleep. */
import type { ServerMessage } from '#contract/wire'

const SESSION_KEY = 'rbee-session'
const TOKEN_KEY = 'rbee-token'
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
  const session = ownSession()
  let token = takeTokenFromAddress()
  let ready: WebSocket | null = null
  let attempts = 0
  let retry: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    clearTimeout(retry)
    retry = undefined
    const socket = new WebSocket(`ws://${location.host}/socket`)
    socket.addEventListener('open', () => socket.send(JSON.stringify({ kind: 'hello', token, session })))
    socket.addEventListener('message', ({ data }) =>
      receive(socket, JSON.parse(String(data)) as ServerMessage),
    )
    socket.addEventListener('close', ({ code }) => lost(code))
  }

  function receive(socket: WebSocket, message: ServerMessage): void {
    if (message.kind !== 'welcome') return listen.onMessage(message)
    token = null
    sessionStorage.removeItem(TOKEN_KEY)
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

/**
 * The token leaves the address bar and the history before anything else can read them. Until the server has taken it,
 * it waits beside the session: a page reloaded in that moment still gets in.
 */
function takeTokenFromAddress(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return sessionStorage.getItem(TOKEN_KEY)
  sessionStorage.setItem(TOKEN_KEY, token)
  history.replaceState(history.state, '', location.pathname + location.search)
  return token
}

/** This tab's secret, 256 random bits: it lets the page reload and come back, and no other tab knows it. */
function ownSession(): string {
  const known = sessionStorage.getItem(SESSION_KEY)
  if (known !== null) return known
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const session = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  sessionStorage.setItem(SESSION_KEY, session)
  return session
}
