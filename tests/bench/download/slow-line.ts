/**
 * A line that carries so many bytes a second for all connections together, as a process of its own.
 * Arguments: port to forward to, bytes per second. Prints the port it listens on.
 */
import { createConnection, createServer, type Socket } from 'node:net'

const [target = 0, bytesPerSecond = 1] = process.argv.slice(2).map(Number)
/** What may be under way before the sender has to wait: a router's queue. */
const QUEUE_MS = 50

interface Parcel {
  readonly to: Socket
  readonly chunk: Buffer
  readonly atMs: number
}

const queue: Parcel[] = []
const waiting = new Set<Socket>()
let paidUntilMs = 0

/** One queue for all: what came first leaves first. */
function deliver(): void {
  const now = performance.now()
  while (queue[0] && queue[0].atMs <= now) {
    const parcel = queue.shift()
    if (parcel && !parcel.to.destroyed) parcel.to.write(parcel.chunk)
  }
  if (paidUntilMs - now < QUEUE_MS) {
    for (const socket of waiting) socket.resume()
    waiting.clear()
  }
}
setInterval(deliver, 1)

function carry(from: Socket, to: Socket): void {
  from.on('data', (chunk) => {
    const now = performance.now()
    paidUntilMs = Math.max(paidUntilMs, now) + (chunk.length / bytesPerSecond) * 1000
    queue.push({ to, chunk, atMs: paidUntilMs })
    if (paidUntilMs - now < QUEUE_MS) return
    from.pause()
    waiting.add(from)
  })
}

const server = createServer((client) => {
  const upstream = createConnection(target, '127.0.0.1')
  carry(upstream, client)
  client.on('data', (chunk) => upstream.write(chunk))
  for (const [one, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => setTimeout(() => other.destroy(), QUEUE_MS * 20))
  }
}).listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : 0)
})
