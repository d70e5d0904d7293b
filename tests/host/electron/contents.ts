/** `WebContents` over one Chromium target: isolated preload world, IPC, our own schemes, navigation rules. */
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { app } from './app.ts'
import { pack, unpack } from '../structured.ts'
import { mainWorldSource, openingSource, preloadSource, WORLD, type IpcMessage } from '../worlds.ts'
import { chromium, preventable } from './host.ts'
import { ipcMain } from './ipc.ts'
import { answerScheme, HOST, toChromium, toElectron } from './schemes.ts'
import { session } from './session.ts'
import { nativeTheme } from './theme.ts'

export interface WebPreferences {
  readonly preload?: string
  readonly sandbox?: boolean
  readonly contextIsolation?: boolean
  readonly nodeIntegration?: boolean
}
type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' }
type Params = Record<string, unknown>

export class WebContents extends EventEmitter {
  static #last = 0
  readonly id = ++WebContents.#last
  readonly session = session.defaultSession
  readonly #preferences: WebPreferences
  readonly #preload: string
  readonly #started: Promise<void>
  readonly #size: { width: number; height: number }
  #target = ''
  #sessionId = ''
  #preloadContext = 0
  #url = ''
  #gone = false
  #open: OpenHandler = () => ({ action: 'allow' })

