/** Electron's side: invocations and cancels, from our page and from frames that are not ours. */
import { isCall } from '#contract/contract'
import { connectBridge, type BridgeOptions } from '../../../../electron/main/bridge.ts'
import { callInput, callNames, hostile } from './inputs.ts'
import type { Random } from './random.ts'
import { noTally, type Tally } from './tally.ts'
import type { Target } from './target.ts'

type Handle = (event: unknown, ...args: unknown[]) => Promise<unknown>
type Cancel = (event: unknown, ...args: unknown[]) => unknown

async function unheard(): Promise<never> {
  throw new Error('nobody listens yet')
}

const ORIGIN = 'app://rbee'
const ours = { url: `${ORIGIN}/?page=settings`, parent: null }
const STRANGERS = [
  null,
  { url: 'https://evil.example/', parent: null },
  { url: 'app://rbee.evil.example/', parent: null },
  { url: 'app://evil/rbee', parent: null },
  { url: `${ORIGIN}/`, parent: ours },
  { url: 'about:blank', parent: null },
  { url: '', parent: null },
] as const

export async function fuzzIpc(guarded: Target, messages: number, random: Random): Promise<Tally> {
  let handle: Handle = unheard
  let cancel: Cancel = unheard
  const ipcMain = {
    handle: (_channel: string, listener: Handle) => void (handle = listener),
    on: (_channel: string, listener: Cancel) => void (cancel = listener),
    removeHandler() {},
    removeAllListeners() {},
  } as unknown as BridgeOptions['ipcMain']
  const { core } = guarded
  const disconnect = connectBridge({ ipcMain, core, trustedOrigin: ORIGIN, windows: () => [] })
  const tally = noTally('IPC')
  const sender = { id: 1, isDestroyed: () => false }

  for (let sent = 0; sent < messages; sent++) {
    const stranger = random.chance(0.1)
    const event = { sender, senderFrame: stranger ? random.pick(STRANGERS) : ours }
    const before = guarded.reached()
    const name = random.chance(0.9) ? random.pick(callNames) : hostile(random)
    const input = random.chance(0.98) && isCall(name) ? callInput(name, random) : beyondJson(random)
    const id = random.chance(0.95) ? sent : hostile(random)
    try {
      const reply = await handle(event, id, name, input)
      if (!isReply(reply)) guarded.faults.push(`not an answer: ${String(reply)}`)
      if (random.chance(0.1)) cancel(event, random.chance(0.5) ? id : hostile(random))
    } catch (error) {
      guarded.faults.push(`thrown at Electron: ${String(error)}`)
    }
    if (stranger && guarded.reached() > before) guarded.faults.push('a stranger reached a handler')
    tally.sent += 1
    tally.raw += isCall(name) ? 0 : 1
  }
  disconnect()
  return { ...tally, reached: guarded.reached(), faults: guarded.faults }
}

const isReply = (value: unknown): boolean => typeof value === 'object' && value !== null && 'ok' in value

/** What structured clone carries and JSON does not. */
function beyondJson(random: Random): unknown {
  const circle: Record<string, unknown> = {}
  circle['self'] = circle
  let deep: unknown = null
  if (random.chance(0.05)) for (let level = 0; level < 20_000; level++) deep = [deep]
  return random.pick<unknown>([circle, 10n, new Map([[1, 2]]), new Date(Number.NaN), new Uint8Array(9), deep])
}
