/** A proxy of the settings counts from the next request on: nobody has to start the app anew. */
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { noise } from '../../hub/transfer/content.ts'
import { createSetting } from './setting.ts'

const BYTES = noise('proxy', 3_000_000)

/** Forwards plain requests and tunnels, and counts both. */
async function startProxy() {
  let asked = 0
  const sockets = new Set<Socket>()
  const server = createServer((incoming: IncomingMessage, answer: ServerResponse) => {
    asked += 1
    const options = { method: incoming.method, headers: incoming.headers }
    incoming.pipe(
      request(incoming.url ?? '', options, (from) => {
        answer.writeHead(from.statusCode ?? 502, from.headers)
        from.pipe(answer)
      }),
    )
  })
  server.on('connect', (incoming: IncomingMessage, client: Socket) => {
    asked += 1
    const [host = '', port = ''] = (incoming.url ?? '').split(':')
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      client.pipe(upstream).pipe(client)
    })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {
        client.destroy()
        upstream.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

it('a proxy is used, and left, as the settings say', async () => {
  await using proxy = await startProxy()
  await using setting = await createSetting(BYTES)
  const fetched = (name: string) => setting.fetch({ path: join(setting.dir, name) })
  await fetched('direct')
  expect(proxy.asked()).toBe(0)
  setting.transfers.proxy(proxy.url)
  await fetched('through')
  const through = proxy.asked()
  expect(through).toBeGreaterThan(0)
  setting.transfers.proxy(null)
  await fetched('direct again')
  expect(proxy.asked()).toBe(through)
})

it('a change in the middle of a download loses nothing', async () => {
  await using proxy = await startProxy()
  await using setting = await createSetting(BYTES)
  setting.server.store.tamper = () => ({ kind: 'drip', bytesPerSecond: 3_000_000 })
  const path = join(setting.dir, 'changing')
  const done = setting.fetch({ path })
  setTimeout(() => setting.transfers.proxy(proxy.url), 100)
  expect((await done).fetchedBytes).toBeLessThan(BYTES.length * 1.02)
})
