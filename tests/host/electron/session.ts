import { EventEmitter } from 'node:events'
import { net, protocol } from './schemes.ts'

type Decide = (contents: object, permission: string, answer: (granted: boolean) => void) => void

/** Permission handlers are kept, so that a test can ask what the app would have answered. */
class Session extends EventEmitter {
  readonly protocol = protocol
  readonly fetch = net.fetch
  permissionRequest: Decide | null = null
  permissionCheck: (() => boolean) | null = null
  webRequest = { onHeadersReceived() {}, onBeforeRequest() {}, onBeforeSendHeaders() {} }
  setPermissionRequestHandler(handler: Decide): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler
  }
  setSpellCheckerEnabled() {}
  clearCache = async () => {}
}

export const session = { defaultSession: new Session() }
