/** The WebSocket's side: calls in any shape, and bytes that are no messages, before and after the proof. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { startServer } from '../../../../electron/serve/server.ts'
import { callInput, callNames, hostile } from './inputs.ts'
import type { Random } from './random.ts'
import { noTally, type Tally } from './tally.ts'
import type { Target } from './target.ts'

/** So many go out before their answers are waited for. */
const BATCH = 20

export async function fuzzSocket(guarded: Target, messages: number, random: Random): Promise<Tally> {
  const { core } = guarded
  const server = await startServer({
    core: async () => core,
    rendererDir: '/nonexistent',
    host: '127.0.0.1',
    port: 0,
  })
  const address = new URL(server.address())
  const proof = {
    kind: 'hello',
    token: new URLSearchParams(address.hash.slice(1)).get('token'),
    session: randomBytes(32).toString('base64url'),
  }
  const connect = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://${address.host}/socket`, { origin: address.origin })
    socket.on('error', () => {})
    await once(socket, 'open')
    return socket
  }
  const admitted = async (): Promise<WebSocket> => {
    const socket = await connect()
    socket.send(JSON.stringify(proof))
    await once(socket, 'message')
    return socket
  }
  const tally = noTally('WebSocket')
  const reachedBefore = guarded.reached()
  let page = await admitted()
  while (tally.sent < messages) {
    const batch = Math.min(BATCH, messages - tally.sent)
    const answered = answers(page, batch - 1)
    for (let n = 0; n < batch - 1; n++) page.send(JSON.stringify(callMessage(n, random)))
    await answered
    // Bytes that are no message end the connection; what comes before the proof reaches nothing.
    const before = guarded.reached()
    const stranger = random.chance(0.5) ? await connect() : page
    stranger.send(garbage(random), { binary: random.chance(0.3) })
    await once(stranger, 'close')
    if (guarded.reached() > before) guarded.faults.push('bytes that are no message reached a handler')
    if (stranger === page) page = await admitted()
    tally.sent += batch
    tally.raw += 1
  }
  page.terminate()
  await server.dispose()
  return { ...tally, reached: guarded.reached() - reachedBefore, faults: guarded.faults }
}

function callMessage(id: number, random: Random): unknown {
  const name = random.chance(0.9)
    ? random.pick(callNames)
    : random.pick(['', '__proto__', 'no.such', 'toString'])
  const known = callNames.find((each) => each === name)
  return { kind: 'call', id, name, input: known ? callInput(known, random) : hostile(random) }
}

/** Never a whole message: cut off, of another kind, or no JSON at all. */
function garbage(random: Random): Buffer {
  const whole = JSON.stringify(callMessage(1, random))
  switch (random.below(5)) {
    case 0:
      return randomBytes(1 + random.below(2_000))
    case 1:
      return Buffer.from(whole.slice(0, random.below(whole.length - 1)))
    case 2:
      return Buffer.from('['.repeat(100_000))
    case 3:
      return Buffer.from(JSON.stringify({ kind: hostile(random), id: hostile(random) }))
    default:
      return Buffer.from(JSON.stringify(hostile(random) ?? null))
  }
}

function answers(socket: WebSocket, count: number): Promise<void> {
  let missing = count
  return new Promise((resolve, reject) => {
    const onMessage = (raw: unknown): void => {
      if ((JSON.parse(String(raw)) as { kind?: string }).kind === 'reply') missing -= 1
      if (missing > 0) return
      socket.off('message', onMessage).off('close', onClose)
      resolve()
    }
    const onClose = (code: number): void => reject(new Error(`closed in the middle: ${code}`))
    socket.on('message', onMessage).on('close', onClose)
  })
}
