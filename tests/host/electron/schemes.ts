/** `protocol` and `net`. Chromium will not open schemes it does not know: it is shown an https address of ours instead. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { host } from './host.ts'

/** app://rbee/x is shown to Chromium as https://rbee.app.electron.invalid/x */
export const HOST = 'electron.invalid'
type SchemeHandler = (request: Request) => Promise<Response> | Response

const handlers = new Map<string, SchemeHandler>()
const privileged = new Set<string>()

export function toChromium(url: string): string {
  const { protocol, host: authority, pathname, search, hash } = new URL(url)
  const scheme = protocol.slice(0, -1)
  return privileged.has(scheme)
    ? `https://${authority || '-'}.${scheme}.${HOST}${pathname}${search}${hash}`
    : url
}

export const toElectron = (url: string): string =>
  url.replace(/^https:\/\/([^/]*)\.([^./]+)\.electron\.invalid/, '$2://$1')

export async function answerScheme(url: string, init: RequestInit): Promise<Response> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (!handler) throw new Error('no handler')
  const request = new Request(url.replace(/^[^:]+/, 'https'), init) // Node's Request knows no schemes of ours either
  return handler(
    new Proxy(request, {
      get(target, key) {
        if (key === 'url') return url
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value
      },
    }),
  )
}

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]) {
    if (host.ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme } of schemes) privileged.add(scheme)
  },
  handle: (scheme: string, handler: SchemeHandler) => void handlers.set(scheme, handler),
  unhandle: (scheme: string) => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
}

export const net = {
  isOnline: () => true,
  async fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    const url = typeof input === 'string' ? input : input.url
    if (!url.startsWith('file:')) return fetch(input, init)
    return new Response(await readFile(fileURLToPath(url)))
  },
}