  constructor(preferences: WebPreferences, size: { width: number; height: number }) {
    super()
    if (
      preferences.contextIsolation === false ||
      preferences.nodeIntegration ||
      preferences.sandbox === false
    )
      throw new Error('stand-in: only sandboxed, context-isolated windows are stood in')
    if (preferences.preload?.endsWith('.mjs')) throw new Error('a sandboxed preload cannot be an ES module')
    this.#preferences = preferences
    this.#preload = preferences.preload ?? ''
    this.#size = size
    this.#started = this.#start()
    this.#started.catch((error: unknown) => {
      console.error(error)
      app.exit(1)
    })
    nativeTheme.on('updated', () => void this.#followTheme().catch(() => {}))
  }

  cdp<T = Params>(method: string, params?: object): Promise<T> {
    return chromium().send<T>(method, params, this.#sessionId)
  }

  async #start(): Promise<void> {
    const created = await chromium().send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...this.#size,
    })
    this.#target = created.targetId
    const attached = await chromium().send<{ sessionId: string }>('Target.attachToTarget', {
      targetId: this.#target,
      flatten: true,
    })
    this.#sessionId = attached.sessionId
    chromium().listen(this.#sessionId, (method, params) => void this.#receive(method, params))
    const key = randomUUID()
    const code = this.#preload ? readFileSync(this.#preload, 'utf8') : ''
    await Promise.all([
      this.cdp('Page.enable'),
      this.cdp('Runtime.enable'),
      this.cdp('Runtime.addBinding', { name: 'standInSend', executionContextName: WORLD }),
      this.cdp('Runtime.addBinding', { name: 'standInOpen' }),
      this.cdp('Page.addScriptToEvaluateOnNewDocument', { source: openingSource + mainWorldSource(key) }),
      this.cdp('Page.addScriptToEvaluateOnNewDocument', {
        source: preloadSource(key, code),
        worldName: WORLD,
      }),
      this.cdp('Fetch.enable', {
        patterns: [{ urlPattern: '*', resourceType: 'Document' }, { urlPattern: `https://*.${HOST}/*` }],
      }),
      this.resize(this.#size),
      this.#followTheme(),
    ])
  }

  resize(size: { width: number; height: number }): Promise<Params> {
    return this.cdp('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false })
  }

  #followTheme(): Promise<Params> {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
    return this.cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  async #receive(method: string, params: Params): Promise<void> {
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const { id, name } = params['context'] as { id: number; name: string }
        if (name === WORLD) this.#preloadContext = id
        return
      }
      case 'Runtime.bindingCalled': {
        const { name, payload, executionContextId } = params as {
          name: string
          payload: string
          executionContextId: number
        }
        if (name === 'standInOpen') this.#open({ url: toElectron(payload) })
        else await this.#ipc(JSON.parse(payload) as IpcMessage, executionContextId)
        return
      }
      case 'Page.frameNavigated': {
        const frame = params['frame'] as { url: string; parentId?: string }
        if (!frame.parentId) this.#url = toElectron(frame.url)
        return
      }
      case 'Page.loadEventFired':
        if (this.#url && this.#url !== 'about:blank') this.emit('did-finish-load')
        return
      case 'Fetch.requestPaused':
        return this.#answer(params as unknown as Paused)
      case 'Inspector.detached':
      case 'Inspector.targetCrashed':
        return this.destroyed()
    }
  }

  async #answer({ requestId, request, resourceType, frameId }: Paused): Promise<void> {
    const url = toElectron(request.url)
    const fail = (): Promise<unknown> =>
      this.cdp('Fetch.failRequest', { requestId, errorReason: 'Aborted' }).catch(() => {})
    if (
      resourceType === 'Document' &&
      frameId === this.#target &&
      this.#url.includes('://') &&
      !this.#mayGo(url)
    ) {
      await fail()
      return
    }
    if (url === request.url) return void (await this.cdp('Fetch.continueRequest', { requestId }))
    try {
      const response = await answerScheme(url, { method: request.method, headers: request.headers })
      await this.cdp('Fetch.fulfillRequest', {
        requestId,
        responseCode: response.status,
        responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      })
    } catch {
      await fail()
    }
  }

  /** The app's own `will-navigate` rule, as Electron asks it for navigations that the page starts. */
  #mayGo(url: string): boolean {
    const event = Object.assign(preventable(), { url })
    if (url !== this.#url) this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  async #ipc(message: IpcMessage, contextId: number): Promise<void> {
    if (message.op === 'preload-error') {
      console.error(`Unable to load preload script: ${this.#preload}\n${message.message}`)
      this.emit('preload-error', {}, this.#preload, new Error(message.message))
      return
    }
    const event = { sender: this, senderFrame: this.mainFrame }
    const args = unpack(message.args) as unknown[]
    if (message.op === 'send') return void ipcMain.emit(message.channel, event, ...args)
    const answer: Record<string, unknown> = { op: 'answer', id: message.id, channel: message.channel }
    try {
      const handler = ipcMain.handlers.get(message.channel)
      if (!handler) throw new Error(`No handler registered for '${message.channel}'`)
      answer['value'] = pack(await handler(event, ...args))
    } catch (error) {
      answer['error'] = String(error)
    }
    await this.#deliver(answer, contextId)
  }

  async #deliver(message: object, contextId: number): Promise<void> {
    const expression = `standInDeliver(${JSON.stringify(message)})`
    await this.cdp('Runtime.evaluate', { expression, contextId }).catch(() => {})
  }

  get mainFrame() {
    return { url: this.#url, origin: this.#url.replace(/^([^:]+:\/\/[^/]*).*/, '$1'), parent: null }
  }
  get targetId(): string {
    return this.#target
  }
  getURL = (): string => this.#url
  getLastWebPreferences = (): WebPreferences => this.#preferences
  isDestroyed = (): boolean => this.#gone
  reload = (): Promise<unknown> => this.cdp('Page.reload')
  readonly navigationHistory = {
    goBack: (): void => void this.#travel(-1),
    goForward: (): void => void this.#travel(1),
  }
  async #travel(steps: number): Promise<void> {
    const { currentIndex, entries } = (await this.cdp('Page.getNavigationHistory')) as {
      currentIndex: number
      entries: readonly { readonly id: number }[]
    }
    const entry = entries[currentIndex + steps]
    if (entry) await this.cdp('Page.navigateToHistoryEntry', { entryId: entry.id })
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#open = handler
  }
  send(channel: string, ...args: unknown[]): void {
    if (!this.#gone && this.#preloadContext)
      void this.#deliver({ op: 'push', channel, args: pack(args) }, this.#preloadContext)
  }

  async loadURL(url: string): Promise<void> {
    await this.#started
    const done = new Promise((loaded) => this.once('did-finish-load', loaded))
    const { errorText } = await this.cdp<{ errorText?: string }>('Page.navigate', { url: toChromium(url) })
    if (errorText) throw new Error(`${errorText} loading '${url}'`)
    await done
  }

  async closeTarget(): Promise<void> {
    await this.#started
    await chromium().send('Target.closeTarget', { targetId: this.#target })
    this.destroyed()
  }

  destroyed(): void {
    if (this.#gone) return
    this.#gone = true
    this.emit('destroyed')
  }
}

interface Paused {
  readonly requestId: string
  readonly resourceType: string
  readonly frameId: string
  readonly request: {
    readonly url: string
    readonly method: string
    readonly headers: Record<string, string>
  }
}
