/** Presence over Electron and the core. */
import { app, BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { DownloadsState } from '#contract/downloads'
import type { Core } from '#core/core'
import type { Place } from '#core/folders'
import type { Log } from '#core/log'
import { keepEntry, programOf } from '../desktop-entry.ts'
import type { Words } from '../words.ts'
import { desktopHere } from './desktop.ts'
import { autostartEntry, autostartFile, QUIETLY } from './login.ts'
import { createPresence, type DownloadsHere } from './presence.ts'

export interface PresenceHere {
  readonly core: Core
  readonly place: Place
  readonly appRoot: string
  readonly log: Log
  readonly quietly: boolean
  words(): Words
  show(): void
  showDownloads(): void
}

export function presenceHere(options: PresenceHere): { dispose(): void } {
  const { core, place, appRoot, log, words } = options
  const presence = createPresence({
    downloads: downloadsOf(core, log),
    desktop: desktopHere({
      ...options,
      platform: place.platform,
      resources: join(appRoot, 'resources'),
      retry: (id) => core.queue.resume(id),
    }),
    settings: () => core.settings.get().desktop,
    words: () => words().tray,
    remember: (closeWhileDownloading) => {
      const change = { desktop: { closeWhileDownloading } }
      const { signal } = new AbortController()
      core.settings.handlers['settings.change'](change, { signal }).catch((error: unknown) =>
        log.error('the choice could not be kept', error),
      )
    },
  })
  let quitting = false
  app.on('before-quit', () => (quitting = true))
  const follow = (window: BrowserWindow): void => {
    window.on('close', (event) => {
      if (!quitting && presence.holdsClose()) event.preventDefault()
    })
    window.on('show', presence.refresh)
  }
  BrowserWindow.getAllWindows().forEach(follow)
  app.on('browser-window-created', (_event, window) => follow(window))
  const followSettings = (): void => {
    presence.refresh() // in another language, maybe
    startWithSystem(options)
  }
  startWithSystem(options)
  const stopFollowing = core.settings.onChange(followSettings)
  return {
    dispose() {
      stopFollowing()
      presence.dispose()
    },
  }
}

/** Unpackaged it would name Electron itself. */
function startWithSystem({ core, place, log }: PresenceHere): void {
  if (!app.isPackaged) return
  const { launchAtLogin: openAtLogin } = core.settings.get().desktop
  if (place.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin, args: [QUIETLY] })
  try {
    const program = programOf(place.env, process.execPath)
    keepEntry(autostartFile(place), openAtLogin ? autostartEntry(program) : null)
  } catch (error) {
    log.error('starting with the system could not be changed', error)
  }
}

/** The queue's state, with what its progress events tell put in. */
function downloadsOf({ queue, subscribe }: Core, log: Log): DownloadsHere {
  const background = (work: Promise<void>): void =>
    void work.catch((error: unknown) => log.error('pausing failed', error))
  return {
    state: () => queue.state(),
    pauseAll: () => background(queue.pauseAll()),
    resumeAll: () => queue.resumeAll(),
    onChange: (listener: (state: DownloadsState) => void) =>
      subscribe((name) => {
        if (name === 'downloads.changed' || name === 'downloads.progress') listener(queue.state())
      }),
  }
}
