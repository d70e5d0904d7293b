/** The app in a browser: the built page over HTTP and the contract over a WebSocket, for this machine's user only. */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { WebSocketServer } from 'ws'
import { FailureError } from '#contract/failure'
import { MAX_CALL_CHARS } from '#contract/limits'
import type { Core } from '#core/core'
import { createRendererFiles } from '#core/renderer-files'
import { createSessions } from './sessions.ts'
import { acceptSocket } from './socket.ts'

export interface ServeOptions {
  /** Asked for when a page has proved itself: its files need nothing of it. */
  readonly core: () => Promise<Pick<Core, 'door' | 'subscribe'>>
  readonly rendererDir: string
  readonly host: string
  readonly port: number
}

export interface Serving {
  /** An address with a one-time token; asking again makes a new one. */
  address(): string
  dispose(): Promise<void>
}

export async function startServer({ core, rendererDir, host, port }: ServeOptions): Promise<Serving> {
  const sessions = createSessions()
  const files = createRendererFiles(rendererDir)
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4 * MAX_CALL_CHARS })
  // The server forgets a connection once it asks to be upgraded, but does not close before that one has.
  const connections = new Set<Socket>()
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  const authorities = await listen(server, host, port)

  server.on('request', (request, response) => {
    void (async () => {
      if (!authorities.has(request.headers.host ?? ''))
        return response.writeHead(421).end('misdirected request\n')
      if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end()
      const { status, headers, body } = await files(pathOf(request))
      response.writeHead(status, headers).end(request.method === 'HEAD' ? null : body)
    })()
  })
  server.on('upgrade', (request, stream, head) => {
    const refusal = refuse(request, authorities)
    if (refusal)
      return void stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
    sockets.handleUpgrade(request, stream, head, (socket) => acceptSocket(socket, { core, sessions }))
  })

  return {
    address: () => `http://${[...authorities][0]}/#token=${sessions.issueToken()}`,
    async dispose() {
      const closed = new Promise((done) => server.close(done))
      for (const socket of connections) socket.destroy()
      await closed
    },
  }
}

/** Binds, and answers the `Host` values that are ours: any other name is a rebound DNS entry. */
async function listen(server: Server, host: string, port: number): Promise<ReadonlySet<string>> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(busy ? new FailureError({ code: 'port-busy', port }, { cause: error }) : error)
    })
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  return new Set(namesOf(host).map((name) => `${name.includes(':') ? `[${name}]` : name}:${bound}`))
}

/** "All interfaces" is no name that a browser could ask for: the addresses behind it are. */
function namesOf(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host]
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.filter(({ family }) => host === '::' || family === 'IPv4').map(({ address }) => address)
}

function refuse(request: IncomingMessage, authorities: ReadonlySet<string>): string | null {
  if (!authorities.has(request.headers.host ?? '')) return '421 Misdirected Request'
  if (request.headers.origin !== `http://${request.headers.host}`) return '403 Forbidden'
  return pathOf(request) === '/socket' ? null : '404 Not Found'
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').replace(/[?#].*$/s, '')
