/** A real HTTP server on a free loopback port that hands each request to a list of parts. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { finish, json, type Answer, type Exchange, type HubPart, type OriginName } from './exchange.ts'
import { instead, reshape, write, type Effect, type Faults } from './faults.ts'

export interface LoggedRequest {
  readonly at: number
  readonly origin: OriginName
  readonly method: string
  readonly path: string
  /** As it came, undecoded, without the `?`. */
  readonly query: string
  readonly headers: IncomingMessage['headers']
  /** Null until answered, and where the connection was cut. */
  status: number | null
}

export interface ListenOptions {
  readonly origin: OriginName
  readonly port: number
  readonly parts: readonly HubPart[]
  readonly faults: Faults
  readonly log: LoggedRequest[]
  /** Both origins know each other's address only once both listen. */
  readonly urls: () => { readonly hubUrl: string; readonly cdnUrl: string }
}

export async function listen(options: ListenOptions): Promise<{ url: string; dispose(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500).end(String(error))
      else response.destroy()
    })
  })
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async dispose() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(options: ListenOptions, request: IncomingMessage, response: ServerResponse) {
  const { hubUrl, cdnUrl } = options.urls()
  const url = new URL(request.url ?? '/', options.origin === 'hub' ? hubUrl : cdnUrl)
  const method = request.method ?? 'GET'
  const logged: LoggedRequest = {
    at: Date.now(),
    origin: options.origin,
    method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: request.headers,
    status: null,
  }
  const control = url.pathname.startsWith('/__hub/')
  if (!control) options.log.push(logged)
  response.on('finish', () => void (logged.status = response.statusCode))
  const effects = control ? [] : options.faults.meet({ origin: options.origin, method, url })
  if (await preempted(effects, response)) return
  const body = await readAll(request)
  const send = (made: Answer): void => {
    const exchange = { headers: request.headers, method, response }
    const reshaped = effects.reduce((changed, effect) => reshape(effect, changed), made)
    write(exchange, finish(exchange, reshaped), effects).catch(() => response.destroy())
  }
  const exchange: Exchange = {
    origin: options.origin,
    method,
    url,
    headers: request.headers,
    body,
    request,
    response,
    hubUrl,
    cdnUrl,
    token: tokenOf(request, url),
    send,
  }
  for (const part of options.parts) if (await part(exchange)) return
  send(json(404, { error: 'Not found' }))
}

/** True when a fault has answered, cut or taken the request before any part saw it. */
async function preempted(effects: readonly Effect[], response: ServerResponse): Promise<boolean> {
  for (const effect of effects) {
    if (effect.kind === 'delay') await sleep(effect.ms)
    const other = instead(effect)
    if (other === null) continue
    if (other === 'drop') response.destroy()
    else if (other !== 'hang') await write({ response }, other, effects)
    return true
  }
  return false
}

/** An Authorization header makes the query's token count for nothing. */
function tokenOf(request: IncomingMessage, url: URL): string | null {
  const header = request.headers.authorization
  if (header !== undefined) return /^Bearer (.+)$/.exec(header)?.[1] ?? ''
  return url.searchParams.get('token')
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
