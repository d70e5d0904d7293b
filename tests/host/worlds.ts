/**
 * Source text that is put into pages: the preload's isolated world, the page's own, and contextBridge between them.
 * The functions here are only ever turned into text; they may use nothing from outside themselves.
 */
import { pack, unpack } from './structured.ts'

export const WORLD = 'Electron Isolated Context'

export type IpcMessage =
  | { readonly op: 'invoke' | 'send'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly op: 'preload-error'; readonly message: string }

type Wire =
  { f: string } | { p: string } | { e: string } | { a: Wire[] } | { o: [string, Wire][] } | { v: unknown }
type PeerMessage =
  | { op: 'call'; id: string; args: Wire[] }
  | { op: 'return'; value: Wire; thrown: boolean }
  | { op: 'settle'; promise: string; failed: boolean; value: Wire }
  | { op: 'expose'; name: string; value: Wire }
type Callable = (...args: unknown[]) => unknown

/** One end of contextBridge; each world runs one. Events cross worlds synchronously and clone their detail. */
function peer(key: string, me: string, other: string) {
  const local = new Map<string, Callable>()
  const pending = new Map<string, { resolve(value: unknown): void; reject(error: unknown): void }>()
  let last = 0
  let returned: { value: Wire; thrown: boolean } | null = null
  const dispatch = window.dispatchEvent.bind(window)
  const Crossing = CustomEvent
  const tell = (detail: PeerMessage) => dispatch(new Crossing(key + other, { detail }))

  const encode = (v: unknown): Wire => {
    if (typeof v === 'symbol') throw new TypeError('contextBridge: a symbol cannot cross worlds')
    if (typeof v === 'function') {
      local.set(me + ++last, v as Callable)
      return { f: me + last }
    }
    if (v === null || typeof v !== 'object') return { v }
    if (v instanceof Promise) {
      const promise = me + ++last
      v.then(
        (x) => tell({ op: 'settle', promise, failed: false, value: encode(x) }),
        (x) => tell({ op: 'settle', promise, failed: true, value: encode(x) }),
      )
      return { p: promise }
    }
    if (v instanceof Error) return { e: v.message }
    if (Array.isArray(v)) return { a: v.map(encode) }
    if (Object.prototype.toString.call(v) !== '[object Object]') return { v } // cloned with the event
    return { o: Object.entries(v).map(([name, x]) => [name, encode(x)]) } // prototypes do not cross
  }
  const decode = (w: Wire): unknown => {
    if ('f' in w) return (...args: unknown[]) => call(w.f, args)
    if ('p' in w) return new Promise((resolve, reject) => pending.set(w.p, { resolve, reject }))
    if ('e' in w) return new Error(w.e)
    if ('a' in w) return w.a.map(decode)
    if ('o' in w) return Object.fromEntries(w.o.map(([name, x]) => [name, decode(x)]))
    return w.v
  }
  const call = (id: string, args: unknown[]): unknown => {
    tell({ op: 'call', id, args: args.map(encode) })
    if (!returned) throw new Error('the other world did not answer')
    const value = decode(returned.value)
    if (returned.thrown) throw value
    return value
  }
  const run = (message: { id: string; args: Wire[] }): void => {
    try {
      const result = local.get(message.id)?.(...message.args.map(decode))
      tell({ op: 'return', value: encode(result), thrown: false })
    } catch (error) {
      tell({ op: 'return', value: encode(error), thrown: true })
    }
  }
  const freeze = (v: unknown): unknown => {
    if (v === null || typeof v !== 'object') return v
    Object.values(v).forEach(freeze)
    return Object.freeze(v)
  }

  window.addEventListener(key + me, (event) => {
    event.stopImmediatePropagation()
    const message = (event as CustomEvent<PeerMessage>).detail
    if (message.op === 'call') run(message)
    else if (message.op === 'return') returned = message
    else if (message.op === 'settle') {
      const waiting = pending.get(message.promise)
      pending.delete(message.promise)
      if (message.failed) waiting?.reject(decode(message.value))
      else waiting?.resolve(decode(message.value))
    } else
      Object.defineProperty(window, message.name, { value: freeze(decode(message.value)), enumerable: true })
  })
  return { expose: (name: string, api: unknown) => tell({ op: 'expose', name, value: encode(api) }) }
}

/** What a sandboxed preload sees: contextBridge, ipcRenderer, a `require` for three modules, a small process. */
function preloadWorld(
  bridge: { expose(name: string, api: unknown): unknown },
  packArgs: (value: unknown) => string,
  unpackArgs: (text: string) => unknown,
) {
  type Listener = ((...args: unknown[]) => void) & { of?: unknown }
  const world = globalThis as unknown as { standInSend(text: string): void; standInDeliver: unknown }
  const listeners = new Map<string, Listener[]>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let last = 0
  const send = (message: object) => world.standInSend(JSON.stringify(message))
  const ipcRenderer = {
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel: string, listener: Listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      )
      return ipcRenderer
    },
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const text = packArgs(args)
        waiting.set(++last, { resolve, reject })
        send({ op: 'invoke', id: last, channel, args: text })
      }),
    send: (channel: string, ...args: unknown[]) => send({ op: 'send', id: 0, channel, args: packArgs(args) }),
    sendSync: () => {
      throw new Error('stand-in: sendSync is not stood in')
    },
  }
  world.standInDeliver = (message: {
    op: string
    id: number
    channel: string
    args: string
    value: string
    error?: string
  }) => {
    if (message.op === 'push') {
      for (const listener of listeners.get(message.channel) ?? [])
        listener({ sender: ipcRenderer, ports: [] }, ...(unpackArgs(message.args) as unknown[]))
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) call?.resolve(unpackArgs(message.value))
    else call?.reject(new Error(`Error invoking remote method '${message.channel}': ${message.error}`))
  }
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: unknown) => bridge.expose(name, api) },
    ipcRenderer,
    webUtils: { getPathForFile: () => '' },
  }
  const modules: Record<string, unknown> = {
    electron,
    'electron/renderer': electron,
    'electron/common': electron,
  }
  return (id: string) => {
    if (!(id in modules)) throw new Error(`module not found: ${id}`)
    return modules[id]
  }
}

/** Every window.open and target=_blank is put to the app's handler. */
function askBeforeOpening(): void {
  const ask = (globalThis as unknown as { standInOpen(url: string): void }).standInOpen
  window.open = (url) => {
    ask(new URL(String(url), location.href).href)
    return null
  }
  window.addEventListener('click', (event) => {
    const link = event
      .composedPath()
      .find((node) => node instanceof HTMLAnchorElement && node.target === '_blank')
    if (!link || event.defaultPrevented) return
    event.preventDefault()
    ask((link as HTMLAnchorElement).href)
  })
}

export const openingSource = `(${String(askBeforeOpening)})();`

export const mainWorldSource = (key: string): string => `(${String(peer)})(${JSON.stringify(key)}, 'm', 'i');`

export const preloadSource = (key: string, code: string): string => `{
  const require = (${String(preloadWorld)})((${String(peer)})(${JSON.stringify(key)}, 'i', 'm'), ${String(pack)}, ${String(unpack)});
  const process = { platform: ${JSON.stringify(process.platform)}, type: 'renderer', sandboxed: true, contextIsolated: true, env: {} };
  const module = { exports: {} };
  try { (function (require, module, exports, process) { ${code}
  })(require, module, module.exports, process) }
  catch (error) { globalThis.standInSend(JSON.stringify({ op: 'preload-error', message: String(error && error.stack || error) })) }
}`
