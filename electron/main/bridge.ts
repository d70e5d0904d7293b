/** The door's Electron side: only our own page's main frame may knock. */
import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import type { Reply } from '#contract/contract'
import type { Core } from '#core/core'

export interface BridgeOptions {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on' | 'removeHandler' | 'removeAllListeners'>
  readonly core: Pick<Core, 'door' | 'subscribe'>
  readonly trustedOrigin: string
  windows(): readonly BrowserWindow[]
}

export function connectBridge({ ipcMain, core, trustedOrigin, windows }: BridgeOptions): () => void {
  const running = new Map<string, AbortController>()

  const isTrusted = ({ senderFrame, sender }: IpcMainEvent | IpcMainInvokeEvent): boolean =>
    senderFrame !== null &&
    senderFrame.parent === null &&
    isFrom(senderFrame.url, trustedOrigin) &&
    !sender.isDestroyed()

  ipcMain.handle(
    'door:call',
    async (event, id: unknown, name: unknown, input: unknown): Promise<Reply<unknown>> => {
      if (!isTrusted(event) || typeof id !== 'number')
        return { ok: false, failure: { code: 'unauthorized', host: null } }
      const key = `${event.sender.id}:${id}`
      const controller = new AbortController()
      running.set(key, controller)
      try {
        return await core.door.call(name, input, { signal: controller.signal })
      } finally {
        running.delete(key)
      }
    },
  )
  ipcMain.on('door:cancel', (event, id: unknown) => {
    if (isTrusted(event) && typeof id === 'number') running.get(`${event.sender.id}:${id}`)?.abort()
  })

  const unsubscribe = core.subscribe((name, value) => {
    for (const window of windows())
      if (!window.isDestroyed()) window.webContents.send('door:event', name, value)
  })
  return () => {
    unsubscribe()
    ipcMain.removeHandler('door:call')
    ipcMain.removeAllListeners('door:cancel')
    for (const controller of running.values()) controller.abort()
  }
}

/** `URL.origin` is "null" for schemes of our own, so scheme and host are compared. */
function isFrom(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}` === origin
}
