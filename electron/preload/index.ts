/**
 * The bridge. A sandboxed preload runs beside the page with a few Electron modules and nothing else; what it exposes
 * is finished once: adding a call or an event never touches this file.
 */
import { contextBridge, ipcRenderer } from 'electron'
import type { Reply } from '#contract/contract'

contextBridge.exposeInMainWorld('rbee', {
  call: (id: number, name: string, input: unknown): Promise<Reply<unknown>> =>
    ipcRenderer.invoke('door:call', id, name, input) as Promise<Reply<unknown>>,
  cancel: (id: number): void => ipcRenderer.send('door:cancel', id),
  on(name: string, listener: (value: unknown) => void): () => void {
    const onEvent = (_event: unknown, eventName: string, value: unknown): void => {
      if (eventName === name) listener(value)
    }
    ipcRenderer.on('door:event', onEvent)
    return () => void ipcRenderer.off('door:event', onEvent)
  },
})
